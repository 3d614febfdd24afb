import { DrainedQueue } from '../../src/async/index.ts';
import { findSystemRow, systemRowBy } from '../../src/data/index.ts';
import { transactionData } from '../../src/dml/index.ts';
import type { BusEvent, EventBusSettings, PublishOptions } from '../../src/events/index.ts';
import { EventBus, EventBusKey, NEW_EVENTS, publish, triggerSubscriber } from '../../src/events/index.ts';
import { findPlatformFunction, findPlatformProperty } from '../../src/runtime/platform.ts';
import { Transactions, Work } from '../../src/runtime/services.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import type { Quiddity, ServiceRegistry, Transaction } from '../../src/runtime/transaction.ts';
import { currentTransaction, enterTransaction } from '../../src/runtime/transaction.ts';
import { TestOrg, valueOf } from '../data/testOrg.ts';

export const AUTOMATED_PROCESS = 'autoproc@shop.example';

/** A bus whose deliveries happen when the test says so, with triggers that are functions of the test. */
export class BusTest {
    readonly test: TestOrg;
    readonly bus: EventBus;
    readonly failures: string[] = [];
    /** Users and quiddities of the transactions that the bus has run. */
    readonly runs: string[] = [];
    private readonly work = new DrainedQueue();

    constructor(settings: Partial<EventBusSettings> = {}) {
        this.test = new TestOrg(settings.directory ?? null);
        const { services } = this.test.transaction({ provide: (inner) => this.provide(inner) });
        this.bus = new EventBus(this.test.org, services, {
            isTest: false,
            latencyMs: 0,
            directory: null,
            hourlyAllocation: 1000,
            automatedProcess: () => this.user(AUTOMATED_PROCESS),
            onFailure: (error) => this.failures.push(error.message),
            ...settings
        });
        services.provide(EventBusKey, this.bus);
    }

    user(username: string) {
        const row = systemRowBy(this.test.org, 'User', 'Username', username)!;
        return { id: row.Id as string, username, profileId: '' };
    }

    trigger(body: (records: SObject[]) => void, batchSize: number | null = null, object = 'Ping__e'): void {
        const context = () => transactionData(currentTransaction()).triggerContext!;
        this.test.triggers = { Listener: () => body(context().newList!.items as SObject[]) };
        this.bus.subscribe(triggerSubscriber({ name: 'Listener', object, batchSize, user: null }));
    }

    /** Publishes in a transaction that commits. */
    publish(texts: readonly string[], object = 'Ping__e', options: PublishOptions = {}) {
        const transaction = this.transaction();
        const records = texts.map((text) => this.test.record(object, { Text__c: text }));
        return this.inside(transaction, () => {
            const results = publish(transaction, records, options);
            transactionData(transaction).commit();
            return results;
        });
    }

    /** Publishes in a transaction that is rolled back. */
    publishInVain(text: string, object: string): void {
        const transaction = this.transaction();
        this.inside(transaction, () => {
            publish(transaction, [this.test.record(object, { Text__c: text })]);
            transactionData(transaction).rollback();
        });
    }

    /** Runs everything that waits, and what comes of it, whatever its delay. */
    settle(): void {
        this.work.drain();
    }

    /** A transaction that has not begun. @param quiddity given for one of a running Apex test */
    transaction(quiddity: Quiddity | null = null): Transaction {
        const transaction = this.test.transaction({ provide: (services) => this.provide(services) });
        return quiddity === null ? transaction : { ...transaction, isTest: true, quiddity };
    }

    inside<T>(transaction: Transaction, body: () => T): T {
        return enterTransaction(transaction, body);
    }

    /** Texts of the new events of an object, filled as they are delivered to a client. */
    heard(object = 'Ping__e'): unknown[] {
        const texts: unknown[] = [];
        this.bus.listen(object, NEW_EVENTS, (event) => texts.push(textOf(event)));
        return texts;
    }

    replayed(from: number, object = 'Ping__e'): number[] {
        const ids: number[] = [];
        this.bus.listen(object, from, (event) => ids.push(event.replayId))();
        return ids;
    }

    subscriber(name = 'Listener') {
        const row = systemRowBy(this.test.org, 'EventBusSubscriber', 'Name', name)!;
        return {
            status: row.Status,
            position: row.Position,
            tip: row.Tip,
            retries: row.Retries,
            lastError: row.LastError
        };
    }

    close(): void {
        this.bus.close();
        this.test.close();
    }

    private provide(services: ServiceRegistry): void {
        services.provide(EventBusKey, this.bus);
        services.provide(Work, this.work);
        services.provide(Transactions, {
            run: (options, body) => {
                const transaction = this.test.transaction({
                    userId: options.user.id,
                    provide: (inner) => this.provide(inner)
                });
                this.runs.push(
                    `${findSystemRow(this.test.org, 'User', options.user.id)!.Username as string} ${options.quiddity}`
                );
                return enterTransaction(transaction, () => {
                    try {
                        const result = body(transaction as never);
                        transactionData(transaction).commit();
                        return result;
                    } catch (error) {
                        transactionData(transaction).rollback();
                        throw error;
                    }
                });
            }
        });
    }
}

export const textOf = (event: BusEvent): unknown => event.values[event.describe.field('Text__c')!.index];
export const texts = (records: readonly SObject[]): unknown[] => records.map((record) => valueOf(record, 'Text__c'));

/** EventBus.TriggerContext.currentContext() of the running trigger, as Apex uses it. */
export const triggerContext = {
    property(name: 'retries' | 'lastError'): unknown {
        return findPlatformProperty('EventBus.TriggerContext', false, name)!.get(current());
    },
    setCheckpoint(replayId: unknown): void {
        findPlatformFunction('EventBus.TriggerContext', 'methods', 'setResumeCheckpoint', ['String'])!(
            current(),
            replayId
        );
    }
};

function current(): unknown {
    return findPlatformFunction('EventBus.TriggerContext', 'statics', 'currentContext', [])!();
}
