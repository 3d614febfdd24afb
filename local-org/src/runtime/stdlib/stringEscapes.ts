import { definePlatformType } from '../platform.ts';
import { htmlEntities3, htmlEntities4 } from './htmlEntities.ts';

/** System.String: escaping and unescaping (semantics of org.apache.commons.lang.StringEscapeUtils). */

definePlatformType('System.String', {
    methods: {
        'escapeCsv()': (text: string) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text),
        'unescapeCsv()': (text: string) =>
            /^".*"$/s.test(text) && /[",\r\n]/.test(text.slice(1, -1)) ? text.slice(1, -1).replace(/""/g, '"') : text,
        'escapeEcmaScript()': (text: string) => escapeJava(text, /["'\\/]/),
        'escapeJava()': (text: string) => escapeJava(text, /["\\]/),
        'unescapeEcmaScript()': unescapeJava,
        'unescapeJava()': unescapeJava,
        'escapeUnicode()': (text: string) => text.replace(/[^ -~]/g, unicodeEscape),
        'unescapeUnicode()': (text: string) =>
            text.replace(/\\u+([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'escapeHtml3()': (text: string) => escapeEntities(text, htmlEntities3),
        'escapeHtml4()': (text: string) => escapeEntities(text, htmlEntities4),
        'unescapeHtml3()': (text: string) => unescapeEntities(text, htmlEntities3),
        'unescapeHtml4()': (text: string) => unescapeEntities(text, htmlEntities4),
        'escapeXml()': (text: string) => escapeEntities(text, xmlEntities),
        'unescapeXml()': (text: string) => unescapeEntities(text, xmlEntities)
    }
});

const xmlEntities: ReadonlyMap<string, string> = new Map([
    ['"', 'quot'],
    ['&', 'amp'],
    ['<', 'lt'],
    ['>', 'gt'],
    ["'", 'apos']
]);

const CONTROLS: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };
const NAMED: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };

function escapeJava(text: string, special: RegExp): string {
    let out = '';
    for (let i = 0; i < text.length; i++) {
        const char = text[i]!;
        if (special.test(char)) out += `\\${char}`;
        else if (char >= ' ' && char <= '\x7f') out += char;
        else out += CONTROLS[char] ?? unicodeEscape(char);
    }
    return out;
}

function unescapeJava(text: string): string {
    return text.replace(
        /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(.))/gs,
        (_, hex?: string, octal?: string, char?: string) => {
            if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
            if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
            return NAMED[char!] ?? char!;
        }
    );
}

function unicodeEscape(char: string): string {
    return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function escapeEntities(text: string, entities: ReadonlyMap<string, string>): string {
    let out = '';
    for (const char of text) {
        const name = entities.get(char);
        out += name === undefined ? char : `&${name};`;
    }
    return out;
}

const namesOf = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>();

function unescapeEntities(text: string, entities: ReadonlyMap<string, string>): string {
    let names = namesOf.get(entities);
    if (!names) namesOf.set(entities, (names = new Map([...entities].map(([char, name]) => [name, char]))));
    return text.replace(
        /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
        (whole, hex?: string, decimal?: string, name?: string) => {
            if (name !== undefined) return names.get(name) ?? whole;
            const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
            return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
        }
    );
}
