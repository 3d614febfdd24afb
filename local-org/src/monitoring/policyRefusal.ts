/** Error codes by which the platform tells a client that transaction security stopped it. */
export type PolicyRefusalCode = 'TXN_SECURITY_NO_ACCESS' | 'TXN_SECURITY_METERING_ERROR' | 'TXN_SECURITY_APEX_ERROR';

/** A request that a transaction security policy does not let through. */
export class PolicyRefusal extends Error {
    readonly code: PolicyRefusalCode;

    constructor(code: PolicyRefusalCode, message: string) {
        super(message);
        this.name = 'PolicyRefusal';
        this.code = code;
    }
}
