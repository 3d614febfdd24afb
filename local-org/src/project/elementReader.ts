import type { Findings } from './findings.ts';
import type { XmlElement } from './xml.ts';

/** Reads the children of one element; what is missing becomes a finding at the element. Values were checked by shape before. */
export class ElementReader {
    readonly element: XmlElement;
    readonly path: string;
    private readonly findings: Findings;

    constructor(element: XmlElement, path: string, findings: Findings) {
        this.element = element;
        this.path = path;
        this.findings = findings;
    }

    private child(name: string): XmlElement | null {
        return this.element.children.find((child) => child.name === name) ?? null;
    }

    has(name: string): boolean {
        return this.child(name) !== null;
    }

    /** Text without surrounding blanks; null when the element is absent or empty. */
    optional(name: string): string | null {
        const text = this.child(name)?.text.trim() ?? '';
        return text === '' ? null : text;
    }

    /** As `optional`; absence is reported and read as ''. */
    required(name: string): string {
        const text = this.optional(name);
        if (text === null) {
            this.reportMissing(name);
        }
        return text ?? '';
    }

    /** Text exactly as written, for values in which blanks count. */
    verbatim(name: string): string | null {
        return this.child(name)?.text ?? null;
    }

    flag(name: string, absent = false): boolean {
        const text = this.optional(name);
        return text === null ? absent : text === 'true';
    }

    integer(name: string, absent: number): number {
        const value = Number(this.optional(name) ?? Number.NaN);
        return Number.isFinite(value) ? Math.trunc(value) : absent;
    }

    /** A member of an enumeration of which the caller knows the values; others count as absent. */
    choice<Value extends string>(name: string, values: readonly Value[]): Value | null {
        const text = this.optional(name);
        return values.find((value) => value === text) ?? null;
    }

    one(name: string): ElementReader | null {
        const child = this.child(name);
        return child === null ? null : new ElementReader(child, this.path, this.findings);
    }

    all(name: string): ElementReader[] {
        return this.element.children
            .filter((child) => child.name === name)
            .map((child) => new ElementReader(child, this.path, this.findings));
    }

    /** Texts of all children of that name. */
    texts(name: string): string[] {
        return this.element.children.filter((child) => child.name === name).map((child) => child.text.trim());
    }

    reportMissing(name: string): void {
        this.report('missing-element', `Required field is missing: ${name}`);
    }

    report(code: string, message: string): void {
        this.findings.report(this.path, this.element, code, message);
    }
}
