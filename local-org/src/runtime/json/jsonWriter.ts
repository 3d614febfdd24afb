import { jsonError } from './jsonError.ts';

interface Level {
    readonly kind: 'object' | 'array';
    count: number;
    /** In an object: the name is written and its value is awaited. */
    named: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t'
};

/** A text in JSON quotes. */
export function quote(text: string): string {
    return `"${text.replace(/["\\\0-\x1f]/g, (char) => ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;
}

/** Writes JSON piece by piece; refuses what would not be JSON. Pretty output is laid out as by Jackson's default printer. */
export class JsonWriter {
    private readonly pretty: boolean;
    private readonly levels: Level[] = [];
    private out = '';
    private rootCount = 0;
    isClosed = false;

    constructor(pretty: boolean) {
        this.pretty = pretty;
    }

    text(): string {
        return this.out;
    }

    /** Ends what is still open. */
    close(): void {
        while (this.levels.length > 0) this.end(this.levels.at(-1)!.kind);
        this.isClosed = true;
    }

    start(kind: 'object' | 'array'): void {
        this.beforeValue(kind === 'object' ? 'start an object' : 'start an array');
        this.out += kind === 'object' ? '{' : '[';
        this.levels.push({ kind, count: 0, named: false });
    }

    end(kind: 'object' | 'array'): void {
        this.refuseClosed();
        const level = this.levels.at(-1);
        if (level?.kind !== kind) jsonError(`Current context not an ${kind} but ${level?.kind ?? 'ROOT'}`);
        if (level!.named) jsonError('Can not end an object: a value is expected');
        this.levels.pop();
        if (this.pretty) this.out += kind === 'object' && level!.count > 0 ? this.newLine() : ' ';
        this.out += kind === 'object' ? '}' : ']';
    }

    field(name: string): void {
        this.refuseClosed();
        const level = this.levels.at(-1);
        if (level?.kind !== 'object' || level.named) return jsonError('Can not write a field name, expecting a value');
        if (level.count++ > 0) this.out += ',';
        if (this.pretty) this.out += this.newLine();
        this.out += quote(name) + (this.pretty ? ' : ' : ':');
        level.named = true;
    }

    /** A value that is JSON text already. */
    raw(json: string, action: string): void {
        this.beforeValue(action);
        this.out += json;
    }

    private beforeValue(action: string): void {
        this.refuseClosed();
        const level = this.levels.at(-1);
        if (!level) {
            if (this.rootCount++ > 0) this.out += ' ';
        } else if (level.kind === 'array') {
            if (level.count++ > 0) this.out += ',';
            if (this.pretty) this.out += ' ';
        } else {
            if (!level.named) jsonError(`Can not ${action}, expecting field name`);
            level.named = false;
        }
    }

    private newLine(): string {
        return `\n${'  '.repeat(this.levels.filter((level) => level.kind === 'object').length)}`;
    }

    private refuseClosed(): void {
        if (this.isClosed) jsonError('JSONGenerator is closed');
    }
}
