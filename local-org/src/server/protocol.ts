import type { DeployFinding } from './metadata/deployCheck.ts';

/**
 * What the two halves of a served org say to each other: the main thread owns sockets, the engine thread owns the org. Everything
 * here can be cloned between threads.
 */

/** One HTTP request as the engine sees it. */
export interface OrgRequest {
    readonly method: string;
    /** Decoded path without the query string, doubled slashes folded: `/services/data/v66.0/query`. */
    readonly path: string;
    /** The query string without `?`. */
    readonly search: string;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** Text; one character for each byte when the content type is multipart/form-data. */
    readonly body: string;
    /** Address of the client, the SourceIp of everything that comes of the request. */
    readonly remoteAddress: string;
}

export interface OrgResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
}

/** A message on a streaming channel, in the platform's envelope. */
export interface StreamMessage {
    /** Id of the event's schema. */
    readonly schema: string;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly event: { readonly replayId: number; readonly EventUuid: string };
    /** On system topics: the record that the message is about. */
    readonly sobject?: { readonly Id: string };
}

export interface CalloutOrder {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Uint8Array | null;
    readonly timeoutMs: number;
}

export type CalloutAnswer =
    | {
          readonly ok: true;
          readonly statusCode: number;
          readonly status: string;
          readonly headers: readonly (readonly [string, string])[];
          readonly body: Uint8Array;
      }
    /** `message` is the text of the System.CalloutException, e.g. `Read timed out` */
    | { readonly ok: false; readonly message: string };

/** What the engine thread is started with. */
export interface EngineOptions {
    readonly projectDir: string;
    readonly stateDir: string;
    readonly seed: string | null;
    readonly endpoints: Readonly<Record<string, string>>;
    readonly latencies: Readonly<{ queueableMs: number; eventMs: number; batchMs: number }>;
    /** Whether the main thread checks packages too. */
    readonly hasCheck: boolean;
    /** Counts messages from the main thread; an engine that waits for a callout sleeps on it. */
    readonly wake: SharedArrayBuffer;
}

export type ToEngine =
    | { readonly type: 'request'; readonly id: number; readonly request: OrgRequest }
    | { readonly type: 'subscribe'; readonly id: number; readonly request: OrgRequest }
    | { readonly type: 'unsubscribe'; readonly id: number }
    | { readonly type: 'calloutAnswer'; readonly id: number; readonly answer: CalloutAnswer }
    /** What the check asked for by `check` has found; `fault` when it could not be made. */
    | {
          readonly type: 'checkAnswer';
          readonly id: number;
          readonly findings: readonly DeployFinding[];
          readonly fault: string | null;
      }
    | { readonly type: 'close' };

export type FromEngine =
    /** `projectDir` has the metadata that is in the org: the project, or what was deployed since. */
    | { readonly type: 'ready'; readonly projectDir: string }
    /** The org could not be put together; `message` has a code and says what to do. */
    | { readonly type: 'refused'; readonly message: string }
    | { readonly type: 'progress'; readonly line: string }
    | { readonly type: 'response'; readonly id: number; readonly response: OrgResponse }
    /** Answer to `subscribe`: null = accepted, messages follow; otherwise why not. */
    | { readonly type: 'subscribed'; readonly id: number; readonly refusal: OrgResponse | null }
    | { readonly type: 'message'; readonly id: number; readonly message: StreamMessage }
    /** An accepted subscription is over, as its session is. */
    | { readonly type: 'ended'; readonly id: number }
    | { readonly type: 'check'; readonly id: number; readonly projectDir: string }
    | { readonly type: 'deployed'; readonly projectDir: string }
    | { readonly type: 'callout'; readonly id: number; readonly order: CalloutOrder }
    | { readonly type: 'closed' };
