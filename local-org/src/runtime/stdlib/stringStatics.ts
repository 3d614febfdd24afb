import type { ApexType } from '../../semantics/types.ts';
import { box } from '../boxes.ts';
import { ApexList, ApexSet } from '../collections.ts';
import type { ApexDate, ApexDatetime } from '../dates.ts';
import { doubleText } from '../doubleText.ts';
import type { Decimal } from '../decimal.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import type { PlatformFunction } from '../platform.ts';
import { unsupported } from '../unsupported.ts';
import { nullArgument, staticsWithoutNull } from './arguments.ts';
import { userZone } from './orgServices.ts';
import { formatDatetime } from './simpleDateFormat.ts';
import { stringValueOf } from './stringValue.ts';

/** System.String: static members. */

const DATETIME = 'yyyy-MM-dd HH:mm:ss';

definePlatformType('System.String', {
    statics: {
        'valueOf(Object)': (value: unknown) => (value === null ? null : stringValueOf(value)),
        ...nullToNull({
            'valueOf(Date)': (value: ApexDate) => value.iso(),
            'valueOf(Datetime)': (value: ApexDatetime) => formatDatetime(value.ms, DATETIME, userZone()),
            'valueOf(Decimal)': (value: Decimal) => value.toString(),
            'valueOf(Double)': (value: number) => doubleText(value),
            'valueOf(Integer)': (value: number) => String(value),
            'valueOf(Long)': (value: number | bigint) => String(value),
            'valueOfGmt(Datetime)': (value: ApexDatetime) => formatDatetime(value.ms, DATETIME, 'GMT')
        }),
        ...staticsWithoutNull({
            'escapeSingleQuotes(String)': (text: string) => text.replace(/'/g, "\\'"),
            'fromCharArray(List<Integer>)': (chars: ApexList) => String.fromCharCode(...(chars.items as number[])),
            'getCommonPrefix(List<String>)': (texts: ApexList) => commonPrefix(texts.items as (string | null)[])
        }),
        'format(String,List<Object>)': (pattern: string | null, args: ApexList | null) => {
            if (pattern === null) return nullArgument(1, 2);
            return messageFormat(
                pattern,
                args === null ? [] : args.items.map((item) => stringValueOf(box(item, args.elementType)))
            );
        },
        'join(Object,String)': join,
        'join/2': join
    }
});

function nullToNull(members: Readonly<Record<string, PlatformFunction>>): Record<string, PlatformFunction> {
    return Object.fromEntries(
        Object.entries(members).map(([key, body]) => [key, (value: unknown) => (value === null ? null : body(value))])
    );
}

/** Null elements are empty, as in org.apache.commons.lang.StringUtils.join. */
function join(values: unknown, separator: string | null): string {
    if (values === null) return nullArgument(1, 2);
    if (!(values instanceof ApexList) && !(values instanceof ApexSet))
        return unsupported('System.String.join of an own Iterable');
    const type: ApexType = values.elementType;
    return [...values].map((value) => (value === null ? '' : stringValueOf(box(value, type)))).join(separator ?? '');
}

function commonPrefix(texts: readonly (string | null)[]): string {
    const first = texts[0] ?? '';
    let length = first.length;
    for (const text of texts) {
        while (!(text ?? '').startsWith(first.slice(0, length))) length--;
    }
    return first.slice(0, length);
}

/** java.text.MessageFormat with arguments that are texts: `{0}`, quotes around literal text, two quotes for one. */
function messageFormat(pattern: string, args: readonly string[]): string {
    let out = '';
    let quoted = false;
    for (let i = 0; i < pattern.length; i++) {
        const char = pattern[i]!;
        if (char === "'") {
            if (pattern[i + 1] === "'") {
                out += "'";
                i++;
            } else quoted = !quoted;
        } else if (char === '{' && !quoted) {
            const end = pattern.indexOf('}', i);
            if (end < 0) throwApex('System.IllegalArgumentException', 'Unmatched braces in the pattern.');
            out += argument(pattern.slice(i + 1, end), args);
            i = end;
        } else out += char;
    }
    return out;
}

function argument(placeholder: string, args: readonly string[]): string {
    const name = placeholder.trim();
    if (/^\d+,/.test(name)) return unsupported(`String.format with the format element {${name}}`);
    if (!/^\d+$/.test(name))
        return throwApex('System.IllegalArgumentException', `can't parse argument number: ${name}`);
    return args[Number(name)] ?? `{${Number(name)}}`;
}
