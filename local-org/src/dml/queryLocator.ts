import { ApexList } from '../runtime/collections.ts';
import { throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { BindSource, TransactionData } from './transactionData.ts';

/** Database.QueryLocator: a query with its result, for batch jobs and iteration. */
export class QueryLocator {
    static readonly apexName = 'Database.QueryLocator';
    /** Text of the query; null for a locator made of an inline query. */
    readonly text: string | null;
    readonly records: ApexList;

    private constructor(text: string | null, records: ApexList) {
        this.text = text;
        this.records = records;
    }

    static ofText(data: TransactionData, text: string | null, binds: BindSource, userMode: boolean): QueryLocator {
        return new QueryLocator(
            text,
            data.dynamicQuery(text, binds, 'list', { userMode, isLocator: true }) as ApexList
        );
    }

    static ofRecords(records: ApexList): QueryLocator {
        return new QueryLocator(null, records);
    }
}

/** Database.QueryLocatorIterator */
export class QueryLocatorIterator {
    static readonly apexName = 'Database.QueryLocatorIterator';
    private readonly records: ApexList;
    private position = 0;

    constructor(locator: QueryLocator) {
        this.records = locator.records;
    }

    hasnext$0(): boolean {
        return this.position < this.records.size();
    }

    next$0(): SObject {
        if (!this.hasnext$0()) throwApex('System.NoSuchElementException', 'No more records');
        return this.records.get(this.position++) as SObject;
    }
}

definePlatformType('Database.QueryLocator', {
    methods: {
        'getQuery/0': (locator: QueryLocator) => locator.text,
        'iterator/0': (locator: QueryLocator) => new QueryLocatorIterator(locator)
    },
    isInstance: (value) => value instanceof QueryLocator
});
definePlatformType('Database.QueryLocatorIterator', {
    methods: {
        'hasNext/0': (iterator: QueryLocatorIterator) => iterator.hasnext$0(),
        'next/0': (iterator: QueryLocatorIterator) => iterator.next$0()
    },
    isInstance: (value) => value instanceof QueryLocatorIterator
});
