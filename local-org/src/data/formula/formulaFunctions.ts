import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { FormulaCall, FormulaExpression } from '../../syntax/formula/ast.ts';
import { compareValues, FormulaError, isTrue, textOf, valuesEqual } from './formulaValue.ts';
import type { FormulaScope, FormulaValue } from './formulaValue.ts';

const DAY_MS = 86_400_000;

type Evaluate = (expression: FormulaExpression, scope: FormulaScope) => FormulaValue;
/** A function whose arguments are all evaluated first. */
type Strict = (args: readonly FormulaValue[], scope: FormulaScope) => FormulaValue;
/** A function that decides itself which arguments to evaluate. */
type Lazy = (call: FormulaCall, scope: FormulaScope, evaluate: Evaluate) => FormulaValue;

const text = (args: readonly FormulaValue[], index: number): string => textOf(args[index] ?? null);
const integer = (args: readonly FormulaValue[], index: number): number => Math.trunc(number(args, index));

function number(args: readonly FormulaValue[], index: number): number {
    const value = args[index] ?? null;
    if (value === null) return 0;
    if (value instanceof Decimal) return value.toNumber();
    throw new FormulaError(`Incorrect parameter type. Expected Number, received ${typeof value}`);
}

/** Functions of one number that give null for a blank. */
const mapNumber =
    (apply: (value: number) => number): Strict =>
    (args) =>
        args[0] === null ? null : Decimal.of(apply(number(args, 0)));

const dateParts = (value: FormulaValue): Date | null => {
    if (value instanceof ApexDate) return new Date(value.days * DAY_MS);
    return value instanceof ApexDatetime ? new Date(value.ms) : null;
};

const mapDate =
    (apply: (date: Date) => number): Strict =>
    (args) => {
        const date = dateParts(args[0] ?? null);
        return date && Decimal.of(apply(date));
    };

const STRICT: Readonly<Record<string, Strict>> = {
    NOT: (args) => !isTrue(args[0] ?? null),
    ISPICKVAL: (args) => valuesEqual(args[0] ?? null, args[1] ?? null),
    TEXT: (args) => text(args, 0),
    VALUE: (args) => {
        const digits = text(args, 0).trim();
        return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Decimal.of(digits) : null;
    },
    ISNUMBER: (args) => /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text(args, 0)),
    LEN: (args) => Decimal.of(text(args, 0).length),
    LEFT: (args) => text(args, 0).slice(0, Math.max(0, integer(args, 1))),
    RIGHT: (args) => {
        const count = Math.max(0, integer(args, 1));
        return count === 0 ? '' : text(args, 0).slice(-count);
    },
    MID: (args) => text(args, 0).substr(Math.max(0, integer(args, 1) - 1), Math.max(0, integer(args, 2))),
    BEGINS: (args) => text(args, 0).startsWith(text(args, 1)),
    CONTAINS: (args) => text(args, 0).includes(text(args, 1)),
    INCLUDES: (args) => text(args, 0).split(';').includes(text(args, 1)),
    FIND: (args) => Decimal.of(text(args, 1).indexOf(text(args, 0), Math.max(0, integer(args, 2) - 1)) + 1),
    SUBSTITUTE: (args) =>
        text(args, 1) === '' ? text(args, 0) : text(args, 0).split(text(args, 1)).join(text(args, 2)),
    TRIM: (args) => text(args, 0).trim(),
    UPPER: (args) => text(args, 0).toUpperCase(),
    LOWER: (args) => text(args, 0).toLowerCase(),
    LPAD: (args) =>
        text(args, 0)
            .slice(0, integer(args, 1))
            .padStart(integer(args, 1), args.length > 2 ? text(args, 2) : ' '),
    RPAD: (args) =>
        text(args, 0)
            .slice(0, integer(args, 1))
            .padEnd(integer(args, 1), args.length > 2 ? text(args, 2) : ' '),
    BR: () => '\n',
    CASESAFEID: (args) => text(args, 0),
    REGEX: (args) => new RegExp(`^(?:${text(args, 1)})$`).test(text(args, 0)),
    ABS: mapNumber(Math.abs),
    CEILING: mapNumber((value) => (value < 0 ? Math.floor(value) : Math.ceil(value))),
    FLOOR: mapNumber((value) => (value < 0 ? Math.ceil(value) : Math.floor(value))),
    MCEILING: mapNumber(Math.ceil),
    MFLOOR: mapNumber(Math.floor),
    SQRT: mapNumber(Math.sqrt),
    EXP: mapNumber(Math.exp),
    LN: mapNumber(Math.log),
    LOG: mapNumber(Math.log10),
    ROUND: (args) => {
        if (args[0] === null) return null;
        const scale = 10 ** integer(args, 1);
        const scaled = number(args, 0) * scale;
        return Decimal.of((Math.sign(scaled) * Math.round(Math.abs(scaled))) / scale);
    },
    MOD: (args) => {
        if (args[0] === null || number(args, 1) === 0) return null;
        const divisor = number(args, 1);
        return Decimal.of(number(args, 0) - divisor * Math.floor(number(args, 0) / divisor));
    },
    MAX: (args) => extreme(args, 1),
    MIN: (args) => extreme(args, -1),
    TODAY: (_args, scope) => new ApexDate(Math.floor(scope.now / DAY_MS)),
    NOW: (_args, scope) => new ApexDatetime(scope.now),
    DATE: (args) => new ApexDate(Date.UTC(integer(args, 0), integer(args, 1) - 1, integer(args, 2)) / DAY_MS),
    DATEVALUE: (args) => {
        const value = args[0] ?? null;
        if (value instanceof ApexDate) return value;
        const ms = value instanceof ApexDatetime ? value.ms : Date.parse(textOf(value).slice(0, 10));
        return Number.isNaN(ms) ? null : new ApexDate(Math.floor(ms / DAY_MS));
    },
    DATETIMEVALUE: (args) => {
        const value = args[0] ?? null;
        if (value instanceof ApexDatetime) return value;
        const ms = value instanceof ApexDate ? value.days * DAY_MS : Date.parse(textOf(value).replace(' ', 'T'));
        return Number.isNaN(ms) ? null : new ApexDatetime(ms);
    },
    YEAR: mapDate((date) => date.getUTCFullYear()),
    MONTH: mapDate((date) => date.getUTCMonth() + 1),
    DAY: mapDate((date) => date.getUTCDate()),
    WEEKDAY: mapDate((date) => date.getUTCDay() + 1),
    ADDMONTHS: (args) => {
        const date = dateParts(args[0] ?? null);
        if (!date) return null;
        const months = date.getUTCMonth() + integer(args, 1);
        const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
        const day = Math.min(date.getUTCDate(), lastDay);
        const start = Date.UTC(date.getUTCFullYear(), months, day);
        return args[0] instanceof ApexDate
            ? new ApexDate(start / DAY_MS)
            : new ApexDatetime(start + (date.getTime() % DAY_MS));
    }
};

