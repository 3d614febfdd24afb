import { fileURLToPath } from 'node:url';
import { buildSchema, loadProject } from '../../src/project/index.ts';
import type { BoundBlock, BoundExpression, BoundStatement } from '../../src/semantics/bound.ts';
import type { AnonymousResult, CheckResult } from '../../src/semantics/index.ts';
import { checkAnonymous, checkProgram } from '../../src/semantics/index.ts';
import type { Diagnostic } from '../../src/syntax/index.ts';
import { parseAnonymous, parseClass, parseTrigger } from '../../src/syntax/index.ts';
import { platformTypes } from '../../src/typedb/index.ts';

/** Standard objects and the objects of fixtures/org: Invoice__c, Line__c, Rate__mdt, Setting__c, Done__e. */
export const schema = buildSchema(loadProject(fileURLToPath(new URL('./fixtures/org', import.meta.url))).project);
const platform = platformTypes();

/** Checks files by path (`Foo.cls`, `Foo.trigger`); their text must be free of syntax errors. */
export function check(files: Readonly<Record<string, string>>): CheckResult {
    const units = Object.entries(files).map(([path, text]) => {
        const source = { path, text };
        const { unit, diagnostics } = path.endsWith('.trigger') ? parseTrigger(source) : parseClass(source);
        if (!unit || diagnostics.length > 0)
            throw new Error(`The test's Apex does not parse: ${JSON.stringify(diagnostics)}`);
        return { source, unit };
    });
    return checkProgram({ units, schema, platform, labels: ['Greeting'] });
}

/** An anonymous block beside the given classes. */
export function checkBlock(text: string, files: Readonly<Record<string, string>> = {}): AnonymousResult {
    const base = check(files);
    if (base.diagnostics.length > 0)
        throw new Error(`The test's classes are faulty: ${JSON.stringify(base.diagnostics)}`);
    const source = { path: 'block.apex', text };
    const { unit, diagnostics } = parseAnonymous(source);
    if (!unit || diagnostics.length > 0)
        throw new Error(`The test's Apex does not parse: ${JSON.stringify(diagnostics)}`);
    return checkAnonymous(base, { source, unit });
}

/** Where the mark stands, and the text without it. */
export function marked(text: string): { readonly text: string; readonly place: string } {
    const before = text.slice(0, text.indexOf('§')).split('\n');
    return { text: text.replace('§', ''), place: `${before.length}:${before[before.length - 1]!.length + 1}` };
}

export const placed = (diagnostic: Diagnostic): string =>
    `${diagnostic.line}:${diagnostic.column} ${diagnostic.message}`;

/** Statements of an anonymous block that must be clean. */
export function statementsOf(text: string, files: Readonly<Record<string, string>> = {}): readonly BoundStatement[] {
    const { program, diagnostics } = checkBlock(text, files);
    if (diagnostics.length > 0) throw new Error(`Unexpected findings: ${diagnostics.map(placed).join('\n')}`);
    return (program.triggers[0]!.body as BoundBlock).body;
}

/** The value of the last statement: initial value of a local, or the expression itself. */
export function lastValue(text: string, files: Readonly<Record<string, string>> = {}): BoundExpression {
    const last = statementsOf(text, files).at(-1)!;
    if (last.kind === 'Local' && last.init) return last.init;
    if (last.kind === 'Expression') return last.expression;
    throw new Error(`The last statement is a ${last.kind}.`);
}

/** A bound expression as short text: what is converted how, called by which signature, in which family of operators. */
export function shape(value: BoundExpression): string {
    const list = (values: readonly BoundExpression[]): string => values.map(shape).join(', ');
    switch (value.kind) {
        case 'Literal':
            return typeof value.value === 'string' ? `'${value.value}'` : String(value.value);
        case 'LocalRef':
            return value.local.name;
        case 'This':
            return 'this';
        case 'Field':
            return `${value.target ? `${shape(value.target)}.` : ''}field ${value.field.jsName}`;
        case 'Property':
            return `${value.target ? `${shape(value.target)}.` : ''}property ${value.property.name}`;
        case 'SObjectField':
            return `${shape(value.target)}.${value.access} ${value.object}.${value.field}`;
        case 'PlatformField':
            return `${value.target ? `${shape(value.target)}.` : ''}${value.owner}.${value.name}`;
        case 'EnumConstant':
            return `enum ${value.name} ${value.ordinal}`;
        case 'UserCall':
            return `${value.dispatch} ${value.receiver ? `${shape(value.receiver)}.` : ''}${value.method.slot}(${list(value.args)})`;
        case 'InterfaceCall':
            return `${shape(value.receiver)}.interface ${value.interface.name} ${value.slot}(${list(value.args)})`;
        case 'PlatformCall':
            return `${value.receiver ? `${shape(value.receiver)}.` : ''}${value.owner}#${value.method}(${value.params.join(',')})(${list(value.args)})`;
        case 'NewUser':
            return `new ${value.symbol.name} ${constructorText(value.constructor_)}(${list(value.args)})`;
        case 'NewPlatform':
            return `new ${constructorText(value.constructor_)}(${list(value.args)})`;
        case 'NewSObject':
            return `new ${value.object}{${value.fields.map((field) => `${field.access} ${field.field} = ${shape(field.value)}`).join(', ')}}`;
        case 'NewCollection':
            return `collection(${[...(value.from ? [value.from] : []), ...value.elements, ...value.entries.flatMap((entry) => [entry.key, entry.value])].map(shape).join(', ')})`;
        case 'Convert':
            return `${value.conversion}(${shape(value.operand)})`;
        case 'Unary':
            return `${value.operator}${value.operandKind} ${shape(value.operand)}`;
        case 'Arithmetic':
        case 'Comparison':
            return `${shape(value.left)} ${value.operator}${value.operandKind} ${shape(value.right)}`;
        case 'Assign':
            return `${shape(value.target)} = ${shape(value.value)}`;
        case 'CompoundAssign':
            return `${shape(value.target)} ${value.operator}=${value.operandKind} ${shape(value.value)}`;
        case 'Concat':
            return `concat(${list(value.parts)})`;
        case 'Ternary':
            return `${shape(value.condition)} ? ${shape(value.then)} : ${shape(value.otherwise)}`;
        case 'Coalesce':
            return `${shape(value.left)} ?? ${shape(value.right)}`;
        case 'Index':
            return `${shape(value.target)}[${shape(value.index)}]`;
        case 'SafeChain':
            return `safe(${shape(value.receiver)}: ${shape(value.rest)})`;
        case 'Soql':
            return `soql ${value.shape} ${value.object}(${list(value.binds)})`;
        case 'Token':
            return `token ${Object.values(value.token)
                .map((part) => (typeof part === 'string' ? part : part.kind))
                .join(' ')}`;
        case 'Label':
            return `label ${value.name}`;
        case 'CustomDataCall':
            return `${value.object}.${value.method}(${list(value.args)})`;
        case 'Increment':
            return `${value.prefix ? value.operator : ''}${shape(value.target)}${value.prefix ? '' : value.operator} ${value.operandKind}`;
        case 'Instanceof':
            return `${shape(value.operand)} instanceof`;
        default:
            return value.kind;
    }
}

function constructorText(target: Extract<BoundExpression, { kind: 'NewUser' }>['constructor_']): string {
    if (!target) return 'implicit';
    return target.symbol === 'constructor' ? target.slot : `${target.owner}(${target.params.join(',')})`;
}
