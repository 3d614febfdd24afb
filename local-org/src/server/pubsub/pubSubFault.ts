import { randomUUID } from 'node:crypto';
import type { ServiceError } from '@grpc/grpc-js';
import { Metadata, status } from '@grpc/grpc-js';

const CODES = 'sfdc.platform.eventbus.grpc';

/** An RPC that fails, with the gRPC status of the platform and, where it is documented, its own error code. */
export class PubSubFault extends Error {
    readonly code: status;
    readonly errorCode: string | null;

    /** @param errorCode behind `sfdc.platform.eventbus.grpc.` */
    constructor(code: status, message: string, errorCode: string | null = null) {
        super(message);
        this.name = 'PubSubFault';
        this.code = code;
        this.errorCode = errorCode;
    }
}

export function unauthenticated(reason: string): PubSubFault {
    const message = `An authentication exception occurred. Provide valid authentication via metadata headers: ${reason}`;
    return new PubSubFault(status.UNAUTHENTICATED, message, 'service.auth.error');
}

export function invalidArgument(message: string, errorCode: string | null = null): PubSubFault {
    return new PubSubFault(status.INVALID_ARGUMENT, message, errorCode);
}

/** What the client gets: the error code and the RPC id in the trailers, the RPC id in the message as well. */
export function serviceError(fault: unknown, log: (line: string) => void): ServiceError {
    const rpcId = randomUUID();
    const known = fault instanceof PubSubFault ? fault : null;
    if (!known)
        log(
            `LOC-001: Pub/Sub RPC ${rpcId}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`
        );
    const details = `${known?.message ?? 'An unexpected error occurred.'} rpcId: ${rpcId}`;
    const metadata = new Metadata();
    metadata.set('rpc-id', rpcId);
    if (known?.errorCode) metadata.set('error-code', `${CODES}.${known.errorCode}`);
    return Object.assign(new Error(details), { code: known?.code ?? status.INTERNAL, details, metadata });
}
