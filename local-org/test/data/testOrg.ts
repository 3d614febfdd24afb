import { Journal, OrgData, systemRowBy } from '../../src/data/index.ts';
import { TransactionData } from '../../src/dml/index.ts';
import type { Schema } from '../../src/project/index.ts';
import { buildSchema } from '../../src/project/index.ts';
import { providePlatformEnums } from '../../src/runtime/enums.ts';
import { ApexList } from '../../src/runtime/collections.ts';
import { Triggers } from '../../src/runtime/services.ts';
import { SObject } from '../../src/runtime/sobject.ts';
import type { LimitUse, Transaction } from '../../src/runtime/transaction.ts';
import { enterTransaction, ServiceRegistry } from '../../src/runtime/transaction.ts';
import { sobjectOf } from '../../src/semantics/types.ts';
import { parseSoql } from '../../src/syntax/index.ts';
import { platformTypes } from '../../src/typedb/index.ts';
import { ADMIN_USERNAME, insertSetup, insertUser } from './setupRows.ts';
import { loadShop } from './testProject.ts';

providePlatformEnums((typeName) => platformTypes().findQualified(typeName)?.enumConstants ?? []);

const shopSchema: Schema = buildSchema(loadShop().project);

const CAPS: LimitUse = {
    queries: 100,
    queryRows: 50_000,
    aggregateQueries: 300,
    soslQueries: 20,
    dmlStatements: 150,
    dmlRows: 10_000,
    callouts: 100,
    queueableJobs: 50,
    futureCalls: 50,
    publishImmediateDml: 150,
    emailInvocations: 10,
    cpuMillis: 10_000,
    heapBytes: 6_000_000
};
const ZERO = Object.fromEntries(Object.keys(CAPS).map((name) => [name, 0])) as unknown as LimitUse;

/** Bodies of triggers as JavaScript: `Shelf__c before insert` -> function. */
export type TriggerBodies = Readonly<Record<string, () => void>>;

/** An org with the shop project in it, and transactions whose triggers are functions of the test. */
export class TestOrg {
    readonly org: OrgData;
    /** Milliseconds; the test may move it. */
    clock = Date.UTC(2026, 2, 15, 12, 30, 15);
    triggers: TriggerBodies = {};
    readonly close: () => void;

    constructor(directory: string | null = null) {
        this.org = new OrgData(shopSchema, { labels: new Map([['Greeting', 'Hello']]), now: () => this.clock });
        const journal = directory === null ? null : Journal.open(directory, this.org.store);
        journal?.keep();
        if (!systemRowBy(this.org, 'User', 'Username', ADMIN_USERNAME)) insertSetup(this.org);
        this.org.store.commit();
        this.close = () => journal?.close();
    }

    user(username: string, profile: string): string {
        const id = insertUser(this.org, username, profile);
        this.org.store.commit();
        return id;
    }

    transaction(parts: { userId?: string; provide?: (services: ServiceRegistry) => void } = {}): Transaction {
        const row = parts.userId
            ? { Id: parts.userId, ProfileId: '' }
            : systemRowBy(this.org, 'User', 'Username', ADMIN_USERNAME)!;
        const services = new ServiceRegistry();
        services.provide(Triggers, {
            triggersOf: (object, event) =>
                Object.keys(this.triggers).filter((name) => name.toLowerCase() === `${object} ${event}`.toLowerCase()),
            runTrigger: (name) => this.triggers[name]!()
        });
        parts.provide?.(services);
        const transaction: Transaction = {
            requestId: 'test',
            quiddity: 'ANONYMOUS',
            user: { id: row.Id as string, username: 'test', profileId: row.ProfileId as string },
            statics: [],
            limits: { ...ZERO },
            limitCaps: CAPS,
            isTest: false,
            isAsync: false,
            withSharing: false,
            now: () => this.clock,
            data: new TransactionData(this.org, () => transaction),
            services
        };
        return transaction;
    }

    /** Runs `body` as one committed transaction. */
    run<T>(body: (data: TransactionData, transaction: Transaction) => T, transaction = this.transaction()): T {
        const data = transaction.data as TransactionData;
        return enterTransaction(transaction, () => {
            const result = body(data, transaction);
            data.commit();
            return result;
        });
    }

    /** A record in memory. */
    record(object: string, values: Readonly<Record<string, unknown>> = {}): SObject {
        const describe = this.org.schema.object(object)!;
        const record = new SObject(describe);
        for (const [name, value] of Object.entries(values)) {
            const field = describe.field(name);
            if (!field) throw new Error(`${object} has no field ${name}`);
            record.values[field.index] = value;
        }
        return record;
    }

    list(object: string, records: SObject[]): ApexList {
        return new ApexList(sobjectOf(object), records);
    }

    /** Inserts one record in a transaction of its own. @returns the id */
    insert(object: string, values: Readonly<Record<string, unknown>> = {}): string {
        const record = this.record(object, values);
        this.run((data) => data.dml('insert', record, { accessMode: null, upsertField: null, mergeWith: null }));
        return record.id!;
    }

    query(text: string, binds: readonly unknown[] = [], transaction = this.transaction()): SObject[] {
        const { query, diagnostics } = parseSoql(text);
        if (!query) throw new Error(diagnostics[0]?.message);
        return this.run((data) => (data.query(query, binds, 'list') as ApexList).items as SObject[], transaction);
    }

    count(text: string, binds: readonly unknown[] = []): number {
        return this.run((data) => data.query(parseSoql(text).query!, binds, 'count') as number);
    }

    /** One column of a query's rows. */
    column(text: string, field: string, binds: readonly unknown[] = []): unknown[] {
        return this.query(text, binds).map((record) => record.get(record.fieldNamed(field).index));
    }
}

/** Value of a field by its name. */
export function valueOf(record: SObject, field: string): unknown {
    return record.get(record.fieldNamed(field).index);
}

export const dmlDefaults = { accessMode: null, upsertField: null, mergeWith: null } as const;
