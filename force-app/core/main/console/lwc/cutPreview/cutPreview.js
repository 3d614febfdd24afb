import { LightningElement, api } from 'lwc';
import callers from '@salesforce/label/c.Preview_Callers';
import calls from '@salesforce/label/c.Preview_Calls';
import failed from '@salesforce/label/c.Preview_Failed';
import fallbackBlock from '@salesforce/label/c.Preview_FallbackBlock';
import fallbackDefaultAnswer from '@salesforce/label/c.Preview_FallbackDefaultAnswer';
import fallbackQueue from '@salesforce/label/c.Preview_FallbackQueue';
import integration from '@salesforce/label/c.Preview_Integration';
import jobs from '@salesforce/label/c.Preview_Jobs';
import levers from '@salesforce/label/c.Preview_Levers';
import loading from '@salesforce/label/c.Preview_Loading';
import others from '@salesforce/label/c.Preview_Others';
import people from '@salesforce/label/c.Preview_People';
import sessions from '@salesforce/label/c.Preview_Sessions';
import sessionsHidden from '@salesforce/label/c.Preview_SessionsHidden';
import title from '@salesforce/label/c.Preview_Title';
import traffic from '@salesforce/label/c.Preview_Traffic';
import users from '@salesforce/label/c.Preview_Users';
import work from '@salesforce/label/c.Preview_Work';
import { fillIn } from 'c/labelText';

const FALLBACKS = {
    Block: fallbackBlock,
    Queue: fallbackQueue,
    DefaultAnswer: fallbackDefaultAnswer
};

/** Who and what stops. Reading it takes a moment, and must never keep anybody from cutting off. */
export default class CutPreview extends LightningElement {
    /** Nothing while it is read. */
    @api preview;
    @api isFailed = false;

    labels = { callers, failed, integration, loading, people, title, traffic, work };

    get isLoading() {
        return !this.preview && !this.isFailed;
    }

    get rows() {
        return (this.preview?.impacts ?? []).map(toRow);
    }

    get others() {
        const names = this.preview?.others ?? [];
        return names.length > 0 ? fillIn(others, names.join(', ')) : '';
    }

    get levers() {
        const names = this.preview?.pullsLevers ? (this.preview.impacts[0]?.leverLabels ?? []) : [];
        return names.length > 0 ? fillIn(levers, names.join(', ')) : '';
    }
}

function toRow(impact) {
    return {
        key: impact.key,
        label: impact.label,
        vendor: impact.vendor,
        callers: FALLBACKS[impact.fallback],
        work: fillIn(jobs, impact.jobs, impact.waiting),
        traffic: fillIn(calls, impact.callouts, impact.reads),
        people: impact.people > 0 ? fillIn(users, impact.people) : '',
        sessions: sessionsOf(impact)
    };
}

function sessionsOf({ serviceUser, sessions: count }) {
    if (!serviceUser) {
        return '';
    }
    return count === undefined ? fillIn(sessionsHidden, serviceUser) : fillIn(sessions, serviceUser, count);
}
