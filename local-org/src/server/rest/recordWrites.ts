import { mayUseObject, normalizeId, RecordAccess } from '../../data/index.ts';
import type { RowError, RowResult } from '../../dml/index.ts';
import { emptyRecycleBin } from '../../dml/recycleBin.ts';
import { publish } from '../../events/index.ts';
import type { Org, OrgTransaction } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import { SObject } from '../../runtime/sobject.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';

type WriteOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';

interface WriteOptions {
    readonly allOrNone: boolean;
    readonly upsertField?: string;
}

const RIGHTS = { insert: 'create', update: 'edit', upsert: 'create', delete: 'delete', hardDelete: 'delete' } as const;

/** Changes records for clients: one transaction for each call, with the user's own rights. */
export class RecordWrites {
    private readonly org: Org;
    /** The transaction of `together` while it goes on. */
    private shared: OrgTransaction | null = null;

    constructor(org: Org) {
        this.org = org;
    }

    /** @returns one result for each record; what fails is in the results, with allOrNone for all of them */
    write(
        user: RunningUser,
        operation: WriteOperation,
        records: readonly SObject[],
        options: WriteOptions
    ): RowResult[] {
        for (const describe of new Set(records.map((record) => record.describe)))
            this.checkObject(user, operation, describe);
        if (this.shared) return this.save(this.shared, operation, records, options);
        return this.org.execute({ user, quiddity: 'SYNCHRONOUS', isAsync: false }, (transaction) =>
            this.save(transaction, operation, records, options)
        );
    }

    /** All that `body` writes is one transaction. @param body says whether it stands; if not, nothing of it remains */
    together(user: RunningUser, body: () => boolean): void {
        this.org.execute({ user, quiddity: 'SYNCHRONOUS', isAsync: false }, (transaction) => {
            const checkpoint = transaction.data.checkpoint();
            this.shared = transaction;
            try {
                if (!body()) transaction.data.restore(checkpoint);
            } finally {
                this.shared = null;
            }
        });
    }

    /** The record of an id in a path. @throws ApiFault NOT_FOUND when there is none that the user sees */
    existing(user: RunningUser, describe: SObjectDescribe, idText: string): SObject {
        const { data } = this.org;
        const id = normalizeId(idText);
        const row = id === null ? null : data.store.table(describe).get(id);
        const permissions = data.permissionsOf(user.id);
        const isSeen =
            row &&
            !row.isDeleted &&
            mayUseObject(permissions, describe, 'read') &&
            new RecordAccess(data.store, user.id, permissions).may('read', describe, row);
        if (!row || !isSeen) throw notFound();
        const record = new SObject(describe);
        record.values[describe.field('Id')!.index] = row.id;
        return record;
    }

    describe(name: string): SObjectDescribe {
        const describe = this.org.schema.object(name);
        if (!describe) throw notFound();
        return describe;
    }

    private save(
        transaction: OrgTransaction,
        operation: WriteOperation,
        records: readonly SObject[],
        options: WriteOptions
    ): RowResult[] {
        if (records[0]?.describe.kind === 'platformEvent' && operation === 'insert')
            return this.publish(transaction, records);
        const checkpoint = transaction.data.checkpoint();
        const results = transaction.data.databaseDml(operation === 'hardDelete' ? 'delete' : operation, records, {
            allOrNone: false,
            userMode: true,
            withSharing: true,
            upsertField: options.upsertField ?? null
        });
        if (operation === 'hardDelete') emptyRecycleBin(transaction.data, deletedOf(records, results));
        if (!options.allOrNone || results.every(({ errors }) => errors.length === 0)) return results;
        transaction.data.restore(checkpoint);
        return results.map((result) =>
            result.errors.length ? result : { ...result, id: null, errors: [ROLLED_BACK] }
        );
    }

    private publish(transaction: OrgTransaction, records: readonly SObject[]): RowResult[] {
        return publish(transaction, records, { userMode: true }).map((result, index) => ({
            describe: records[index]!.describe,
            id: result.id,
            created: result.isSuccess,
            errors: result.isSuccess ? [] : result.errors.map(({ error }) => error)
        }));
    }

    /** @throws ApiFault for an object that the user may not change so, NOT_FOUND for one that he does not see */
    checkObject(user: RunningUser, operation: WriteOperation, describe: SObjectDescribe): void {
        const permissions = this.org.data.permissionsOf(user.id);
        const isOpen = {
            insert: describe.createable,
            update: describe.updateable,
            upsert: describe.createable,
            delete: describe.deletable,
            hardDelete: describe.deletable
        }[operation];
        const isEvent = describe.kind === 'platformEvent' && describe.custom && operation === 'insert';
        if ((isOpen || isEvent) && mayUseObject(permissions, describe, RIGHTS[operation])) return;
        if (!mayUseObject(permissions, describe, 'read') && !isEvent) throw notFound();
        const isDelete = operation === 'delete' || operation === 'hardDelete';
        const code = isDelete ? 'INSUFFICIENT_ACCESS_OR_READONLY' : 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
        const verb =
            operation === 'insert' || operation === 'upsert'
                ? 'inserted'
                : operation === 'update'
                  ? 'updated'
                  : 'deleted';
        throw new ApiFault(isDelete ? 403 : 400, code, `entity type cannot be ${verb}: ${describe.label}`);
    }
}

function deletedOf(records: readonly SObject[], results: readonly RowResult[]): readonly SObject[] {
    return records.filter((_, position) => results[position]!.errors.length === 0);
}

const ROLLED_BACK: RowError = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: []
};
