import type { FieldDescribe, Schema, SObjectDescribe } from '../../project/index.ts';
import type { FormulaExpression } from '../../syntax/formula/ast.ts';
import { parseFormula } from '../../syntax/formula/parser.ts';

/**
 * What a deployment refuses in a formula over the records of an object beside its syntax: names that do not exist.
 * @returns one text per fault
 */
export function formulaFaults(schema: Schema, describe: SObjectDescribe, text: string): string[] {
    return referencesIn(text)
        .filter((names) => startOf(schema, describe, names) !== null && fieldAt(schema, describe, names) === null)
        .map((names) => `Field ${names.join('.')} does not exist. Check spelling.`);
}

/**
 * The way by which a formula field needs its own value, as field names from the field back to itself; null when there is none.
 * @param field has a formula
 */
export function formulaCircle(schema: Schema, describe: SObjectDescribe, field: FieldDescribe): string[] | null {
    const visited = new Set<FieldDescribe>();
    const search = (owner: SObjectDescribe, current: FieldDescribe): string[] | null => {
        for (const names of referencesIn(current.formula ?? '')) {
            const found = fieldAt(schema, owner, names);
            if (found?.field === field) return [names.join('.')];
            if (!found?.field.formula || visited.has(found.field)) continue;
            visited.add(found.field);
            const rest = search(found.owner, found.field);
            if (rest) return [names.join('.'), ...rest];
        }
        return null;
    };
    return search(describe, field);
}

function referencesIn(text: string): (readonly string[])[] {
    const { expression } = parseFormula(text);
    return expression ? references(expression) : [];
}

function references(expression: FormulaExpression): (readonly string[])[] {
    switch (expression.kind) {
        case 'Reference':
            return [expression.names];
        case 'Call':
            return expression.args.flatMap(references);
        case 'Unary':
            return references(expression.operand);
        case 'Binary':
            return [...references(expression.left), ...references(expression.right)];
        default:
            return [];
    }
}

interface FieldPlace {
    readonly owner: SObjectDescribe;
    readonly field: FieldDescribe;
}

/** Where the path of a reference begins; null for what is no field of a record (`$Permission.X`, `$Label.Y`). */
function startOf(
    schema: Schema,
    describe: SObjectDescribe,
    names: readonly string[]
): { owner: SObjectDescribe; path: readonly string[] } | null {
    const global = names[0]!.toLowerCase();
    if (!global.startsWith('$')) return { owner: describe, path: names };
    const object = global === '$custommetadata' ? names[1] : GLOBAL_OBJECTS[global];
    const owner = object === undefined ? null : schema.object(object);
    return owner && { owner, path: names.slice(global === '$custommetadata' ? 3 : 1) };
}

const GLOBAL_OBJECTS: Readonly<Record<string, string>> = {
    $user: 'User',
    $profile: 'Profile',
    $userrole: 'UserRole',
    $organization: 'Organization',
    $recordtype: 'RecordType'
};

function fieldAt(schema: Schema, describe: SObjectDescribe, names: readonly string[]): FieldPlace | null {
    const start = startOf(schema, describe, names);
    if (!start || start.path.length === 0) return null;
    let owners: readonly SObjectDescribe[] = [start.owner];
    for (const name of start.path.slice(0, -1)) {
        const [relationship, target] = name.split(':') as [string, string?];
        owners = owners
            .flatMap((owner) => owner.fieldByRelationship(relationship)?.referenceTo ?? [])
            .filter((candidate) => target === undefined || candidate.toLowerCase() === target.toLowerCase())
            .map((candidate) => schema.object(candidate))
            .filter((candidate) => candidate !== null);
    }
    const last = start.path.at(-1)!;
    for (const owner of owners) {
        const field = owner.field(last);
        if (field) return { owner, field };
    }
    return null;
}
