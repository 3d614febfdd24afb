import type { RunningUser } from '../runtime/transaction.ts';

/** Who asks for something, as monitoring events tell it. */
export interface Requester {
    readonly user: RunningUser;
    readonly sourceIp: string;
    readonly sessionKey: string | null;
    readonly loginKey: string;
    /** null for a session that was renewed by a refresh token. */
    readonly loginHistoryId: string | null;
    /** 15 characters; null without an app, and when an access token came of a refresh token that was active already. */
    readonly connectedAppId: string | null;
}

/** A request to the data APIs. */
export interface ApiRequestFacts {
    readonly requester: Requester;
    /** `Bulk` for what a job of the bulk APIs does on its own. */
    readonly apiType: 'REST' | 'SOAP Partner' | 'Bulk';
    /** `66.0` */
    readonly apiVersion: string;
    /** From `Sforce-Call-Options: client=`. */
    readonly client: string | null;
    readonly userAgent: string | null;
    /** JSON of the `x-sfdc-addinfo-` headers. */
    readonly additionalInfo: string;
}
