import type { ListViewDefinition, Schema, SObjectDescribe } from '../project/index.ts';
import { unsupported } from '../runtime/unsupported.ts';
import type { ViewColumn } from './viewColumns.ts';
import { viewColumn } from './viewColumns.ts';
import { viewConditions } from './viewConditions.ts';
import type { ViewQuery } from './viewQuery.ts';
import { viewQuery } from './viewQuery.ts';

/** The query behind a list view, for one user; ordered by name, as a list is that nobody has sorted. */
export function listViewQuery(
    schema: Schema,
    describe: SObjectDescribe,
    listView: ListViewDefinition,
    userId: string,
    mayRead: (column: ViewColumn) => boolean
): ViewQuery {
    const view = `the list view ${describe.name}.${listView.name}`;
    const column = (name: string): ViewColumn => viewColumn(schema, describe, name, view);
    const { nameField } = describe;
    return viewQuery({
        describe,
        columns: listView.columns.map(column).filter(mayRead),
        conditions: [
            viewConditions(
                listView.filters.map((filter) => [filter, column(filter.column)] as const),
                listView.booleanFilter
            ),
            scopeCondition(listView, view, userId)
        ],
        order: nameField ? viewColumn(schema, describe, nameField.name, view) : null,
        descending: false,
        limit: null
    });
}

function scopeCondition({ scope }: ListViewDefinition, view: string, userId: string): string | null {
    if (scope === 'Everything') return null;
    return scope === 'Mine' ? `OwnerId = '${userId}'` : unsupported(`the scope ${scope} of ${view}`);
}
