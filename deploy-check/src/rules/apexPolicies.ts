import type {
    CallExpression,
    ClassDeclaration,
    DmlStatement,
    MethodDeclaration,
    NewExpression,
    SoqlExpression,
    TryStatement,
    TypeNode
} from '../../../local-org/src/syntax/index.ts';
import { walk } from '../apexTree.ts';
import type { ApexUnit, CheckContext } from '../context.ts';
import { faultAt, type Fault, type Located, type Rule } from '../rule.ts';

const typeName = (type: TypeNode): string => type.names.map(({ text }) => text).join('.').toLowerCase();

/** Outermost class of a file; null for triggers, interfaces and enums. */
const classOf = ({ unit }: ApexUnit): ClassDeclaration | null => (unit.kind === 'TypeUnit' && unit.type.kind === 'Class' ? unit.type : null);

const isTest = (declaration: ClassDeclaration | null): boolean =>
    declaration?.modifiers.annotations.some(({ name }) => name.text.toLowerCase() === 'istest') ?? false;

/** Faults that `inspect` finds in each unit; tests are left out unless asked for. */
function inUnits(context: CheckContext, inspect: (unit: ApexUnit, report: (place: Located, message: string) => void) => void, withTests = false): readonly Fault[] {
    return context.apexUnits.flatMap((unit) => {
        const faults: Fault[] = [];
        if (withTests || !isTest(classOf(unit))) inspect(unit, (place, message) => faults.push(faultAt(unit.source.path, place, message)));
        return faults;
    });
}

const targetText = (call: CallExpression): string => {
    const { target } = call;
    return target?.kind === 'Name' ? target.name.text.toLowerCase() : '';
};

/** Methods of Database that read or write, with the least number of arguments that leaves the access level out. */
const DATABASE_CALLS: Readonly<Record<string, number>> = {
    insert: 2, update: 2, delete: 2, undelete: 2, query: 1, countquery: 1, getquerylocator: 1
};

const levelOf = (call: CallExpression): boolean =>
    call.args.some((argument) => {
        let found = false;
        walk(argument, (node) => {
            const name = node.kind === 'FieldAccess' ? (node as unknown as { name: { text: string } }).name.text : '';
            if (/^(user_mode|system_mode)$/i.test(name)) found = true;
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
            inUnits(
                context,
                (unit, report) => {
                    const declaration = classOf(unit);
                    if (declaration === null || declaration.modifiers.names.some((name) => name.endsWith('sharing'))) return;
                    report(declaration.name.span, `The class ${declaration.name.text} has no sharing keyword.`);
                }
            )
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
                        const { query } = node as SoqlExpression;
                        const mode = query.withClause?.kind;
                        const isMetadata = /__mdt$/i.test(query.from[0]?.path.names[0] ?? '');
                        if (mode !== 'UserMode' && mode !== 'SystemMode' && !isMetadata) report(node.span, 'The query has no access mode.');
                        return false;
                    }
                    const call = node as CallExpression;
                    const isQuery = node.kind === 'Call' && targetText(call) === 'database' && /^(query|countquery|getquerylocator)$/i.test(call.name?.text ?? '');
                    if (isQuery && call.args[0]?.kind !== 'Soql' && !levelOf(call)) report(node.span, 'The query has no access level.');
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
                    if (node.kind === 'Dml' && (node as DmlStatement).accessMode === null) report(node.span, `${(node as DmlStatement).operation} has no access mode.`);
                    const call = node as CallExpression;
                    const name = call.name?.text.toLowerCase() ?? '';
                    if (node.kind === 'Call' && targetText(call) === 'database' && name in DATABASE_CALLS && !/query/.test(name) && !levelOf(call)) {
                        report(node.span, `Database.${call.name?.text} has no access level.`);
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
                    if (node.kind === 'New' && /^(system\.)?http$/.test(typeName((node as NewExpression).type))) report(node.span, 'HTTP is used outside of the gateway.');
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
                    for (const clause of (node as TryStatement).catches) {
                        const text = source.text.slice(clause.span.start, clause.span.end);
                        const before = source.text.slice(0, clause.span.start).split('\n').slice(-3).join('\n');
                        const rethrows = /\bthrow\b/.test(text);
                        if (/^(system\.)?exception$/.test(typeName(clause.type)) && !rethrows && !/\/\/|\/\*/.test(text + before)) {
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
        if (!LOOPS.has(node.kind)) return;
        const loop = node as unknown as { readonly body: unknown };
        walk(loop.body, (inner) => {
            // Loops inside are visited by themselves.
            if (LOOPS.has(inner.kind)) return false;
            if (inner.kind === 'Soql') report(inner.span, 'The query is in a loop.');
            if (inner.kind === 'Dml') report(inner.span, `${(inner as DmlStatement).operation} is in a loop.`);
            return undefined;
        });
    });
}

/** Types of variables as the method declares them, and what its DML statements write. */
function mixedDml(context: CheckContext, { unit }: ApexUnit, report: (place: Located, message: string) => void): void {
    walk(unit, (node) => {
        if (node.kind !== 'Method') return;
        const method = node as MethodDeclaration;
        const types = new Map<string, string>();
        const declare = (name: string, type: TypeNode): void => void types.set(name.toLowerCase(), typeName(type.args[0] ?? type));
        for (const parameter of method.params) declare(parameter.name.text, parameter.type);
        walk(method.body, (inner) => {
            const local = inner as unknown as { readonly type: TypeNode; readonly declarators: readonly { readonly name: { readonly text: string } }[] };
            if (inner.kind === 'Local') for (const { name } of local.declarators) declare(name.text, local.type);
        });
        const written: { readonly isSetup: boolean; readonly name: string; readonly place: Located }[] = [];
        walk(method.body, (inner) => {
            // Writing as another user is how tests keep the two apart.
            if (inner.kind === 'RunAs') return false;
            if (inner.kind !== 'Dml') return undefined;
            const { target } = inner as DmlStatement;
            const name = target.kind === 'Name' ? types.get(target.name.text.toLowerCase()) : target.kind === 'New' ? typeName(target.type) : undefined;
            const object = name === undefined ? null : context.schema.object(name);
            if (object !== null && object.kind !== 'platformEvent') written.push({ isSetup: object.isSetup, name: object.name, place: inner.span });
            return undefined;
        });
        const other = written.find(({ isSetup }) => isSetup !== written[0]?.isSetup);
        if (other !== undefined) report(other.place, `${other.name} and ${written[0]?.name} are written in one method.`);
    });
}
