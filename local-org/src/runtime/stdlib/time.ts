import { ApexDatetime, ApexTime } from '../dates.ts';
import { definePlatformType } from '../platform.ts';
import { methodsWithoutNull, nullArgument, staticsWithoutNull } from './arguments.ts';
import { apexTime, timeOfDay } from './dateParsing.ts';
import type { Zone } from './timeZones.ts';
import { zoneName, zoneOf } from './timeZones.ts';

definePlatformType('System.Time', {
    isInstance: (value) => value instanceof ApexTime,
    methods: {
        ...methodsWithoutNull({
            'addHours(Integer)': (time: ApexTime, hours: number) => apexTime(time.ms + hours * 3_600_000),
            'addMinutes(Integer)': (time: ApexTime, minutes: number) => apexTime(time.ms + minutes * 60_000),
            'addSeconds(Integer)': (time: ApexTime, seconds: number) => apexTime(time.ms + seconds * 1000),
            'addMilliseconds(Integer)': (time: ApexTime, ms: number) => apexTime(time.ms + ms)
        }),
        'hour()': (time: ApexTime) => Math.floor(time.ms / 3_600_000),
        'minute()': (time: ApexTime) => Math.floor(time.ms / 60_000) % 60,
        'second()': (time: ApexTime) => Math.floor(time.ms / 1000) % 60,
        'millisecond()': (time: ApexTime) => time.ms % 1000
    },
    statics: staticsWithoutNull({
        'newInstance(Integer,Integer,Integer,Integer)': (hour: number, minute: number, second: number, ms: number) =>
            apexTime(timeOfDay(hour, minute, second, ms))
    })
});

/** System.TimeZone */
export class ApexTimeZone {
    static readonly apexName = 'System.TimeZone';
    readonly zone: Zone;

    constructor(id: string) {
        this.zone = zoneOf(id);
    }

    apexToString(): string {
        return this.zone.id;
    }

    apexEquals(other: unknown): boolean {
        return other instanceof ApexTimeZone && other.zone.id === this.zone.id;
    }

    apexHash(): string {
        return `zone:${this.zone.id}`;
    }
}

definePlatformType('System.TimeZone', {
    isInstance: (value) => value instanceof ApexTimeZone,
    methods: {
        'getDisplayName()': displayName,
        'getID()': (zone: ApexTimeZone) => zone.zone.id,
        'getOffset(Datetime)': (zone: ApexTimeZone, moment: ApexDatetime | null) =>
            moment === null ? nullArgument(1, 1) : zone.zone.offsetAt(moment.ms),
        'toString()': (zone: ApexTimeZone) => zone.apexToString()
    },
    statics: staticsWithoutNull({ 'getTimeZone(String)': (id: string) => new ApexTimeZone(id) })
});

/** `(GMT-08:00) Pacific Standard Time (America/Los_Angeles)`, by the offset of standard time. */
function displayName({ zone }: ApexTimeZone): string {
    const january = Date.UTC(2026, 0, 1);
    const july = Date.UTC(2026, 6, 1);
    const standard = zone.offsetAt(january) <= zone.offsetAt(july) ? january : july;
    const minutes = zone.offsetAt(standard) / 60_000;
    const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
    return `(GMT${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}) ${zoneName(zone, standard, 'long')} (${zone.id})`;
}
