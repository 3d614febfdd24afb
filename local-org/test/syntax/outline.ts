import { parseAnonymous, parseClass } from '../../src/syntax/index.ts';
import type { ClassDeclaration, Expression, Member, Statement, TypeNode } from '../../src/syntax/index.ts';

/** Short ways from text to tree, and trees as S-expressions that a test can compare at a glance. */

export function statementsOf(text: string): readonly Statement[] {
    const { unit, diagnostics } = parseAnonymous({ path: 'script.apex', text });
    if (unit === null || diagnostics.length > 0) throw new Error(diagnostics.map((found) => found.message).join('\n'));
    return unit.body;
}

export function expressionOf(text: string): Expression {
    const [statement] = statementsOf(`${text};`);
    if (statement?.kind !== 'ExpressionStatement') throw new Error(`not an expression: ${text}`);
    return statement.expression;
}

export function classOf(text: string): ClassDeclaration {
    const { unit, diagnostics } = parseClass({ path: 'Sample.cls', text });
    if (unit?.type.kind !== 'Class' || diagnostics.length > 0)
        throw new Error(diagnostics.map((d) => d.message).join('\n'));
    return unit.type;
}

export function membersOf(text: string): readonly Member[] {
    return classOf(`class Sample {${text}}`).members;
}

/** `line:column message` of every error of a class file. */
export function classErrors(text: string): string[] {
    return parseClass({ path: 'Sample.cls', text }).diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`);
}

/** The errors of a statement that stands alone on the first line. */
export function statementErrors(text: string): string[] {
    return parseAnonymous({ path: 'script.apex', text }).diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`);
}

export function typeOutline(type: TypeNode): string {
    const args = type.args.length > 0 ? `<${type.args.map(typeOutline).join(',')}>` : '';
    return type.names.map((name) => name.text).join('.') + args + '[]'.repeat(type.arrayDepth);
}

export function outline(node: Expression): string {
    switch (node.kind) {
        case 'Literal':
            return node.type === 'String' ? `'${node.value}'` : node.value;
        case 'Name':
            return node.name.text;
        case 'This':
        case 'Super':
            return node.kind.toLowerCase();
        case 'FieldAccess':
            return `(${node.safe ? '?.' : '.'} ${outline(node.target)} ${node.name.text})`;
        case 'Call': {
            const callee = node.name?.text ?? '';
            const target = node.target === null ? '' : ` ${outline(node.target)}`;
            return `(call${node.safe ? '?' : ''}${target} ${[callee, ...node.args.map(outline)].filter(Boolean).join(' ')})`;
        }
        case 'Index':
            return `(index ${outline(node.target)} ${outline(node.index)})`;
        case 'New': {
            const named = node.namedArgs?.map((arg) => `${arg.name.text}=${outline(arg.value)}`);
            return `(new ${[typeOutline(node.type), ...(named ?? node.args.map(outline))].join(' ')})`;
        }
        case 'NewCollection': {
            const entries = node.entries?.map((entry) => `${outline(entry.key)}=>${outline(entry.value)}`);
            return `(new ${typeOutline(node.type)} {${(entries ?? node.elements.map(outline)).join(' ')}})`;
        }
        case 'NewArray':
            return `(new ${typeOutline(node.elementType)}[${outline(node.size)}])`;
        case 'Cast':
            return `(cast ${typeOutline(node.type)} ${outline(node.operand)})`;
        case 'Instanceof':
            return `(instanceof ${outline(node.operand)} ${typeOutline(node.type)})`;
        case 'Unary':
            return `(${node.operator} ${outline(node.operand)})`;
        case 'Postfix':
            return `(post${node.operator} ${outline(node.operand)})`;
        case 'Binary':
            return `(${node.operator} ${outline(node.left)} ${outline(node.right)})`;
        case 'Ternary':
            return `(? ${outline(node.condition)} ${outline(node.then)} ${outline(node.otherwise)})`;
        case 'Assign':
            return `(${node.operator} ${outline(node.target)} ${outline(node.value)})`;
        case 'TypeLiteral':
            return `(class ${typeOutline(node.type)})`;
        case 'Soql':
        case 'Sosl':
            return `[${node.query.text}]`;
    }
}
