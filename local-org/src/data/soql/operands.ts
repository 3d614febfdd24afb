import type { FieldDescribe } from '../../project/index.ts';
import type { FieldPath, SoqlFunction } from '../../syntax/soql.ts';
import { familyOf } from '../store/keys.ts';
import type { StoredRow } from '../store/table.ts';
import type { Operand } from './conditions.ts';
import { readPath, resolvePath } from './fieldPaths.ts';
import type { QueryScope, ResolvedPath } from './fieldPaths.ts';
import { isRowFunction, rowFunction } from './rowFunctions.ts';
import { malformed } from './soqlError.ts';

/** Text areas of more characters than this are long ones, which cannot be filtered, sorted or grouped. */
const LONGEST_FILTERABLE_TEXT = 255;

/** A field or function over one row. `seen` is told of every path, for field-level security. */
export function rowOperand(
    scope: QueryScope,
    left: FieldPath | SoqlFunction,
    seen: (path: ResolvedPath, written: FieldPath) => void
): Operand<StoredRow> {
    if ('kind' in left) {
        if (!isRowFunction(left.name)) throw malformed(scope.text, left.span, `unexpected token: '${left.name}'`);
        return rowFunction(scope.text, left, (argument) => rowOperand(scope, argument, seen));
    }
    const path = resolvePath(scope, left);
    seen(path, left);
    return pathOperand(scope, left.names.join('.'), path);
}

function pathOperand(scope: QueryScope, name: string, path: ResolvedPath): Operand<StoredRow> {
    const { field } = path;
    if (!field)
        return {
            name,
            family: 'exactText',
            apexType: 'String',
            stored: null,
            picklist: null,
            isFilterable: true,
            read: (row, run) => readPath(run, scope.base, row, path)
        };
    const isStored = field.formula === null && field.summary === null;
    const isDirect = path.hops.length === 0;
    const slot = field.index;
    return {
        name,
        family: familyOf(field),
        apexType: field.apexType,
        stored: isStored ? { field, owner: path.owner, hops: path.hops } : null,
        picklist: field.type === 'picklist' || field.type === 'multipicklist' ? field : null,
        isFilterable: isFilterable(field),
        read:
            isDirect && isStored
                ? (row) => row.values[slot] ?? null
                : (row, run) => readPath(run, scope.base, row, path)
    };
}

export function isFilterable(field: FieldDescribe): boolean {
    if (field.type === 'textarea') return field.length <= LONGEST_FILTERABLE_TEXT;
    return !['base64', 'address', 'location', 'complexvalue', 'encryptedstring'].includes(field.type);
}
