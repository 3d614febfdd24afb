import type {
    BoundConvert,
    BoundExpression,
    BoundInstanceof,
    BoundLiteral,
    BoundNewCollection,
    BoundSafeChain,
    BoundSoql,
    BoundToken
} from '../semantics/bound.ts';
import type { LocalSymbol } from '../semantics/symbols.ts';
import type { ApexType } from '../semantics/types.ts';
import {
    compileField,
    compileIndex,
    compileNewSObject,
    compilePlatformField,
    compileProperty,
    compileSObjectField
} from './access.ts';
import {
    compileArithmetic,
    compileComparison,
    compileConcat,
    compileLogical,
    compileUnary,
    condition
} from './arithmetic.ts';
import { compileAssign, compileCompoundAssign, compileIncrement } from './assignments.ts';
import type { BodyContext } from './bodyContext.ts';
import { typeKey } from './bodyContext.ts';
import {
    args,
    compileInterfaceCall,
    compileNewPlatform,
    compileNewUser,
    compilePlatformCall,
    compileUserCall
} from './calls.ts';
import { childExpressions } from './traversal.ts';
import { checkedValue, convertNumeric, literalDecimal, numericKindOf } from './numeric.ts';

/** JavaScript for an expression; always safe to put next to an operator of any precedence. */
export function compileExpression(context: BodyContext, node: BoundExpression): string {
    switch (node.kind) {
        case 'Literal':
            return compileLiteral(context, node);
        case 'LocalRef':
            return node.local.jsName;
        case 'This':
            return 'this';
        case 'Field':
            return compileField(context, node);
        case 'Property':
            return compileProperty(context, node);
        case 'SObjectField':
            return compileSObjectField(context, node);
        case 'PlatformField':
            return compilePlatformField(context, node);
        case 'EnumConstant':
            return enumConstant(context, node.type, node.name, node.ordinal);
        case 'UserCall':
            return compileUserCall(context, node);
        case 'InterfaceCall':
            return compileInterfaceCall(context, node);
        case 'PlatformCall':
            return compilePlatformCall(context, node);
        case 'NewUser':
            return compileNewUser(context, node);
        case 'NewPlatform':
            return compileNewPlatform(context, node);
        case 'NewSObject':
            return compileNewSObject(context, node);
        case 'NewCollection':
            return compileNewCollection(context, node);
        case 'NewArray':
            return `${context.operation('newArray')}(${context.type(elementOf(node.type))},${checkedValue(context, node.size)})`;
        case 'Convert':
            return compileConvert(context, node);
        case 'Instanceof':
            return compileInstanceof(context, node);
        case 'Unary':
            return compileUnary(context, node);
        case 'Increment':
            return compileIncrement(context, node);
        case 'Arithmetic':
            return compileArithmetic(context, node);
        case 'Comparison':
            return compileComparison(context, node);
        case 'Logical':
            return compileLogical(context, node);
        case 'Concat':
            return compileConcat(context, node);
        case 'Ternary':
            return `(${condition(context, node.condition)}?${compileExpression(context, node.then)}:${compileExpression(context, node.otherwise)})`;
        case 'Coalesce':
            return `(${rowOrNull(context, node.left)}??${compileExpression(context, node.right)})`;
        case 'Assign':
            return compileAssign(context, node);
        case 'CompoundAssign':
            return compileCompoundAssign(context, node);
        case 'Index':
            return compileIndex(context, node);
        case 'SafeChain':
            return compileSafeChain(context, node);
        case 'Soql':
            return compileSoql(context, node);
        case 'Sosl': {
            const query = context.links.constant({ kind: 'query', query: node.query }, null);
            return `${context.operation('search')}(${query},[${args(context, node.binds)}])`;
        }
        case 'Token':
            return compileToken(context, node);
        case 'Label':
            return `${context.operation('label')}(${JSON.stringify(node.name)})`;
        case 'CustomDataCall':
            return `${context.operation('customData')}(${JSON.stringify(node.object)},${JSON.stringify(node.method)},[${args(context, node.args)}])`;
    }
}

function compileLiteral(context: BodyContext, node: BoundLiteral): string {
    const value = node.value;
    if (value === null || typeof value === 'boolean') return String(value);
    if (node.type.kind === 'primitive' && node.type.name === 'Decimal') {
        const digits = String(value);
        return context.links.constant({ kind: 'decimal', digits }, digits);
    }
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? String(value) : `${value}n`;
    if (typeof value === 'number') return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
    return JSON.stringify(value)
        .replace(/\u2028/g, '\\u2028')
        .replace(/\u2029/g, '\\u2029');
}

function enumConstant(context: BodyContext, type: ApexType, name: string, ordinal: number): string {
    if (type.kind === 'class') {
        const values = context.links.constant({ kind: 'projectEnum', symbol: type.symbol }, type.symbol.name);
        return `${values}[${ordinal}]`;
    }
    if (type.kind !== 'platform') throw new Error(`The checked program has an enum constant ${name} of no enum.`);
    return context.links.constant({ kind: 'platformEnum', typeName: type.name, name }, `${type.name}.${name}`);
}

