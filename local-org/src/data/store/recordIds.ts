const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const ID_SHAPE = /^[0-9A-Za-z]{15}(?:[A-Z0-5]{3})?$/i;

/** The 15-character, case-sensitive id with the three characters that make it safe in case-insensitive systems. */
function withChecksum(id15: string): string {
    let suffix = '';
    for (let chunk = 0; chunk < 3; chunk++) {
        let bits = 0;
        for (let i = 0; i < 5; i++) {
            const code = id15.charCodeAt(chunk * 5 + i);
            if (code >= 65 && code <= 90) bits |= 1 << i;
        }
        suffix += CHECK_CHARACTERS[bits];
    }
    return id15 + suffix;
}

/** The 18-character form of a record id, or null when the text is no id. 18-character ids in any case are repaired by their suffix. */
export function normalizeId(text: string): string | null {
    if (!ID_SHAPE.test(text)) return null;
    if (text.length === 15) return withChecksum(text);
    const exact = withChecksum(text.slice(0, 15));
    return exact.slice(15) === text.slice(15) ? exact : restoreCase(text);
}

/** The suffix tells which of the fifteen characters are capitals. */
function restoreCase(id18: string): string | null {
    let id15 = '';
    for (let i = 0; i < 15; i++) {
        const bits = CHECK_CHARACTERS.indexOf(id18[15 + Math.floor(i / 5)]!.toUpperCase());
        if (bits < 0) return null;
        const character = id18[i]!;
        id15 += bits & (1 << (i % 5)) ? character.toUpperCase() : character.toLowerCase();
    }
    return withChecksum(id15);
}

/** Hands out record ids: one counter per key prefix, never reused, not even after a rollback. */
export class IdSequence {
    private readonly last = new Map<string, number>();

    next(keyPrefix: string): string {
        const number = (this.last.get(keyPrefix) ?? 0) + 1;
        this.last.set(keyPrefix, number);
        return withChecksum(keyPrefix + toBase62(number).padStart(12, '0'));
    }

    /** Ids that come from elsewhere (journal, seed) must not be handed out again. */
    noteUsed(id: string): void {
        const prefix = id.slice(0, 3);
        const number = fromBase62(id.slice(3, 15));
        if (number > (this.last.get(prefix) ?? 0)) this.last.set(prefix, number);
    }
}

function toBase62(value: number): string {
    let text = '';
    for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62] + text;
    return text;
}

function fromBase62(text: string): number {
    let value = 0;
    for (const character of text) value = value * 62 + DIGITS.indexOf(character);
    return value;
}
