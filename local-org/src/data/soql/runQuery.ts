import type { SObject } from '../../runtime/sobject.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { parseSoql } from '../../syntax/index.ts';
import type { Expression } from '../../syntax/ast.ts';
import type { SoqlQuery, SoqlValue } from '../../syntax/soql.ts';
import { computeField } from '../formula/computedFields.ts';
import type { OrgData } from '../orgData.ts';
import { RecordAccess } from '../security/recordAccess.ts';
import { checkQueryAccess } from '../security/queryAccess.ts';
import { bindsOf } from './binds.ts';
import { compileQuery } from './queryPlan.ts';
import type { QueryPlan } from './queryPlan.ts';
import type { QueryRun } from './queryRun.ts';
import { SoqlError } from './soqlError.ts';

/** Under whose rights a query runs. */
export interface QueryRights {
    readonly userId: string;
    /** Object and field permissions and sharing of the user; otherwise system mode. */
    readonly userMode: boolean;
    /** Sharing of the user in system mode. */
    readonly withSharing: boolean;
}

export interface QueryOptions extends QueryRights {
    readonly binds: readonly unknown[];
    /** Told of rows as they are read, for the governor limit. */
    readonly countRows: (rows: number) => void;
}

/** A query made ready, with the binds in the order in which their values are expected. */
export interface PreparedQuery {
    readonly plan: QueryPlan;
    readonly binds: readonly (SoqlValue & { kind: 'Bind' })[];
}

const prepared = new WeakMap<OrgData, WeakMap<SoqlQuery, PreparedQuery>>();
const parsedTexts = new WeakMap<OrgData, Map<string, SoqlQuery>>();
const PARSED_TEXTS_KEPT = 500;

/** Computed by the platform from other rows at the time of the query; the local org has no rows for them. */
const COMPUTED_OBJECTS: ReadonlySet<string> = new Set([
    'UserRecordAccess',
    'FieldDefinition',
    'EntityParticle',
    'PicklistValueInfo'
]);

export function prepareQuery(org: OrgData, query: SoqlQuery): PreparedQuery {
    let plans = prepared.get(org);
    if (!plans) prepared.set(org, (plans = new WeakMap()));
    let entry = plans.get(query);
    if (!entry) {
        const binds = bindsOf(query);
        entry = { plan: compileQuery(org.schema, query, binds), binds };
        plans.set(query, entry);
    }
    for (const describe of entry.plan.objects)
        if (COMPUTED_OBJECTS.has(describe.name)) unsupported(`SOQL on ${describe.name}`);
    return entry;
}

/** Parses the text of a dynamic query. @throws SoqlError MALFORMED_QUERY */
export function parseQueryText(org: OrgData, text: string): SoqlQuery {
    let texts = parsedTexts.get(org);
    if (!texts) parsedTexts.set(org, (texts = new Map()));
    const known = texts.get(text);
    if (known) return known;
    const { query, diagnostics } = parseSoql(text);
    if (!query || diagnostics.length)
        throw new SoqlError('MALFORMED_QUERY', diagnostics[0]?.message ?? 'unexpected token: <EOF>');
    if (texts.size >= PARSED_TEXTS_KEPT) texts.clear();
    texts.set(text, query);
    return query;
}

/** Name of a bind of a dynamic query: `name` or `holder.name`. */
export function bindName(bind: SoqlValue & { kind: 'Bind' }): string {
    return dottedName(bind.expression);
}

function dottedName(expression: Expression): string {
    if (expression.kind === 'Name') return expression.name.text;
    if (expression.kind === 'FieldAccess') return `${dottedName(expression.target)}.${expression.name.text}`;
    return unsupported('expressions as binds of a dynamic query');
}

/** Runs a query. @throws SoqlError */
export function runQuery(
    org: OrgData,
    query: SoqlQuery,
    options: QueryOptions
): { plan: QueryPlan; records: SObject[] } {
    const { plan } = prepareQuery(org, query);
    return { plan, records: plan.records(startRun(org, plan, options)) };
}

/** Number of rows of a query: of `SELECT COUNT()`, or of any query without grouping. @throws SoqlError */
export function countQuery(org: OrgData, query: SoqlQuery, options: QueryOptions): number {
    const { plan } = prepareQuery(org, query);
    return plan.count(startRun(org, plan, options));
}

function startRun(org: OrgData, plan: QueryPlan, options: QueryOptions): QueryRun {
    const mode = plan.query.withClause?.kind;
    const userMode = mode === 'UserMode' || (options.userMode && mode !== 'SystemMode');
    const permissions = org.permissionsOf(options.userId);
    if (userMode || mode === 'SecurityEnforced') checkQueryAccess(plan, permissions, userMode);
    const access = new RecordAccess(org.store, options.userId, permissions);
    const sharing = userMode || options.withSharing;
    return recordRun(org, options.userId, {
        binds: options.binds,
        isVisible: (describe, row) =>
            sharing ? access.may('read', describe, row) : access.seesInSystemMode(describe, row),
        countRows: options.countRows
    });
}

/** The context in which formulas and queries read records. */
export function recordRun(
    org: OrgData,
    userId: string,
    options: { binds?: readonly unknown[]; isVisible?: QueryRun['isVisible']; countRows?: (rows: number) => void } = {}
): QueryRun {
    const globals = {
        label: (name: string): string => org.labels.get(name.toLowerCase()) ?? '',
        hasCustomPermission: (name: string): boolean => org.permissionsOf(userId).custom.has(name.toLowerCase())
    };
    const run: QueryRun = {
        store: org.store,
        schema: org.schema,
        now: org.now(),
        userId,
        binds: options.binds ?? [],
        isVisible: options.isVisible ?? null,
        computed: (describe, row, field) => computeField(run, globals, describe, row, field),
        countRows: options.countRows ?? ((): void => undefined)
    };
    return run;
}
