import type { BoundExpression, BoundStatement } from '../semantics/bound.ts';

/** Statements directly inside a statement, in source order. */
export function childStatements(statement: BoundStatement): readonly BoundStatement[] {
    switch (statement.kind) {
        case 'Block':
            return statement.body;
        case 'If':
            return statement.otherwise ? [statement.then, statement.otherwise] : [statement.then];
        case 'For':
            return [...statement.init, statement.body];
        case 'ForEach':
        case 'While':
        case 'DoWhile':
        case 'RunAs':
            return [statement.body];
        case 'Try': {
            const parts = [statement.body, ...statement.catches.map((clause) => clause.body)];
            return statement.finallyBody ? [...parts, statement.finallyBody] : parts;
        }
        case 'Switch':
            return statement.branches.map((branch) => branch.body);
        default:
            return [];
    }
}

/** Expressions directly inside a statement or expression, in order of evaluation. */
export function childExpressions(node: BoundStatement | BoundExpression): readonly BoundExpression[] {
    switch (node.kind) {
        case 'Local':
            return node.init ? [node.init] : [];
        case 'Expression':
            return [node.expression];
        case 'If':
        case 'While':
        case 'DoWhile':
            return [node.condition];
        case 'For':
            return node.condition ? [node.condition, ...node.update] : node.update;
        case 'ForEach':
            return [node.iterable];
        case 'Return':
            return node.value ? [node.value] : [];
        case 'Throw':
            return [node.value];
        case 'Switch':
            return [node.value, ...node.branches.flatMap((branch) => branch.values ?? [])];
        case 'RunAs':
            return [node.user];
        case 'Dml':
            return node.mergeWith ? [node.target, node.mergeWith] : [node.target];
        case 'Field':
        case 'Property':
        case 'PlatformField':
            return node.target ? [node.target] : [];
        case 'SObjectField':
            return [node.target];
        case 'UserCall':
            return node.receiver ? [node.receiver, ...node.args] : node.args;
        case 'PlatformCall': {
            const variables = node.variables?.map((variable) => variable.value) ?? [];
            return node.receiver ? [node.receiver, ...node.args] : [...node.args, ...variables];
        }
        case 'InterfaceCall':
            return [node.receiver, ...node.args];
        case 'NewUser':
        case 'NewPlatform':
        case 'CustomDataCall':
            return node.args;
        case 'NewSObject':
            return node.fields.map((field) => field.value);
        case 'NewCollection':
            return [
                ...(node.from ? [node.from] : []),
                ...node.elements,
                ...node.entries.flatMap((entry) => [entry.key, entry.value])
            ];
        case 'NewArray':
            return [node.size];
        case 'Convert':
        case 'Instanceof':
        case 'Unary':
            return [node.operand];
        case 'Increment':
            return [node.target];
        case 'Arithmetic':
        case 'Comparison':
        case 'Logical':
        case 'Coalesce':
            return [node.left, node.right];
        case 'Concat':
            return node.parts;
        case 'Ternary':
            return [node.condition, node.then, node.otherwise];
        case 'Assign':
        case 'CompoundAssign':
            return [node.target, node.value];
        case 'Index':
            return [node.target, node.index];
        case 'SafeChain':
            return [node.receiver, node.rest];
        case 'Soql':
        case 'Sosl':
            return node.binds;
        default:
            return [];
    }
}
