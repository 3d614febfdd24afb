import type { SObjectDescribe } from '../../../local-org/src/project/index.ts';
import type {
    CallExpression,
    ClassDeclaration,
    MethodDeclaration,
    TypeNode
} from '../../../local-org/src/syntax/index.ts';
import { standardObjects } from '../../../local-org/src/typedb/index.ts';
import { walk } from '../apexTree.ts';
import type { ApexUnit, CheckContext } from '../context.ts';
import { faultAt, type Fault, type Located, type Rule } from '../rule.ts';

const typeName = (type: TypeNode): string =>
    type.names
        .map(({ text }) => text)
        .join('.')
        .toLowerCase();

/** Outermost class of a file; null for triggers, interfaces and enums. */
const classOf = ({ unit }: ApexUnit): ClassDeclaration | null =>
    unit.kind === 'TypeUnit' && unit.type.kind === 'Class' ? unit.type : null;

const isTest = (declaration: ClassDeclaration | null): boolean =>
    declaration?.modifiers.annotations.some(({ name }) => name.text.toLowerCase() === 'istest') ?? false;

/** Faults that `inspect` finds in each unit; tests are left out unless asked for. */
function inUnits(
    context: CheckContext,
    inspect: (unit: ApexUnit, report: (place: Located, message: string) => void) => void,
    withTests = false
): readonly Fault[] {
    return context.apexUnits.flatMap((unit) => {
        const faults: Fault[] = [];
        if (withTests || !isTest(classOf(unit)))
            inspect(unit, (place, message) => faults.push(faultAt(unit.source.path, place, message)));
        return faults;
    });
}

const QUERY_CALLS = /^(query|countquery|getquerylocator)$/i;
const DML_CALLS = /^(insert|update|upsert|delete|undelete)$/i;

const isDatabaseCall = ({ target, name }: CallExpression, names: RegExp): boolean =>
    target?.kind === 'Name' && target.name.text.toLowerCase() === 'database' && names.test(name?.text ?? '');

const hasLevel = (call: CallExpression): boolean =>
    call.args.some((argument) => {
        let found = false;
        walk(argument, (node) => {
            if (node.kind === 'FieldAccess' && /^(user_mode|system_mode)$/i.test(node.name.text)) found = true;
        });
        // A variable may hold the level; what it holds is known to the compiler alone.
        return found || (argument.kind === 'Name' && /mode|level/i.test(argument.name.text));
    });

export const apexPolicies: readonly Rule[] = [
    {
        id: 'policy/sharing',
        title: 'Every class says whose sharing it works with',
        why: 'Without a keyword the caller decides, and from API 67 the default changes.',
        mend: 'Write with sharing, without sharing or inherited sharing.',
        optional: true,
        check: (context) =>
            inUnits(context, (unit, report) => {
                const declaration = classOf(unit);
                if (declaration === null || declaration.modifiers.names.some((name) => name.endsWith('sharing')))
                    return;
                report(declaration.name.span, `The class ${declaration.name.text} has no sharing keyword.`);
            })
    },
    {
        id: 'policy/query-access',
        title: 'Every query says its access mode',
        why: 'Queries run in system mode up to API 66 and in user mode from 67 unless they say which.',
        mend: 'Add WITH USER_MODE or WITH SYSTEM_MODE, or an AccessLevel argument.',
        optional: true,
        check: (context) =>
            inUnits(context, (unit, report) =>
                walk(unit.unit, (node) => {
                    if (node.kind === 'Soql') {
                        const mode = node.query.withClause?.kind;
                        const isMetadata = /__mdt$/i.test(node.query.from[0]?.path.names[0] ?? '');
                        if (mode !== 'UserMode' && mode !== 'SystemMode' && !isMetadata)
                            report(node.span, 'The query has no access mode.');
                        return false;
                    }
                    if (
                        node.kind === 'Call' &&
                        isDatabaseCall(node, QUERY_CALLS) &&
                        node.args[0]?.kind !== 'Soql' &&
                        !hasLevel(node)
                    ) {
                        report(node.span, 'The query has no access level.');
                    }
                    return undefined;
                })
            )
    },
    {
        id: 'policy/dml-access',
        title: 'Every DML operation says its access mode',
        why: 'DML runs in system mode up to API 66 and in user mode from 67 unless it says which.',
        mend: 'Write as user or as system, or add an AccessLevel argument.',
        optional: true,
        check: (context) =>
            inUnits(context, (unit, report) =>
                walk(unit.unit, (node) => {
                    if (node.kind === 'Dml' && node.accessMode === null)
                        report(node.span, `${node.operation} has no access mode.`);
                    if (node.kind === 'Call' && isDatabaseCall(node, DML_CALLS) && !hasLevel(node)) {
                        report(node.span, `Database.${node.name?.text} has no access level.`);
                    }
                })
            )
    },
    {
        id: 'policy/callout-class',
        title: 'Only the named classes make HTTP callouts',
        why: 'A callout outside the gateway is neither metered nor cut.',
        mend: 'Send through the gateway, or name the class in calloutClasses.',
        optional: true,
        check: (context) =>
            inUnits(context, (unit, report) => {
                if (context.configuration.calloutClasses.includes(classOf(unit)?.name.text ?? '')) return;
                walk(unit.unit, (node) => {
                    if (node.kind === 'New' && /^(system\.)?http$/.test(typeName(node.type)))
                        report(node.span, 'HTTP is used outside of the gateway.');
                });
            })
    },
    {
        id: 'policy/loop-data-access',
        title: 'No queries and no DML in loops',
        why: 'A transaction has 100 queries and 150 DML statements.',
        mend: 'Collect first, then query or write once.',
        optional: true,
        check: (context) => inUnits(context, (unit, report) => inLoops(unit, report))
    },
    {
        id: 'policy/broad-catch',
        title: 'Broad catches say why',
        why: 'catch (Exception) hides faults that nobody thought of.',
        mend: 'Catch the exception that is expected, or say in a comment at the catch why any must be caught.',
        optional: true,
        check: (context) =>
            inUnits(context, ({ source, unit }, report) =>
                walk(unit, (node) => {
                    if (node.kind !== 'Try') return;
                    for (const clause of node.catches) {
                        const text = source.text.slice(clause.span.start, clause.span.end);
                        const before = source.text.slice(0, clause.span.start).split('\n').slice(-3).join('\n');
                        const rethrows = /\bthrow\b/.test(text);
                        if (
                            /^(system\.)?exception$/.test(typeName(clause.type)) &&
                            !rethrows &&
                            !/\/\/|\/\*/.test(text + before)
                        ) {
                            report(clause.type.span, 'Exception is caught without a reason.');
                        }
                    }
                })
            )
    },
    {
        id: 'platform/mixed-dml',
        title: 'No setup and ordinary DML in one method',
        why: 'Heuristic: the platform throws MIXED_DML_OPERATION, but skips that in deployment test runs. Only statements of one method whose types are written there are seen.',
        mend: 'Move one of the two into a transaction of its own, such as a Queueable.',
        check: (context) => inUnits(context, (unit, report) => mixedDml(context, unit, report))
    }
];

