import type { BoundBlock, BoundClass, BoundExpression, BoundProgram, BoundStatement } from '../semantics/bound.ts';
import { accessorName } from './access.ts';
import { childExpressions, childStatements } from './traversal.ts';

/** Platform types whose members never look at records and never call back into Apex, so the sharing mode is nothing to them. */
const INDIFFERENT: ReadonlySet<string> = new Set(
    [
        'Object',
        'System.String',
        'System.Integer',
        'System.Long',
        'System.Double',
        'System.Decimal',
        'System.Boolean',
        'System.Id',
        'System.Date',
        'System.Datetime',
        'System.Time',
        'System.TimeZone',
        'System.Blob',
        'System.Math',
        'System.List',
        'System.Set',
        'System.Map',
        'System.SObject',
        'System.Exception',
        'System.Pattern',
        'System.Matcher',
        'System.JSON',
        'System.JSONGenerator',
        'System.JSONParser',
        'System.Crypto',
        'System.EncodingUtil',
        'System.Assert',
        'System.Limits',
        'System.HttpRequest',
        'System.HttpResponse',
        'System.UUID',
        'System.Url',
        'System.UserInfo',
        'Schema.SObjectType',
        'Schema.SObjectField',
        'Schema.DescribeSObjectResult',
        'Schema.DescribeFieldResult',
        'Schema.Schema'
    ].map((name) => name.toLowerCase())
);
const INDIFFERENT_SYSTEM_METHODS: ReadonlySet<string> = new Set([
    'debug',
    'assert',
    'assertequals',
    'assertnotequals',
    'now',
    'today',
    'currenttimemillis',
    'hashcode',
    'equals'
]);

/**
 * Tells for which member slots the sharing mode matters: those from which a query, DML or unknown platform code can be reached.
 * Slots stand for all members of that name and arity, so a virtual call counts for every override.
 */
export function sharingMatters(programs: readonly BoundProgram[]): (slot: string) => boolean {
    const callers = new Map<string, Set<string>>();
    const affected: string[] = [];
    for (const { slot, uses } of programs.flatMap(bodiesOf)) {
        if (uses.touchesData) affected.push(slot);
        for (const callee of uses.slots) {
            const known = callers.get(callee);
            if (known) known.add(slot);
            else callers.set(callee, new Set([slot]));
        }
    }
    const reached = new Set(affected);
    for (let slot = affected.pop(); slot !== undefined; slot = affected.pop()) {
        for (const caller of callers.get(slot) ?? []) {
            if (reached.has(caller)) continue;
            reached.add(caller);
            affected.push(caller);
        }
    }
    return (slot) => reached.has(slot);
}

interface Uses {
    touchesData: boolean;
    readonly slots: Set<string>;
}

interface Body {
    readonly slot: string;
    readonly uses: Uses;
}

/** Anonymous blocks are compiled against the whole project again and again. */
const bodiesByProgram = new WeakMap<BoundProgram, readonly Body[]>();

function bodiesOf(program: BoundProgram): readonly Body[] {
    const known = bodiesByProgram.get(program);
    if (known) return known;
    const classes = [...program.classes, ...program.triggers.map((trigger) => trigger.class)];
    const bodies = classes.flatMap((class_) => [...bodiesOfClass(class_)]);
    bodiesByProgram.set(program, bodies);
    return bodies;
}

function* bodiesOfClass(class_: BoundClass): Iterable<Body> {
    for (const method of class_.methods) yield { slot: method.symbol.slot, uses: usesOf(method.body, []) };
    for (const accessor of class_.accessors) {
        yield { slot: accessorName(accessor.property, accessor.accessor), uses: usesOf(accessor.body, []) };
    }
    const fieldValues = class_.instanceInit.flatMap((init) => (init.kind === 'Field' ? [init.value] : []));
    const blocks = class_.instanceInit.flatMap((init) => (init.kind === 'Block' ? [init.body] : []));
    const construction = `new ${class_.symbol.index}`;
    for (const block of blocks) yield { slot: construction, uses: usesOf(block, []) };
    yield { slot: construction, uses: usesOf(null, fieldValues) };
    const parent = class_.symbol.superType;
    if (parent?.kind === 'class')
        yield { slot: construction, uses: { touchesData: false, slots: new Set([`new ${parent.symbol.index}`]) } };
    for (const constructor of class_.constructors)
        yield { slot: construction, uses: usesOf(constructor.body, constructor.chain?.args ?? []) };
}

function usesOf(body: BoundBlock | null, expressions: readonly BoundExpression[]): Uses {
    const uses: Uses = { touchesData: false, slots: new Set() };
    const pending: (BoundStatement | BoundExpression)[] = [...expressions];
    if (body) pending.push(body);
    for (let node = pending.pop(); node; node = pending.pop()) {
        note(node, uses);
        pending.push(...childExpressions(node));
        if (isStatement(node)) pending.push(...childStatements(node));
    }
    return uses;
}

function note(node: BoundStatement | BoundExpression, uses: Uses): void {
    switch (node.kind) {
        case 'Soql':
        case 'Sosl':
        case 'Dml':
        case 'InterfaceCall':
            uses.touchesData = true;
            return;
        case 'ForEach':
            if (node.source === 'iterable') uses.touchesData = true;
            return;
        case 'UserCall':
            uses.slots.add(node.method.slot);
            return;
        case 'NewUser':
            uses.slots.add(`new ${node.symbol.index}`);
            return;
        case 'Property':
            uses.slots.add(accessorName(node.property, 'get')).add(accessorName(node.property, 'set'));
            return;
        case 'PlatformCall':
            if (!isIndifferent(node.owner, node.method)) uses.touchesData = true;
            return;
        case 'NewPlatform':
            return;
    }
}

function isIndifferent(owner: string, method: string): boolean {
    const lower = owner.toLowerCase();
    return (
        INDIFFERENT.has(lower) || (lower === 'system.system' && INDIFFERENT_SYSTEM_METHODS.has(method.toLowerCase()))
    );
}

function isStatement(node: BoundStatement | BoundExpression): node is BoundStatement {
    return !('type' in node);
}
