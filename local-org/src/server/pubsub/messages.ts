/** Messages of pubsub.proto as the server reads and writes them; see there for what they mean. */

export interface ProducerEvent {
    readonly id: string;
    readonly schemaId: string;
    readonly payload: Buffer;
}

export interface ConsumerEvent {
    readonly event: ProducerEvent;
    readonly replayId: Buffer;
}

export interface FetchRequest {
    readonly topicName: string;
    readonly replayPreset: 'LATEST' | 'EARLIEST' | 'CUSTOM';
    readonly replayId: Buffer;
    readonly numRequested: number;
}

export interface FetchResponse {
    readonly events: readonly ConsumerEvent[];
    readonly latestReplayId: Buffer;
    readonly rpcId: string;
    readonly pendingNumRequested: number;
}

export interface CommitReplayRequest {
    readonly commitRequestId: string;
    readonly replayId: Buffer;
}

export interface CommitReplayResponse extends CommitReplayRequest {
    readonly error: { readonly code: 'COMMIT'; readonly msg: string } | null;
    /** Milliseconds since 1970. */
    readonly processTime: number;
}

export interface ManagedFetchRequest {
    readonly subscriptionId: string;
    readonly developerName: string;
    readonly numRequested: number;
    readonly commitReplayIdRequest: CommitReplayRequest | null;
}

export interface ManagedFetchResponse extends FetchResponse {
    readonly commitResponse: CommitReplayResponse | null;
}

export interface PublishRequest {
    readonly topicName: string;
    readonly events: readonly ProducerEvent[];
}

export interface PublishResult {
    readonly replayId: Buffer;
    readonly error: { readonly code: 'PUBLISH'; readonly msg: string } | null;
    readonly correlationKey: string;
}

export interface PublishResponse {
    readonly results: readonly PublishResult[];
    readonly schemaId: string;
    readonly rpcId: string;
}

export interface TopicInfo {
    readonly topicName: string;
    readonly tenantGuid: string;
    readonly canPublish: boolean;
    readonly canSubscribe: boolean;
    readonly schemaId: string;
    readonly rpcId: string;
}

export interface SchemaInfo {
    readonly schemaJson: string;
    readonly schemaId: string;
    readonly rpcId: string;
}

/** Replay ids are opaque to clients; here eight bytes, the highest first. */
export function replayIdBytes(replayId: number): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(replayId));
    return bytes;
}

/** null for bytes that are no replay id */
export function replayIdOf(bytes: Buffer): number | null {
    return bytes.length === 8 ? Number(bytes.readBigInt64BE()) : null;
}
