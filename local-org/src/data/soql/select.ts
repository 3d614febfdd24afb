import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { SelectItem, SoqlFunction, SoqlQuery } from '../../syntax/soql.ts';
import { byId } from '../store/table.ts';
import { hopNamed, resolvePath } from './fieldPaths.ts';
import type { QueryScope } from './fieldPaths.ts';
import { Projection } from './projection.ts';
import { compileChildren, notePath } from './rowSource.ts';
import type { PlanContext, RowSource } from './rowSource.ts';
import { isValue, picklistLabel } from './rowFunctions.ts';
import { malformed, unknownColumn, unknownRelationship } from './soqlError.ts';

const MAX_ROWS_OF_ALL_FIELDS = 200;

/** Compiles the SELECT list of a query that gives records. */
export function compileSelect(context: PlanContext, source: RowSource, query: SoqlQuery): Projection {
    const projection = new Projection(source.scope.base);
    for (const item of query.select) addItem(context, source, query, projection, item);
    return projection;
}

function addItem(
    context: PlanContext,
    source: RowSource,
    query: SoqlQuery,
    projection: Projection,
    item: SelectItem
): void {
    const { scope } = source;
    switch (item.kind) {
        case 'Field': {
            const path = resolvePath(scope, item.field);
            notePath(context, path, item.field.names.join('.'));
            return projection.addPath(path);
        }
        case 'Function':
            return addFunction(context, scope, query, projection, item.call);
        case 'SubQuery': {
            const children = compileChildren(context, scope.base, item.query);
            const selection = compileSelect(context, children.source, item.query);
            return projection.addChildren({
                relationshipName: children.relationshipName,
                child: children.child,
                rowsOf: (run, parentId) => {
                    const related = run.store.table(children.child).lookup(children.reference, parentId) ?? [];
                    const rows = children.source.page(run, children.source.matching(run, related.sort(byId)));
                    run.countRows(rows.length);
                    return rows.map((row) => selection.project(run, children.child, row));
                }
            });
        }
        case 'Typeof':
            return addTypeof(context, scope, projection, item);
    }
}

function addFunction(
    context: PlanContext,
    scope: QueryScope,
    query: SoqlQuery,
    projection: Projection,
    call: SoqlFunction
): void {
    const argument = call.args[0];
    switch (call.name.toLowerCase()) {
        case 'tolabel': {
            if (!argument || isValue(argument) || 'kind' in argument)
                throw malformed(context.text, call.span, `unexpected token: '${call.name}'`);
            const path = resolvePath(scope, argument);
            notePath(context, path, argument.names.join('.'));
            return projection.addPath(path, (value) => picklistLabel(path.field, value));
        }
        case 'fields': {
            const kind =
                argument && !isValue(argument) && !('kind' in argument) ? argument.names[0]!.toUpperCase() : '';
            return addFieldSet(context, scope.base, query, projection, call, kind);
        }
        default:
            return unsupported(`SOQL function ${call.name} in the SELECT list of a query without grouping`);
    }
}

/** FIELDS(ALL) and FIELDS(CUSTOM) are not bounded by the schema, so the platform wants a LIMIT of at most 200 rows. */
function addFieldSet(
    context: PlanContext,
    base: SObjectDescribe,
    query: SoqlQuery,
    projection: Projection,
    call: SoqlFunction,
    kind: string
): void {
    const wanted: Record<string, (field: FieldDescribe) => boolean> = {
        ALL: () => true,
        STANDARD: (field) => !field.custom,
        CUSTOM: (field) => field.custom
    };
    const isWanted = wanted[kind];
    if (!isWanted) throw malformed(context.text, call.span, `unexpected token: '${kind}'`);
    const limit = query.limit?.kind === 'Number' ? Number(query.limit.value) : null;
    if (kind !== 'STANDARD' && (limit === null || limit > MAX_ROWS_OF_ALL_FIELDS)) {
        throw malformed(
            context.text,
            call.span,
            `The SOQL FIELDS function must have a LIMIT of at most ${MAX_ROWS_OF_ALL_FIELDS}`
        );
    }
    for (const field of base.fields.filter(isWanted)) {
        context.noteField({ describe: base, field, path: field.name });
        projection.addField(field, null);
    }
}

function addTypeof(
    context: PlanContext,
    scope: QueryScope,
    projection: Projection,
    item: SelectItem & { kind: 'Typeof' }
): void {
    const name = item.field.names[item.field.names.length - 1]!;
    if (item.field.names.length !== 1) unsupported('TYPEOF over a path of several relationships');
    const hop = hopNamed(scope.schema, [scope.base], name);
    if (!hop) throw unknownRelationship(context.text, item.span, name, 'field path');
    const branch = (describe: SObjectDescribe, paths: (typeof item.branches)[number]['fields']): Projection => {
        const inner: QueryScope = { schema: scope.schema, text: scope.text, base: describe, aliases: new Map() };
        const selection = new Projection(describe);
        for (const path of paths) {
            const resolved = resolvePath(inner, path);
            notePath(context, resolved, path.names.join('.'));
            selection.addPath(resolved);
        }
        return selection;
    };
    const byType = new Map<string, Projection>();
    for (const { type, fields } of item.branches) {
        const target = hop.targets.find((candidate) => candidate.name.toLowerCase() === type.toLowerCase());
        if (!target) throw unknownColumn(context.text, item.span, type, scope.base.name);
        byType.set(type.toLowerCase(), branch(target, fields));
    }
    projection.addBranches(hop, byType, item.otherwise ? branch(hop.targets[0]!, item.otherwise) : null);
}
