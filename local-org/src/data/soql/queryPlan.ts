import type { Schema, SObjectDescribe } from '../../project/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { SoqlQuery, SoqlValue } from '../../syntax/soql.ts';
import type { StoredRow } from '../store/table.ts';
import { compileAggregate } from './aggregatePlan.ts';
import type { QueryRun } from './queryRun.ts';
import { compileSource, objectNamed } from './rowSource.ts';
import type { FieldUse, PlanContext } from './rowSource.ts';
import { compileSelect } from './select.ts';
import { malformed } from './soqlError.ts';

/** A query made ready for any number of executions over one schema. */
export interface QueryPlan {
    readonly query: SoqlQuery;
    readonly describe: SObjectDescribe;
    readonly shape: 'records' | 'aggregate' | 'count';
    /** Objects read as FROM, child sub-query or semi-join. */
    readonly objects: readonly SObjectDescribe[];
    readonly fields: readonly FieldUse[];
    /** Records of the result; for shape `count` none. */
    records(run: QueryRun): SObject[];
    /** Number of rows that satisfy the query. */
    count(run: QueryRun): number;
}

export function compileQuery(schema: Schema, query: SoqlQuery, binds: readonly SoqlValue[]): QueryPlan {
    const objects = new Set<SObjectDescribe>();
    const fields: FieldUse[] = [];
    const context: PlanContext = {
        schema,
        text: query.text,
        bindIndex: (value) => binds.indexOf(value),
        noteObject: (describe) => objects.add(describe),
        noteField: (use) => fields.push(use)
    };
    const describe = objectNamed(context, query);
    const source = compileSource(context, query, describe);
    refuseUnsupported(query);
    const aggregate = compileAggregate(context, source, query);
    const select = aggregate ? null : compileSelect(context, source, query);
    const matching = (run: QueryRun): StoredRow[] => source.matching(run);
    return {
        query,
        describe,
        shape: aggregate?.shape ?? 'records',
        objects: [...objects],
        fields,
        records: (run) => {
            if (aggregate) return aggregate.records(run, matching(run));
            const page = source.page(run, matching(run));
            run.countRows(page.length);
            return page.map((row) => select!.project(run, describe, row));
        },
        count: (run) => {
            const count = source.page(run, matching(run)).length;
            run.countRows(1);
            return count;
        }
    };
}

function refuseUnsupported(query: SoqlQuery): void {
    const scope = query.usingScope?.toLowerCase();
    if (scope && scope !== 'mine' && scope !== 'everything') unsupported(`SOQL clause USING SCOPE ${query.usingScope}`);
    if (query.withClause?.kind === 'DataCategory') unsupported('SOQL clause WITH DATA CATEGORY');
    if (query.withClause?.kind === 'Condition') unsupported(`SOQL clause WITH ${query.withClause.text}`);
    if (query.forClauses.includes('update') && query.orderBy.length) {
        throw malformed(query.text, query.orderBy[0]!.span, 'FOR UPDATE cannot be specified with ORDER BY');
    }
}
