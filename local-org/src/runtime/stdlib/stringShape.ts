import { INTEGER, STRING } from '../../semantics/types.ts';
import { ApexList } from '../collections.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { methodsWithoutNull } from './arguments.ts';
import { splitByCharacterType } from './characterTypes.ts';

/** System.String: parts of a text, and texts made from it (semantics of Java and Apache Commons Lang). */

definePlatformType('System.String', {
    methods: {
        'substring(Integer)': (text: string, start: number | null) => substring(text, start, text.length),
        'substring(Integer,Integer)': substring,
        ...methodsWithoutNull({
            'left(Integer)': (text: string, count: number) => text.slice(0, Math.max(0, count)),
            'right(Integer)': (text: string, count: number) => (count <= 0 ? '' : text.slice(-count)),
            'mid(Integer,Integer)': (text: string, start: number, count: number) => {
                const from = Math.max(0, start);
                return count < 0 ? '' : text.slice(from, from + count);
            },
            'substringAfter(String)': (text: string, separator: string) => {
                const index = text.indexOf(separator);
                return index < 0 ? '' : text.slice(index + separator.length);
            },
            'substringAfterLast(String)': (text: string, separator: string) => {
                const index = separator === '' ? -1 : text.lastIndexOf(separator);
                return index < 0 ? '' : text.slice(index + separator.length);
            },
            'substringBefore(String)': (text: string, separator: string) => {
                const index = text.indexOf(separator);
                return index < 0 ? text : text.slice(0, index);
            },
            'substringBeforeLast(String)': (text: string, separator: string) => {
                const index = separator === '' ? -1 : text.lastIndexOf(separator);
                return index < 0 ? text : text.slice(0, index);
            },
            'substringBetween(String)': (text: string, tag: string) => between(text, tag, tag),
            'substringBetween(String,String)': between,
            'abbreviate(Integer)': (text: string, width: number) => abbreviate(text, 0, width),
            'abbreviate(Integer,Integer)': (text: string, width: number, offset: number) =>
                abbreviate(text, offset, width),
            'center(Integer)': (text: string, size: number) => center(text, size, ' '),
            'center(Integer,String)': center,
            'leftPad(Integer)': (text: string, size: number) => text.padStart(size),
            'leftPad(Integer,String)': (text: string, size: number, pad: string) => text.padStart(size, pad || ' '),
            'rightPad(Integer)': (text: string, size: number) => text.padEnd(size),
            'rightPad(Integer,String)': (text: string, size: number, pad: string) => text.padEnd(size, pad || ' '),
            'overlay(String,Integer,Integer)': (text: string, overlay: string, start: number, end: number) => {
                const [from, to] = [within(text, start), within(text, end)].sort((a, b) => a - b) as [number, number];
                return text.slice(0, from) + overlay + text.slice(to);
            },
            'remove(String)': (text: string, part: string) => (part === '' ? text : text.replaceAll(part, '')),
            'removeStart(String)': (text: string, part: string) =>
                text.startsWith(part) ? text.slice(part.length) : text,
            'removeStartIgnoreCase(String)': (text: string, part: string) =>
                text.toLowerCase().startsWith(part.toLowerCase()) ? text.slice(part.length) : text,
            'removeEnd(String)': (text: string, part: string) =>
                text.endsWith(part) ? text.slice(0, text.length - part.length) : text,
            'removeEndIgnoreCase(String)': (text: string, part: string) =>
                text.toLowerCase().endsWith(part.toLowerCase()) ? text.slice(0, text.length - part.length) : text,
            'repeat(Integer)': (text: string, count: number) => text.repeat(Math.max(0, count)),
            'repeat(String,Integer)': (text: string, separator: string, count: number) =>
                Array.from({ length: Math.max(0, count) }, () => text).join(separator),
            'replace(String,String)': (text: string, from: string, to: string) => text.split(from).join(to),
            'charAt(Integer)': (text: string, index: number) => {
                if (index < 0 || index >= text.length) outOfRange(index);
                return text.charCodeAt(index);
            },
            'codePointAt(Integer)': (text: string, index: number) => {
                if (index < 0 || index >= text.length) outOfRange(index);
                return text.codePointAt(index);
            },
            'codePointBefore(Integer)': codePointBefore,
            'codePointCount(Integer,Integer)': (text: string, start: number, end: number) =>
                [...substring(text, start, end)].length,
            'offsetByCodePoints(Integer,Integer)': offsetByCodePoints,
            'toLowerCase(String)': (text: string, locale: string) => text.toLocaleLowerCase(locale.replace('_', '-')),
            'toUpperCase(String)': (text: string, locale: string) => text.toLocaleUpperCase(locale.replace('_', '-'))
        }),
        'capitalize()': (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1),
        'uncapitalize()': (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1),
        'deleteWhitespace()': (text: string) => text.replace(/\s/g, ''),
        'getChars()': (text: string) =>
            new ApexList(
                INTEGER,
                Array.from(text.split(''), (char) => char.charCodeAt(0))
            ),
        'normalizeSpace()': (text: string) => text.trim().replace(/\s+/g, ' '),
        'reverse()': (text: string) => [...text].reverse().join(''),
        'splitByCharacterType()': (text: string) => new ApexList(STRING, splitByCharacterType(text, false)),
        'splitByCharacterTypeCamelCase()': (text: string) => new ApexList(STRING, splitByCharacterType(text, true)),
        'stripHtmlTags()': (text: string) => text.replace(/<[^>]*>/g, ''),
        'swapCase()': (text: string) =>
            [...text].map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join(''),
        'toLowerCase()': (text: string) => text.toLowerCase(),
        'toUpperCase()': (text: string) => text.toUpperCase(),
        'toString()': (text: string) => text,
        // java.lang.String.trim: everything up to the space character, and nothing else.
        'trim()': (text: string) => text.replace(/^[\0- ]+|[\0- ]+$/g, '')
    }
});

