import { apexHashCode } from '../equality.ts';
import { unbox } from '../boxes.ts';
import { definePlatformType } from '../platform.ts';
import { methodsWithoutNull } from './arguments.ts';

/** System.String: comparing, searching and asking what a text consists of (semantics of Java and Apache Commons Lang). */

definePlatformType('System.String', {
    methods: {
        'compareTo(String)': compareText,
        'equals(Object)': (text: string, other: unknown) => text === unbox(other),
        'equals(String)': (text: string, other: string | null) => text === other,
        'equalsIgnoreCase(String)': (text: string, other: string | null) =>
            other !== null && fold(text) === fold(other),
        'hashCode()': (text: string) => apexHashCode(text),
        'length()': (text: string) => text.length,
        ...methodsWithoutNull({
            'contains(String)': (text: string, part: string) => text.includes(part),
            'containsIgnoreCase(String)': (text: string, part: string) => fold(text).includes(fold(part)),
            'containsAny(String)': (text: string, chars: string) => [...text].some((char) => chars.includes(char)),
            'containsNone(String)': (text: string, chars: string) => ![...text].some((char) => chars.includes(char)),
            'containsOnly(String)': (text: string, chars: string) => [...text].every((char) => chars.includes(char)),
            'startsWith(String)': (text: string, part: string) => text.startsWith(part),
            'startsWithIgnoreCase(String)': (text: string, part: string) => fold(text).startsWith(fold(part)),
            'endsWith(String)': (text: string, part: string) => text.endsWith(part),
            'endsWithIgnoreCase(String)': (text: string, part: string) => fold(text).endsWith(fold(part)),
            'countMatches(String)': (text: string, part: string) => (part === '' ? 0 : text.split(part).length - 1),
            'indexOf(String)': (text: string, part: string) => text.indexOf(part),
            'indexOf(String,Integer)': (text: string, part: string, from: number) => text.indexOf(part, from),
            'indexOfIgnoreCase(String)': (text: string, part: string) => fold(text).indexOf(fold(part)),
            'indexOfIgnoreCase(String,Integer)': (text: string, part: string, from: number) =>
                fold(text).indexOf(fold(part), from),
            'indexOfChar(Integer)': (text: string, char: number) => text.indexOf(String.fromCodePoint(char)),
            'indexOfChar(Integer,Integer)': (text: string, char: number, from: number) =>
                text.indexOf(String.fromCodePoint(char), from),
            'indexOfAny(String)': (text: string, chars: string) => indexWhere(text, (char) => chars.includes(char)),
            'indexOfAnyBut(String)': (text: string, chars: string) => indexWhere(text, (char) => !chars.includes(char)),
            'indexOfDifference(String)': indexOfDifference,
            'difference(String)': (text: string, other: string) => {
                const index = indexOfDifference(text, other);
                return index < 0 ? '' : other.slice(index);
            },
            'lastIndexOf(String)': (text: string, part: string) => text.lastIndexOf(part),
            'lastIndexOf(String,Integer)': lastIndexOf,
            'lastIndexOfIgnoreCase(String)': (text: string, part: string) => fold(text).lastIndexOf(fold(part)),
            'lastIndexOfIgnoreCase(String,Integer)': (text: string, part: string, from: number) =>
                lastIndexOf(fold(text), fold(part), from),
            'lastIndexOfChar(Integer)': (text: string, char: number) => text.lastIndexOf(String.fromCodePoint(char)),
            'lastIndexOfChar(Integer,Integer)': (text: string, char: number, from: number) =>
                lastIndexOf(text, String.fromCodePoint(char), from),
            'getLevenshteinDistance(String)': levenshtein,
            'getLevenshteinDistance(String,Integer)': (text: string, other: string, threshold: number) => {
                const distance = levenshtein(text, other);
                return distance > threshold ? -1 : distance;
            }
        }),
        'containsWhitespace()': (text: string) => /\s/.test(text),
        'isAllLowerCase()': (text: string) => /^\p{Ll}+$/u.test(text),
        'isAllUpperCase()': (text: string) => /^\p{Lu}+$/u.test(text),
        'isAlpha()': (text: string) => /^\p{L}+$/u.test(text),
        'isAlphaSpace()': (text: string) => /^[\p{L} ]*$/u.test(text),
        'isAlphanumeric()': (text: string) => /^[\p{L}\p{Nd}]+$/u.test(text),
        'isAlphanumericSpace()': (text: string) => /^[\p{L}\p{Nd} ]*$/u.test(text),
        'isAsciiPrintable()': (text: string) => /^[ -~]*$/.test(text),
        'isNumeric()': (text: string) => /^\p{Nd}+$/u.test(text),
        'isNumericSpace()': (text: string) => /^[\p{Nd} ]*$/u.test(text),
        'isWhitespace()': (text: string) => /^\s*$/.test(text)
    },
    statics: {
        'isBlank(String)': (text: string | null) => text === null || text.trim() === '',
        'isEmpty(String)': (text: string | null) => text === null || text === '',
        'isNotBlank(String)': (text: string | null) => text !== null && text.trim() !== '',
        'isNotEmpty(String)': (text: string | null) => text !== null && text !== ''
    }
});

function fold(text: string): string {
    return text.toLowerCase();
}

/** java.lang.String.compareTo: difference of the first code units that differ, else of the lengths; null is refused by the caller. */
function compareText(text: string, other: string | null): number {
    if (other === null) return 1;
    const length = Math.min(text.length, other.length);
    for (let i = 0; i < length; i++) {
        const difference = text.charCodeAt(i) - other.charCodeAt(i);
        if (difference !== 0) return difference;
    }
    return text.length - other.length;
}

/** Java finds nothing before the start, where JavaScript would look at position 0. */
function lastIndexOf(text: string, part: string, from: number): number {
    return from < 0 ? -1 : text.lastIndexOf(part, from);
}

function indexWhere(text: string, wanted: (char: string) => boolean): number {
    for (let i = 0; i < text.length; i++) if (wanted(text[i]!)) return i;
    return -1;
}

function indexOfDifference(text: string, other: string): number {
    if (text === other) return -1;
    let index = 0;
    while (index < text.length && index < other.length && text[index] === other[index]) index++;
    return index;
}

function levenshtein(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, substitution));
        }
        row = next;
    }
    return row[b.length]!;
}
