/** A message of the Bayeux protocol, as clients send it. */
export interface BayeuxRequest {
    readonly channel: string;
    readonly clientId: string | null;
    /** Echoed in the answer. */
    readonly id: unknown;
    readonly subscription: string | null;
    readonly connectionType: string | null;
    /** Replay ids by channel, out of the replay extension. */
    readonly replay: Readonly<Record<string, unknown>>;
}

export type BayeuxAnswer = Readonly<Record<string, unknown>>;

/** What a client is told to do after an answer. */
export const RETRY = { reconnect: 'retry', interval: 0, timeout: 110_000 } as const;
export const HANDSHAKE = { reconnect: 'handshake', interval: 0 } as const;
export const NONE = { reconnect: 'none', interval: 0 } as const;

/** The messages of a body: one or a list. null when the body is no Bayeux. */
export function readMessages(body: string): BayeuxRequest[] | null {
    let parsed: unknown;
    try {
        parsed = JSON.parse(body);
    } catch (error) {
        if (error instanceof SyntaxError) return null;
        throw error;
    }
    const messages = (Array.isArray(parsed) ? parsed : [parsed]).map(readMessage);
    return messages.length > 0 && messages.every((message) => message !== null) ? messages : null;
}

function readMessage(value: unknown): BayeuxRequest | null {
    if (!isObject(value) || typeof value['channel'] !== 'string') return null;
    const ext = value['ext'];
    const replay = isObject(ext) ? ext['replay'] : null;
    return {
        channel: value['channel'],
        clientId: textOf(value['clientId']),
        id: value['id'],
        subscription: textOf(value['subscription']),
        connectionType: textOf(value['connectionType']),
        replay: isObject(replay) ? replay : {}
    };
}

/** The answer to a message that went well. */
export function success({ channel, id }: BayeuxRequest, more: BayeuxAnswer): BayeuxAnswer {
    return { ...more, channel, ...(id === undefined ? {} : { id }), successful: true };
}

/** @param error `403::Unknown client` */
export function failure({ channel, id }: BayeuxRequest, error: string, more: BayeuxAnswer = {}): BayeuxAnswer {
    return { ...more, channel, ...(id === undefined ? {} : { id }), error, successful: false };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
    return typeof value === 'string' ? value : null;
}
