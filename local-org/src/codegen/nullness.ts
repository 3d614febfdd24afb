import type { BoundBlock, BoundExpression, BoundStatement } from '../semantics/bound.ts';
import type { LocalSymbol } from '../semantics/symbols.ts';
import { childExpressions, childStatements } from './traversal.ts';

/** Platform methods that never give null. */
const NEVER_NULL: ReadonlySet<string> = new Set([
    'system.list.size',
    'system.list.isempty',
    'system.list.contains',
    'system.list.indexof',
    'system.set.size',
    'system.set.isempty',
    'system.set.contains',
    'system.set.add',
    'system.map.size',
    'system.map.isempty',
    'system.map.containskey',
    'system.map.keyset',
    'system.map.values',
    'system.string.length',
    'system.string.equals',
    'system.string.contains',
    'system.string.startswith',
    'system.string.endswith',
    'system.string.indexof',
    'system.string.substring',
    'system.string.tolowercase',
    'system.string.touppercase',
    'system.string.trim',
    'system.string.isblank',
    'system.string.isnotblank',
    'system.string.isempty',
    'system.string.isnotempty',
    'system.string.split',
    'system.string.format',
    'system.string.join',
    'system.integer.intvalue',
    'system.math.mod',
    'system.math.abs',
    'system.math.max',
    'system.math.min',
    'system.date.today',
    'system.system.now',
    'system.datetime.now',
    'system.datetime.gettime'
]);

/**
 * Which locals of one body can never hold null: initialised where they are declared, and only ever given values that cannot be null.
 * It lets integer loops go without null checks.
 */
export class Nullness {
    private readonly candidates = new Map<LocalSymbol, BoundExpression[]>();
    private readonly chainTemps = new Set<LocalSymbol>();

    constructor(body: BoundBlock | null) {
        if (!body) return;
        const declared = new Set<LocalSymbol>();
        this.collect(body, declared);
        for (const local of [...this.candidates.keys()]) if (!declared.has(local)) this.candidates.delete(local);
        for (let changed = true; changed;) {
            changed = false;
            for (const [local, values] of this.candidates) {
                if (values.every((value) => this.isNonNull(value))) continue;
                this.candidates.delete(local);
                changed = true;
            }
        }
    }

    /** Is the expression's value certainly not null? */
    isNonNull(expression: BoundExpression): boolean {
        switch (expression.kind) {
            case 'Literal':
                return expression.value !== null;
            case 'LocalRef':
                return this.candidates.has(expression.local) || this.chainTemps.has(expression.local);
            case 'This':
            case 'EnumConstant':
            case 'NewUser':
            case 'NewPlatform':
            case 'NewSObject':
            case 'NewCollection':
            case 'NewArray':
            case 'Instanceof':
            case 'Unary':
            case 'Increment':
            case 'Arithmetic':
            case 'Comparison':
            case 'Logical':
            case 'Concat':
            case 'Soql':
            case 'Sosl':
            case 'Token':
            case 'CompoundAssign':
                return true;
            case 'Convert':
                return expression.conversion === 'firstRow' || this.isNonNull(expression.operand);
            case 'Ternary':
                return this.isNonNull(expression.then) && this.isNonNull(expression.otherwise);
            case 'Coalesce':
                return this.isNonNull(expression.right);
            case 'Assign':
                return this.isNonNull(expression.value);
            case 'PlatformCall':
                return NEVER_NULL.has(`${expression.owner}.${expression.method}`.toLowerCase());
            default:
                return false;
        }
    }

    /** Parameters, loop and catch variables are declared without a value and never become candidates. */
    private collect(statement: BoundStatement, declared: Set<LocalSymbol>): void {
        if (statement.kind === 'Local' && statement.init) {
            declared.add(statement.local);
            this.note(statement.local, statement.init);
        }
        for (const expression of childExpressions(statement)) this.collectAssignments(expression);
        for (const child of childStatements(statement)) this.collect(child, declared);
    }

    private collectAssignments(expression: BoundExpression): void {
        const parts = [expression];
        for (let part = parts.pop(); part; part = parts.pop()) {
            if (part.kind === 'Assign' && part.target.kind === 'LocalRef') this.note(part.target.local, part.value);
            if (part.kind === 'SafeChain') this.chainTemps.add(part.temp);
            parts.push(...childExpressions(part));
        }
    }

    private note(local: LocalSymbol, value: BoundExpression): void {
        const values = this.candidates.get(local);
        if (values) values.push(value);
        else this.candidates.set(local, [value]);
    }
}