/** @throws System.StringException outside the text */
function substring(text: string, start: number | null, end: number | null): string {
    if (start === null || end === null)
        return throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
    if (start < 0 || start > text.length)
        throwApex('System.StringException', `Starting position out of bounds: ${start}`);
    if (end < start || end > text.length) throwApex('System.StringException', `Ending position out of bounds: ${end}`);
    return text.slice(start, end);
}

function outOfRange(index: number): never {
    return throwApex('System.StringException', `String index out of range: ${index}`);
}

function within(text: string, index: number): number {
    return Math.max(0, Math.min(text.length, index));
}

function between(text: string, open: string, close: string): string | null {
    const start = text.indexOf(open);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    return end < 0 ? null : text.slice(start + open.length, end);
}

/** org.apache.commons.lang.StringUtils.abbreviate */
function abbreviate(text: string, offset: number, width: number): string {
    if (width < 4) throwApex('System.StringException', 'Minimum abbreviation width is 4');
    if (text.length <= width) return text;
    let from = Math.min(offset, text.length);
    if (text.length - from < width - 3) from = text.length - (width - 3);
    if (from <= 4) return `${text.slice(0, width - 3)}...`;
    if (width < 7) throwApex('System.StringException', 'Minimum abbreviation width with offset is 7');
    if (from + (width - 3) < text.length) return `...${abbreviate(text.slice(from), 0, width - 3)}`;
    return `...${text.slice(text.length - (width - 3))}`;
}

function center(text: string, size: number, pad: string): string {
    const missing = size - text.length;
    if (missing <= 0) return text;
    return text.padStart(text.length + Math.floor(missing / 2), pad || ' ').padEnd(size, pad || ' ');
}

function codePointBefore(text: string, index: number): number {
    if (index < 1 || index > text.length) outOfRange(index);
    const isPair = index > 1 && /[\udc00-\udfff]/.test(text[index - 1]!) && /[\ud800-\udbff]/.test(text[index - 2]!);
    return text.codePointAt(isPair ? index - 2 : index - 1)!;
}

function offsetByCodePoints(text: string, index: number, offset: number): number {
    const points = [...(offset >= 0 ? text.slice(index) : text.slice(0, index))];
    if (index < 0 || index > text.length || Math.abs(offset) > points.length) outOfRange(index + offset);
    const passed = offset >= 0 ? points.slice(0, offset) : points.slice(points.length + offset);
    return index + Math.sign(offset) * passed.join('').length;
}
