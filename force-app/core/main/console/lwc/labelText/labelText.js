import durationHours from '@salesforce/label/c.Duration_Hours';
import durationMinutes from '@salesforce/label/c.Duration_Minutes';
import durationSeconds from '@salesforce/label/c.Duration_Seconds';

const MINUTE = 60;
const HOUR = 3600;

/** Puts the values in place of `{0}`, `{1}` … of a custom label. */
export function fillIn(label, ...values) {
    return label.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)]));
}

/** The time between two ISO stamps in words; tenths of a second below a minute, because containment is a matter of seconds. */
export function durationBetween(from, to) {
    const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
    if (seconds < MINUTE) {
        return fillIn(durationSeconds, Math.round(seconds * 10) / 10);
    }
    if (seconds < HOUR) {
        return fillIn(durationMinutes, Math.floor(seconds / MINUTE), Math.floor(seconds % MINUTE));
    }
    return fillIn(durationHours, Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE));
}
