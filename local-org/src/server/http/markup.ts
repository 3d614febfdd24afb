const ENTITIES: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};

/** Text as content or attribute value of XML and HTML. */
export function escapeXml(text: string): string {
    return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
