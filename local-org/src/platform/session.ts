import { ServiceKey } from '../runtime/transaction.ts';

/** The login session under which a request runs. */
export interface RequestSession {
    readonly id: string;
    /** As AuthSession.SessionType. */
    readonly type: string;
    readonly loginType: string;
    readonly securityLevel: string;
    readonly sourceIp: string;
    readonly userId: string;
    readonly createdMs: number;
    readonly validSeconds: number;
    /** AuthSession id */
    readonly authSessionId: string;
}

/** Tells the session of the current transaction; null for those without one, e.g. jobs and tests. */
export interface SessionPort {
    current(): RequestSession | null;
}
export const Sessions = new ServiceKey<SessionPort>('Sessions');