function compileNewCollection(context: BodyContext, node: BoundNewCollection): string {
    const { type } = node;
    if (type.kind === 'map') {
        const types = `${context.type(type.key)},${context.type(type.value)}`;
        if (node.from) return `${context.operation('mapFrom')}(${types},${checkedValue(context, node.from)})`;
        const entries = node.entries.map(
            (entry) => `[${compileExpression(context, entry.key)},${compileExpression(context, entry.value)}]`
        );
        const create = context.operation('ApexMap');
        return entries.length ? `${create}.of(${types},[${entries.join(',')}])` : `new ${create}(${types})`;
    }
    const element = context.type(elementOf(type));
    const isList = type.kind === 'list';
    if (node.from)
        return `${context.operation(isList ? 'listFrom' : 'setFrom')}(${element},${checkedValue(context, node.from)})`;
    if (isList) return `new ${context.operation('ApexList')}(${element},[${args(context, node.elements)}])`;
    const create = context.operation('ApexSet');
    return node.elements.length
        ? `${create}.of(${element},[${args(context, node.elements)}])`
        : `new ${create}(${element})`;
}

function elementOf(type: ApexType): ApexType {
    if (type.kind === 'list' || type.kind === 'set') return type.element;
    throw new Error(`The checked program builds a collection of type ${type.kind}.`);
}

function compileConvert(context: BodyContext, node: BoundConvert): string {
    const code = compileExpression(context, node.operand);
    switch (node.conversion) {
        case 'upcast':
        case 'listElement':
        case 'idToString':
            return code;
        case 'numeric':
            return (
                literalDecimal(context, node.operand, numericKindOf(node.type)) ??
                convertNumeric(context, code, numericKindOf(node.operand.type), numericKindOf(node.type))
            );
        case 'box':
            return compileBox(context, node.operand.type, code);
        case 'unbox':
            return `${context.operation('unboxTo')}(${code},${context.type(node.type)})`;
        case 'stringToId':
        case 'firstRow':
        case 'dateToDatetime':
            return `${context.operation(node.conversion)}(${code})`;
        case 'reference':
            if (node.type.kind === 'class' && node.type.symbol.form === 'class') {
                return `${context.operation('castToClass')}(${code},${context.links.class(node.type.symbol)},${context.type(node.type)})`;
            }
            return `${context.operation('cast')}(${code},${context.type(node.type)})`;
    }
}

const BOXES: Readonly<Record<string, string>> = { Double: 'boxDouble', Long: 'boxLong', Id: 'boxId' };

function compileBox(context: BodyContext, type: ApexType, code: string): string {
    const operation = type.kind === 'primitive' ? BOXES[type.name] : undefined;
    return operation ? `${context.operation(operation)}(${code})` : code;
}

function compileInstanceof(context: BodyContext, node: BoundInstanceof): string {
    const code = compileBox(context, node.operand.type, compileExpression(context, node.operand));
    if (node.target.kind === 'class' && node.target.symbol.form === 'class') {
        return `(${code} instanceof ${context.links.class(node.target.symbol)})`;
    }
    return `${context.operation('isInstance')}(${code},${context.type(node.target)})`;
}

function compileSafeChain(context: BodyContext, node: BoundSafeChain): string {
    const { jsName } = node.temp;
    context.temps.push(jsName);
    const receiver = rowOrNull(context, node.receiver);
    const value = takesFirstRow(node) ? `${context.operation('rowsOrNull')}(${receiver})` : receiver;
    return `((${jsName}=${value})===null?null:${compileExpression(context, node.rest)})`;
}

function refersTo(expression: BoundExpression, local: LocalSymbol): boolean {
    return expression.kind === 'LocalRef' && expression.local === local;
}

/** `[SELECT …]?.Name`: the rest of the chain is about the only row. */
function takesFirstRow(node: BoundSafeChain): boolean {
    const pending: BoundExpression[] = [node.rest];
    for (let part = pending.pop(); part; part = pending.pop()) {
        if (part.kind === 'Convert' && part.conversion === 'firstRow' && refersTo(part.operand, node.temp)) return true;
        pending.push(...childExpressions(part));
    }
    return false;
}

/** Before `?.` and `??` a query without rows gives null instead of raising (Apex Developer Guide, "Safe Navigation Operator"). */
function rowOrNull(context: BodyContext, node: BoundExpression): string {
    if (node.kind !== 'Convert' || node.conversion !== 'firstRow') return compileExpression(context, node);
    return `${context.operation('firstRowOrNull')}(${compileExpression(context, node.operand)})`;
}

function compileSoql(context: BodyContext, node: BoundSoql): string {
    const query = context.links.constant({ kind: 'query', query: node.query }, null);
    return `${context.operation('query')}(${query},[${args(context, node.binds)}],'${node.shape}')`;
}

function compileToken(context: BodyContext, node: BoundToken): string {
    const { token } = node;
    const text = JSON.stringify;
    switch (token.kind) {
        case 'sobjectType': {
            const { describe } = context.describe(token.object);
            return context.links.constant({ kind: 'sobjectType', describe }, describe.name);
        }
        case 'sobjectField': {
            const { describe } = context.describe(token.object);
            return context.links.constant(
                { kind: 'sobjectField', describe, field: token.field },
                `${describe.name}.${token.field}`
            );
        }
        case 'describe':
            return `${context.operation('describeObject')}(${text(token.object)})`;
        case 'fieldDescribe':
            return `${context.operation('describeField')}(${text(token.object)},${text(token.field)})`;
        case 'fieldSet':
            return `${context.operation('fieldSet')}(${text(token.object)},${text(token.fieldSet)})`;
        case 'type':
            return context.links.constant({ kind: 'typeValue', type: token.type }, typeKey(token.type));
    }
}
