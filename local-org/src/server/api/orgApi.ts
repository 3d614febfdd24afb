import type { Deployments } from '../metadata/deployments.ts';
import type { OrgRequest, OrgResponse, StreamMessage } from '../protocol.ts';
import type { ServedState } from './servedState.ts';

export interface OrgApiOptions {
    /** Folder for generated secrets. */
    readonly stateDir: string;
    /** Told what no client may be told, e.g. the details of an internal error. */
    print(line: string): void;
    /** What goes on when the org behind the API is another one; new unless given. */
    readonly state?: ServedState;
    /** null for an org into which nothing can be deployed. */
    readonly deployments?: Deployments | null;
}

/** What hears of a subscription. */
export interface Subscriber {
    accepted(): void;
    refused(refusal: OrgResponse): void;
    push(message: StreamMessage): void;
    /** Its session is over, or it cannot go on; nothing follows. */
    ended(): void;
}

/** The org behind HTTP. One request after another; what takes its time (test runs) is answered later. */
export interface OrgApi {
    /** Answers every request; never throws, never rejects. */
    handle(request: OrgRequest): OrgResponse | Promise<OrgResponse>;
    /**
     * `GET /events?channel=&replayId=`
     * @param push gets retained messages before this returns
     * @param ended called when the session is over (null) or when something else ends it; nothing follows
     */
    subscribe(
        request: OrgRequest,
        push: (message: StreamMessage) => void,
        ended?: (refusal: OrgResponse | null) => void
    ): { refusal: OrgResponse } | { unsubscribe(): void };
    close(): void;
}
