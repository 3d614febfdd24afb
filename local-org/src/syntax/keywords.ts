import { KEYWORDS, T } from './tokenKinds.ts';

/** Keyword lookup without allocating: the lexer hashes lower-cased characters while it scans a word. */

const SIZE = 1024;
const LONGEST = Math.max(...KEYWORDS.map(([word]) => word.length));
const words: (string | undefined)[] = new Array<string | undefined>(SIZE).fill(undefined);
const kinds = new Uint8Array(SIZE);

/** One step of the word hash; `code | 0x20` maps ASCII capitals to small letters. */
export function hashStep(hash: number, code: number): number {
    return (Math.imul(hash, 31) + (code | 0x20)) | 0;
}

for (const [word, kind] of KEYWORDS) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
    let slot = hash & (SIZE - 1);
    while (words[slot] !== undefined) slot = (slot + 1) & (SIZE - 1);
    words[slot] = word;
    kinds[slot] = kind;
}

/** The kind of the word at `start`..`end` whose characters hash to `hash`: a keyword's, or Identifier. */
export function wordKind(text: string, start: number, end: number, hash: number): number {
    const length = end - start;
    if (length < 2 || length > LONGEST) return T.Identifier;
    let slot = hash & (SIZE - 1);
    for (;;) {
        const word = words[slot];
        if (word === undefined) return T.Identifier;
        if (word.length === length && sameLetters(text, start, word)) return kinds[slot];
        slot = (slot + 1) & (SIZE - 1);
    }
}

function sameLetters(text: string, start: number, word: string): boolean {
    for (let i = 0; i < word.length; i++) {
        const code = text.charCodeAt(start + i);
        const lower = code >= 65 && code <= 90 ? code + 32 : code;
        if (lower !== word.charCodeAt(i)) return false;
    }
    return true;
}
