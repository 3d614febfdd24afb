import { LightningElement, api } from 'lwc';
import timeZone from '@salesforce/i18n/timeZone';
import localLabel from '@salesforce/label/c.Time_Local';
import utcLabel from '@salesforce/label/c.Time_Utc';
import { fillIn } from 'c/labelText';

const PARTS = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23'
};

/** Swedish writes dates as ISO 8601 does: sortable and the same for readers of every country. */
const formatIn = (zone, date) => new Intl.DateTimeFormat('sv-SE', { ...PARTS, timeZone: zone }).format(date);

/** A time in UTC, because clocks of the law run in it, with the viewer's time beside it where that differs. */
export default class TimeStamp extends LightningElement {
    /** ISO 8601. */
    @api value;

    get date() {
        const time = Date.parse(this.value ?? '');
        return Number.isNaN(time) ? undefined : new Date(time);
    }

    get utcText() {
        return this.date ? fillIn(utcLabel, formatIn('UTC', this.date)) : '';
    }

    get localText() {
        if (!this.date) {
            return '';
        }
        const [utcDay] = formatIn('UTC', this.date).split(' ');
        const [day, clock] = formatIn(timeZone, this.date).split(' ');
        return fillIn(localLabel, day === utcDay ? clock : `${day} ${clock}`);
    }

    get isElsewhere() {
        return this.date !== undefined && formatIn('UTC', this.date) !== formatIn(timeZone, this.date);
    }
}
