import type { Expression, SwitchBranch, SwitchStatement } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression, BoundStatement, BoundSwitchBranch } from './bound.ts';
import { isError } from './compilation.ts';
import { canBeInstance, convertTo } from './conversions.ts';
import { bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { isPrimitive, platformView } from './platformMembers.ts';
import { bindBlock } from './statements.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType } from './types.ts';
import { displayName } from './types.ts';
import { typeText } from './variables.ts';

export function bindSwitch(body: Body, node: SwitchStatement): BoundStatement {
    const value = bindExpression(body, node.value);
    if (!isError(value.type) && !isSwitchable(value.type))
        body.report(node.value.span, messages.switchType(typeText(value)));
    if (node.branches.length === 0) body.report(node.span, messages.switchWithoutBranches());
    const mode = node.branches.some((branch) => branch.when.kind === 'Type') || isRecord(value.type) ? 'type' : 'value';
    const seen = new Set<string>();
    const branches = node.branches.map((branch, i) => {
        if (branch.when.kind === 'Else' && i < node.branches.length - 1)
            body.report(branch.span, messages.whenElseNotLast());
        return bindBranch(body, branch, value.type, seen);
    });
    return { kind: 'Switch', value, mode, branches, ...at(node.span) };
}

const isRecord = (type: ApexType): boolean => type.kind === 'sobject';

const enumConstants = (body: Body, type: ApexType): readonly string[] | null => {
    if (type.kind === 'class' && type.symbol.form === 'enum') return type.symbol.enumConstants;
    if (type.kind === 'platform' && type.form === 'enum')
        return platformView(body.compilation, type)?.type.enumConstants ?? null;
    return null;
};

function isSwitchable(type: ApexType): boolean {
    if (isPrimitive(type, 'Integer', 'Long', 'String')) return true;
    return isRecord(type) || type.kind === 'object' || type.kind === 'class' || type.kind === 'platform';
}

function bindBranch(body: Body, branch: SwitchBranch, type: ApexType, seen: Set<string>): BoundSwitchBranch {
    const { when } = branch;
    const { line } = branch.span;
    switch (when.kind) {
        case 'Else':
            return { line, values: null, type: null, body: bindBlock(body, branch.body) };
        case 'Type': {
            const target = resolveType(body.compilation, { record: body.record, path: body.path }, when.type);
            checkTypeBranch(body, target, type, when.type.span);
            checkTwice(body, displayName(target), when.type.span, seen);
            return body.inScope(() => {
                const local = body.declare(when.name.text, target, when.name.span);
                return { line, values: null, type: { type: target, local }, body: bindBlock(body, branch.body) };
            });
        }
        case 'Values': {
            const values = when.values.map((value) => bindValue(body, value, type, seen));
            return { line, values, type: null, body: bindBlock(body, branch.body) };
        }
    }
}

function checkTypeBranch(body: Body, target: ApexType, type: ApexType, span: SwitchBranch['span']): void {
    if (isError(target) || isError(type)) return;
    const fits =
        (target.kind === 'sobject' && target.name !== null) || target.kind === 'class' || target.kind === 'platform';
    if (!fits || (target.kind === type.kind && displayName(target) === displayName(type))) {
        body.report(span, messages.whenTypeRefused(displayName(target)));
    } else if (!canBeInstance(body.compilation, type, target)) {
        body.report(span, messages.incompatibleCast(displayName(type), displayName(target)));
    }
}

function checkTwice(body: Body, text: string, span: SwitchBranch['span'], seen: Set<string>): void {
    const key = text.toLowerCase();
    if (seen.has(key)) body.report(span, messages.whenDuplicate(text));
    seen.add(key);
}

function bindValue(body: Body, node: Expression, type: ApexType, seen: Set<string>): BoundExpression {
    const constants = enumConstants(body, type);
    if (constants) return bindConstant(body, node, type, constants, seen);
    const value = bindExpression(body, node);
    if (isError(value.type) || isError(type)) return value;
    const isNull = value.type.kind === 'null';
    if (isRecord(type) && !isNull) return body.fail(node.span, messages.whenNeedsType());
    if (value.kind === 'Literal') checkTwice(body, String(value.value), node.span, seen);
    else if (value.kind !== 'Unary' && !isConstantField(value)) return body.fail(node.span, messages.whenNotLiteral());
    const converted = convertTo(body.compilation, value, type);
    if (converted) return converted;
    return body.fail(node.span, messages.whenValueType(typeText(value), displayName(type)));
}

const isConstantField = (value: BoundExpression): boolean =>
    value.kind === 'Field' && value.field.symbol === 'field' && value.field.isStatic && value.field.isFinal;

function bindConstant(
    body: Body,
    node: Expression,
    type: ApexType,
    constants: readonly string[],
    seen: Set<string>
): BoundExpression {
    if (node.kind === 'Literal' && node.type === 'Null') {
        checkTwice(body, 'null', node.span, seen);
        return bindExpression(body, node);
    }
    if (node.kind === 'FieldAccess') return body.fail(node.span, messages.whenEnumQualified());
    if (node.kind !== 'Name') return body.fail(node.span, messages.whenNotLiteral());
    const ordinal = constants.findIndex((constant) => constant.toLowerCase() === node.name.text.toLowerCase());
    if (ordinal < 0) return body.fail(node.span, messages.unknownVariable(node.name.text));
    checkTwice(body, constants[ordinal]!, node.span, seen);
    return { kind: 'EnumConstant', name: constants[ordinal]!, ordinal, type, ...at(node.span) };
}