const LAZY: Readonly<Record<string, Lazy>> = {
    AND: (call, scope, evaluate) => call.args.every((argument) => isTrue(evaluate(argument, scope))),
    OR: (call, scope, evaluate) => call.args.some((argument) => isTrue(evaluate(argument, scope))),
    IF: (call, scope, evaluate) =>
        evaluate(argumentAt(call, isTrue(evaluate(argumentAt(call, 0), scope)) ? 1 : 2), scope),
    CASE: (call, scope, evaluate) => {
        const value = evaluate(argumentAt(call, 0), scope);
        for (let i = 1; i + 1 < call.args.length; i += 2) {
            if (valuesEqual(value, evaluate(call.args[i]!, scope))) return evaluate(call.args[i + 1]!, scope);
        }
        return evaluate(call.args[call.args.length - 1]!, scope);
    },
    ISBLANK: (call, scope, evaluate) => isBlank(call, scope, evaluate),
    ISNULL: (call, scope, evaluate) => isBlank(call, scope, evaluate),
    BLANKVALUE: (call, scope, evaluate) => evaluate(argumentAt(call, isBlank(call, scope, evaluate) ? 1 : 0), scope),
    NULLVALUE: (call, scope, evaluate) => evaluate(argumentAt(call, isBlank(call, scope, evaluate) ? 1 : 0), scope),
    ISNEW: (_call, scope) => scope.isNew,
    ISCHANGED: (call, scope, evaluate) => {
        const argument = argumentAt(call, 0);
        return scope.prior !== null && !valuesEqual(evaluate(argument, scope), evaluate(argument, scope.prior));
    },
    PRIORVALUE: (call, scope, evaluate) => evaluate(argumentAt(call, 0), scope.prior ?? scope)
};

/** Calls a formula function by name. A function that the local org lacks is refused by its name. */
export function callFunction(call: FormulaCall, scope: FormulaScope, evaluate: Evaluate): FormulaValue {
    const name = call.name.toUpperCase();
    const lazy = LAZY[name];
    if (lazy) return lazy(call, scope, evaluate);
    const strict = STRICT[name];
    if (!strict) return unsupported(`formula function ${name}`);
    return strict(
        call.args.map((argument) => evaluate(argument, scope)),
        scope
    );
}

/** A blank number stays blank here even where formulas count it as zero. */
function isBlank(call: FormulaCall, scope: FormulaScope, evaluate: Evaluate): boolean {
    const value = evaluate(argumentAt(call, 0), {
        ...scope,
        blankAsZero: false,
        value: scope.value,
        isNumber: scope.isNumber
    });
    return value === null || value === '';
}

function extreme(args: readonly FormulaValue[], sign: number): FormulaValue {
    return args.reduce((best, value) => ((compareValues(value, best) ?? 0) * sign > 0 ? value : best), args[0] ?? null);
}

function argumentAt(call: FormulaCall, index: number): FormulaExpression {
    const argument = call.args[index];
    if (!argument)
        throw new FormulaError(
            `Incorrect number of parameters for function '${call.name}()'. Expected ${index + 1}, received ${call.args.length}`
        );
    return argument;
}