const LOOPS: ReadonlySet<string> = new Set(['For', 'ForEach', 'While', 'DoWhile']);

function inLoops({ unit }: ApexUnit, report: (place: Located, message: string) => void): void {
    walk(unit, (node) => {
        if (node.kind !== 'For' && node.kind !== 'ForEach' && node.kind !== 'While' && node.kind !== 'DoWhile') return;
        walk(node.body, (inner) => {
            // Loops inside are visited by themselves.
            if (LOOPS.has(inner.kind)) return false;
            if (inner.kind === 'Soql') report(inner.span, 'The query is in a loop.');
            if (inner.kind === 'Dml') report(inner.span, `${inner.operation} is in a loop.`);
            return undefined;
        });
    });
}

interface Write {
    readonly object: SObjectDescribe;
    readonly place: Located;
}

function mixedDml(context: CheckContext, { unit }: ApexUnit, report: (place: Located, message: string) => void): void {
    walk(unit, (node) => {
        if (node.kind !== 'Method') return;
        const written = writesOf(node, declaredTypes(node), context);
        const first = written[0];
        const other = written.find(({ object }) => object.isSetup !== first?.object.isSetup);
        if (other !== undefined)
            report(other.place, `${other.object.name} and ${first?.object.name} are written in one method.`);
    });
}

/** Types of parameters and local variables, of collections those of their items, by name in lower case. */
function declaredTypes(method: MethodDeclaration): ReadonlyMap<string, string> {
    const types = new Map<string, string>();
    const declare = (name: string, type: TypeNode): void =>
        void types.set(name.toLowerCase(), typeName(type.args.at(-1) ?? type));
    for (const parameter of method.params) declare(parameter.name.text, parameter.type);
    walk(method.body, (node) => {
        if (node.kind === 'Local') for (const { name } of node.declarators) declare(name.text, node.type);
    });
    return types;
}

/** What the DML statements of a method write, as far as the types are written in it. */
function writesOf(
    method: MethodDeclaration,
    types: ReadonlyMap<string, string>,
    context: CheckContext
): readonly Write[] {
    const written: Write[] = [];
    walk(method.body, (node) => {
        // Writing as another user is how tests keep the two apart.
        if (node.kind === 'RunAs') return false;
        if (node.kind !== 'Dml') return undefined;
        const { target } = node;
        const name =
            target.kind === 'Name'
                ? types.get(target.name.text.toLowerCase())
                : target.kind === 'New'
                  ? typeName(target.type)
                  : undefined;
        const object = name === undefined ? null : context.schema.object(name);
        // Whether an object is one of setup is known of those that the type data describes.
        const isKnown = standardObjects().find(name ?? '')?.curated ?? true;
        if (object !== null && isKnown && object.kind !== 'platformEvent') written.push({ object, place: node.span });
        return undefined;
    });
    return written;
}
