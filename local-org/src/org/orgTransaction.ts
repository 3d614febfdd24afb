import { randomUUID } from 'node:crypto';
import type { OrgData } from '../data/orgData.ts';
import { TransactionData } from '../dml/index.ts';
import type { LimitUse, Quiddity, RunningUser, ServiceRegistry, Transaction } from '../runtime/transaction.ts';
import { limitsFor, noUse } from './governorLimits.ts';

export interface TransactionSetting {
    readonly user: RunningUser;
    readonly quiddity: Quiddity;
    readonly isAsync: boolean;
    readonly isTest: boolean;
    readonly requestId?: string;
    readonly limits?: Partial<LimitUse>;
}

/** One transaction of an org, with what its Apex has written to the debug log. */
export class OrgTransaction implements Transaction {
    readonly requestId: string;
    readonly quiddity: Quiddity;
    user: RunningUser;
    readonly statics: unknown[] = [];
    readonly limits: LimitUse = noUse();
    readonly limitCaps: Readonly<LimitUse>;
    readonly isTest: boolean;
    readonly isAsync: boolean;
    withSharing = false;
    readonly data: TransactionData;
    readonly services: ServiceRegistry;
    /** Entries as `LEVEL|message`. */
    readonly debugLog: string[] = [];
    private readonly clock: () => number;

    constructor(org: OrgData, services: ServiceRegistry, setting: TransactionSetting) {
        this.requestId = setting.requestId ?? randomUUID();
        this.quiddity = setting.quiddity;
        this.user = setting.user;
        this.limitCaps = { ...limitsFor(setting.quiddity, setting.isAsync), ...setting.limits };
        this.isTest = setting.isTest;
        this.isAsync = setting.isAsync;
        this.data = new TransactionData(org, () => this);
        this.services = services;
        this.clock = org.now;
    }

    now(): number {
        return this.clock();
    }
}
