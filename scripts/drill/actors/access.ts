import type { Step } from '../scenario.ts';

/** Where an actor works, and with what it proves who it is. */
export interface AccessOrder {
    readonly url: string;
    readonly address: string;
    readonly client: string;
    readonly user: string;
    /** First part of the addresses of the public site; null for whoever logs in. */
    readonly site: string | null;
    readonly clientId: string | null;
    readonly clientSecret: string | null;
    readonly refreshToken: string | null;
    /** Of an app that was let in a moment ago: good for its first access token. Null for one that has been at work for long. */
    readonly code: string | null;
    /** Ids by developer name: a person at a browser has the addresses of the reports before its eyes. */
    readonly reports: Readonly<Record<string, string>>;
}

/** One actor's way into the org. It knows nothing of Firebreak. */
export interface Access {
    /** @returns the number of records that reached the client @throws what the org refused with; `rows` tells what came before */
    perform(step: Step): Promise<number>;
    login(): Promise<number>;
}

/** A refusal as the org worded it. */
export class Refused extends Error {
    readonly errorCode: string;

    constructor(errorCode: string, message: string) {
        super(message);
        this.errorCode = errorCode;
    }
}
