/** A value whose JSON text is there already, e.g. the body of an answer within an answer. */
export class RawJson {
    readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
}

/** A number whose JSON form is given: JavaScript would write the double 5.0 as 5, and cut a Decimal to a double. */
export class RawNumber extends RawJson {}

/** JSON like JSON.stringify's, with `RawJson` written as it is. */
export function jsonText(value: unknown): string {
    if (value instanceof RawJson) return value.text;
    if (Array.isArray(value)) return `[${value.map((item) => jsonText(item ?? null)).join(',')}]`;
    if (typeof value === 'object' && value !== null) {
        const members = Object.entries(value).filter(([, member]) => member !== undefined);
        return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`;
    }
    return JSON.stringify(value);
}
