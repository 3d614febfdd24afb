import { SaxesParser } from 'saxes';
import type { Diagnostic } from '../syntax/position.ts';
import { placeAt } from './findings.ts';

/** One element of a metadata file. Text is that directly inside of it, entities resolved, trimmed when it has children. */
export interface XmlElement {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: readonly XmlElement[];
    readonly text: string;
    readonly line: number;
    readonly column: number;
}

interface OpenElement {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: XmlElement[];
    text: string;
    readonly line: number;
    readonly column: number;
}

export interface ParsedXml {
    /** Null when the text is malformed; `diagnostics` then says where. */
    readonly root: XmlElement | null;
    readonly diagnostics: readonly Diagnostic[];
}

/** Line and column of offsets that only grow. */
class LineCounter {
    private readonly text: string;
    private line = 1;
    private lineStart = 0;

    constructor(text: string) {
        this.text = text;
    }

    at(offset: number): { line: number; column: number } {
        for (let next = this.text.indexOf('\n', this.lineStart); next !== -1 && next < offset;) {
            this.line++;
            this.lineStart = next + 1;
            next = this.text.indexOf('\n', this.lineStart);
        }
        return { line: this.line, column: offset - this.lineStart + 1 };
    }
}

/** The parser reports a fault behind what it read; people look for where that began. */
function faultOffset(text: string, position: number, reason: string): number {
    const start = reason === 'unexpected close tag' ? '<' : reason === 'undefined entity' ? '&' : null;
    return start === null ? Math.max(0, position - 1) : text.lastIndexOf(start, position - 1);
}

function close(element: OpenElement): XmlElement {
    const text = element.children.length > 0 ? element.text.trim() : element.text;
    return { ...element, text };
}

/** Parses a whole document. `xsi:` and other prefixes stay part of names. Never throws. */
export function parseXml(path: string, text: string): ParsedXml {
    const diagnostics: Diagnostic[] = [];
    const open: OpenElement[] = [];
    const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const lines = new LineCounter(content);
    let root: XmlElement | null = null;
    let start = { line: 1, column: 1 };
    let lastClosed = '';
    const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
    parser.on('error', (error) => {
        if (diagnostics.length > 0) {
            return;
        }
        const reason = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
        const unclosed = reason.startsWith('unclosed tag') ? open.at(-1) : undefined;
        // The parser takes all that follows a lone ampersand for the name of an entity, and then misses the close tags.
        const ampersand = unclosed === undefined || content.includes('<![CDATA[') ? -1 : content.search(/&(?!#?\w+;)/);
        if (ampersand !== -1) {
            const message = 'Malformed XML: a lone ampersand. Write it as &amp;.';
            const place = placeAt(content, ampersand);
            diagnostics.push({ path, ...place, severity: 'error', code: 'project/malformed-xml', message });
            return;
        }
        const { line, column } = unclosed ?? placeAt(content, faultOffset(content, parser.position, reason));
        const expected = reason === 'unexpected close tag' && lastClosed !== '' ? ` Expected '</${lastClosed}>'.` : '';
        const message = `Malformed XML: ${reason}.${expected}`;
        diagnostics.push({ path, line, column, severity: 'error', code: 'project/malformed-xml', message });
    });
    parser.on('opentagstart', (tag) => {
        // The parser reports a tag when it is past the name and the character after it, maybe on the next line.
        start = lines.at(content.lastIndexOf('<', parser.position - tag.name.length - 1));
    });
    parser.on('opentag', (tag) => {
        open.push({ name: tag.name, attributes: tag.attributes, children: [], text: '', ...start });
    });
    parser.on('text', (chunk) => {
        const current = open.at(-1);
        if (current !== undefined) {
            current.text += chunk;
        }
    });
    parser.on('cdata', (chunk) => {
        const current = open.at(-1);
        if (current !== undefined) {
            current.text += chunk;
        }
    });
    parser.on('closetag', () => {
        const ended = open.pop();
        if (ended === undefined) {
            return;
        }
        // A close tag that does not match is reported right after the element that it closes instead.
        lastClosed = ended.name;
        const parent = open.at(-1);
        if (parent === undefined) {
            root = close(ended);
        } else {
            parent.children.push(close(ended));
        }
    });
    parser.write(content).close();
    return diagnostics.length > 0 ? { root: null, diagnostics } : { root, diagnostics };
}
