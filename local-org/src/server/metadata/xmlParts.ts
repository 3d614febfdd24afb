import { SaxesParser } from 'saxes';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** A direct child of a file's root: where it stands, and the text inside it. */
export interface XmlPart {
    readonly name: string;
    /** Text of its `fullName`, or null. */
    readonly fullName: string | null;
    readonly start: number;
    readonly end: number;
    readonly inner: string;
    /** Line on which the inner text begins. */
    readonly line: number;
}

/** The root's children of a well-formed file; null when it is not well formed. */
export function xmlParts(text: string): { readonly parts: readonly XmlPart[]; readonly inner: string } | null {
    const parts: XmlPart[] = [];
    const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
    const path: string[] = [];
    let failed = false;
    let start = 0;
    let innerStart = 0;
    let rootStart = 0;
    let rootEnd = text.length;
    let fullName: string | null = null;
    parser.on('error', () => (failed = true));
    parser.on('opentagstart', ({ name }) => {
        if (path.length === 1) start = text.lastIndexOf('<', parser.position - name.length - 1);
    });
    parser.on('opentag', ({ name }) => {
        path.push(name);
        if (path.length === 1) rootStart = parser.position;
        if (path.length === 2) {
            innerStart = parser.position;
            fullName = null;
        }
    });
    parser.on('text', (chunk) => {
        if (path.length === 3 && path[2] === 'fullName') fullName = (fullName ?? '') + chunk.trim();
    });
    parser.on('closetag', ({ name, isSelfClosing }) => {
        const end = parser.position;
        if (path.length === 2) {
            const inner = isSelfClosing ? '' : text.slice(innerStart, text.lastIndexOf('</', end));
            const line = text.slice(0, innerStart).split('\n').length;
            parts.push({ name, fullName, start, end, inner, line });
        }
        if (path.length === 1) rootEnd = isSelfClosing ? rootStart : text.lastIndexOf('</', end);
        path.pop();
    });
    parser.write(text).close();
    return failed ? null : { parts, inner: text.slice(rootStart, rootEnd) };
}

/** A file with one root. @param line on which the root begins, so that findings keep the places they have in the package */
export function xmlFile(root: string, inner: string, line = 1): string {
    const head = `<?xml version="1.0" encoding="UTF-8"?>${'\n'.repeat(line - 1)}`;
    const open = `<${root} xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">`;
    return `${head}${open}${inner}</${root}>\n`;
}

/** A text without some of its ranges; lines stay where they are. */
export function withoutRanges(
    text: string,
    ranges: readonly { readonly start: number; readonly end: number }[]
): string {
    let result = '';
    let at = 0;
    for (const { start, end } of ranges) {
        result += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, '');
        at = end;
    }
    return result + text.slice(at);
}
