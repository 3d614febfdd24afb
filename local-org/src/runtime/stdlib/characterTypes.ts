/** Unicode general categories as java.lang.Character.getType tells them apart. */
const CATEGORIES = 'Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf Cn'
    .split(' ')
    .map((name) => ({ name, pattern: new RegExp(`^\\p{${name}}$`, 'u') }));

function categoryOf(char: string): string {
    return CATEGORIES.find(({ pattern }) => pattern.test(char))?.name ?? 'Cn';
}

/**
 * Runs of characters of one category. With `camelCase` an upper-case letter before lower-case ones belongs to them: `fooBAR` gives
 * `foo`, `BAR`, and `FOOBar` gives `FOO`, `Bar`.
 */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
    const parts: string[] = [];
    let current = '';
    let category = '';
    for (const char of text) {
        const next = categoryOf(char);
        if (current === '' || next === category) {
            current += char;
        } else if (camelCase && next === 'Ll' && category === 'Lu') {
            const head = current.slice(0, -1);
            if (head !== '') parts.push(head);
            current = current.slice(-1) + char;
        } else {
            parts.push(current);
            current = char;
        }
        category = next;
    }
    if (current !== '') parts.push(current);
    return parts;
}
