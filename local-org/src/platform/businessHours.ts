import { findSystemRow } from '../data/systemRows.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { nullPointer, throwApex } from '../runtime/exceptions.ts';
import type { ApexLong } from '../runtime/longs.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { currentOrg } from './settings.ts';

const TIMES = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:Start|End)Time$/;

/** Business hours around the clock, as a new org has them; others are refused. */
function requireAroundTheClock(id: string | null): void {
    const row = findSystemRow(currentOrg(), 'BusinessHours', id ?? nullPointer());
    if (!row) throwApex('System.InvalidParameterValueException', `There are no business hours ${id}.`);
    const limited = Object.entries(row).some(([name, value]) => TIMES.test(name) && value !== null);
    if (limited) unsupported('business hours that are not around the clock');
}

function add(id: string | null, start: ApexDatetime | null, interval: ApexLong | null): ApexDatetime {
    requireAroundTheClock(id);
    return new ApexDatetime((start ?? nullPointer()).ms + Number(interval ?? nullPointer()));
}

definePlatformType('System.BusinessHours', {
    statics: {
        'add/3': add,
        'addGmt/3': add,
        'diff/3': (id: string | null, start: ApexDatetime | null, end: ApexDatetime | null) => {
            requireAroundTheClock(id);
            return (end ?? nullPointer()).ms - (start ?? nullPointer()).ms;
        },
        'isWithin/2': (id: string | null, at: ApexDatetime | null) => {
            requireAroundTheClock(id);
            return (at ?? nullPointer()) !== null;
        },
        'nextStartDate/2': (id: string | null, at: ApexDatetime | null) => {
            requireAroundTheClock(id);
            return at ?? nullPointer();
        }
    }
});
