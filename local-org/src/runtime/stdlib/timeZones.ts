import { MILLIS_PER_DAY } from '../dates.ts';

/** Ids of Java that are no IANA zones. */
const JAVA_IDS: Readonly<Record<string, string>> = {
    ACT: 'Australia/Darwin',
    AET: 'Australia/Sydney',
    AST: 'America/Anchorage',
    BST: 'Asia/Dhaka',
    CST: 'America/Chicago',
    CTT: 'Asia/Shanghai',
    ECT: 'Europe/Paris',
    IST: 'Asia/Kolkata',
    JST: 'Asia/Tokyo',
    PST: 'America/Los_Angeles',
    EDT: 'America/New_York'
};
const FIXED = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/;

/** Difference of a zone to UTC at a moment. */
export interface Zone {
    /** Id as Apex shows it. */
    readonly id: string;
    /** null for a fixed offset */
    readonly iana: string | null;
    offsetAt(ms: number): number;
}

const UTC_ZONE: Zone = { id: 'GMT', iana: null, offsetAt: () => 0 };
const zones = new Map<string, Zone>();

/** A zone by IANA id, Java id or `GMT+05:30`. Unknown ids mean GMT, as in java.util.TimeZone. */
export function zoneOf(id: string): Zone {
    let zone = zones.get(id);
    if (!zone) zones.set(id, (zone = makeZone(id)));
    return zone;
}

/** The moment of a local wall clock time in a zone; in a gap or overlap, the earlier offset counts. */
export function fromLocal(localMs: number, zone: Zone): number {
    const before = zone.offsetAt(localMs - MILLIS_PER_DAY);
    const candidate = localMs - before;
    if (zone.offsetAt(candidate) === before) return candidate;
    const after = zone.offsetAt(localMs + MILLIS_PER_DAY);
    return zone.offsetAt(localMs - after) === after ? localMs - after : candidate;
}

function makeZone(id: string): Zone {
    if (id === 'GMT' || id === 'UTC' || id === 'Z') return id === 'GMT' ? UTC_ZONE : { ...UTC_ZONE, id };
    const fixed = FIXED.exec(id);
    if (fixed) return fixedZone(fixed[1]!, Number(fixed[2]), Number(fixed[3] ?? 0));
    const iana = JAVA_IDS[id] ?? id;
    const format = dateTimeFormat(iana);
    return format ? { id, iana, offsetAt: cachedOffsets(format) } : UTC_ZONE;
}

function fixedZone(sign: string, hours: number, minutes: number): Zone {
    const offset = (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
    const two = (value: number): string => String(value).padStart(2, '0');
    return { id: offset === 0 ? 'GMT' : `GMT${sign}${two(hours)}:${two(minutes)}`, iana: null, offsetAt: () => offset };
}

function dateTimeFormat(iana: string): Intl.DateTimeFormat | null {
    try {
        return new Intl.DateTimeFormat('en-US', {
            timeZone: iana,
            hourCycle: 'h23',
            era: 'short',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric'
        });
    } catch (error) {
        if (error instanceof RangeError) return null;
        throw error;
    }
}

/** Offsets change on quarter hours at most; each is asked of the formatter once. */
function cachedOffsets(format: Intl.DateTimeFormat): (ms: number) => number {
    const quarter = 900_000;
    const known = new Map<number, number>();
    return (ms) => {
        const slot = Math.floor(ms / quarter);
        let offset = known.get(slot);
        if (offset === undefined) {
            offset = offsetBy(format, slot * quarter);
            known.set(slot, offset);
        }
        return offset;
    };
}

function offsetBy(format: Intl.DateTimeFormat, ms: number): number {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(ms)) parts[type] = value;
    const year = parts['era']!.startsWith('B') ? 1 - Number(parts['year']) : Number(parts['year']);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
    local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
    return local.getTime() - ms;
}

/** Each English locale abbreviates the zones of its own region only. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA'];

/** @param style short: `PST`; long: `Pacific Standard Time` */
export function zoneName(zone: Zone, ms: number, style: 'short' | 'long'): string {
    if (zone.iana === null) {
        if (style === 'short') return zone.id;
        return zone.id === 'GMT' ? 'Greenwich Mean Time' : zone.id === 'UTC' ? 'Coordinated Universal Time' : zone.id;
    }
    const moment = ms >= 0 ? ms : recentMoment(zone, zone.offsetAt(ms));
    const names = LOCALES.map((locale) => nameIn(locale, zone.iana!, moment, style));
    return names.find((name) => !/^GMT[+-]/.test(name)) ?? names[0]!;
}

/** The ICU data has no names of zones before 1970: the same offset in a recent year has the name. */
function recentMoment(zone: Zone, offset: number): number {
    const january = Date.UTC(2026, 0, 1);
    return zone.offsetAt(january) === offset ? january : Date.UTC(2026, 6, 1);
}

function nameIn(locale: string, timeZone: string, ms: number, style: 'short' | 'long'): string {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style }).formatToParts(ms);
    return parts.find((part) => part.type === 'timeZoneName')!.value;
}
