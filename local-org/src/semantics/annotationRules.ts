import type { ClassRecord, Compilation } from './compilation.ts';
import { annotation, isError } from './compilation.ts';
import type { MemberSources } from './members.ts';
import * as messages from './messages/index.ts';
import { annotationNode } from './modifiers.ts';
import { checkRestResource } from './restResources.ts';
import type { MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import { displayName } from './types.ts';

/** What annotated methods must look like. */
export function checkAnnotations(compilation: Compilation, record: ClassRecord, sources: MemberSources): void {
    if (record.symbol.form !== 'class') return;
    checkRestResource(compilation, record, sources);
    for (const method of record.symbol.methods) {
        const node = sources.methods.get(method)!;
        const report = (message: messages.Message, annotated: string): void => {
            const span = annotationNode(node.modifiers, annotated)?.name.span ?? node.name.span;
            compilation.report(record.symbol.path, annotated === '' ? node.name.span : span, message);
        };
        if (annotation(method, 'future')) checkFuture(method, report);
        if (annotation(method, 'auraenabled')) checkAura(record, method, report);
        if (annotation(method, 'invocablemethod')) checkInvocable(record, method, report);
        if (method.isTestMethod) checkTest(record, method, report);
        if (annotation(method, 'testsetup')) checkTestSetup(method, report);
    }
}

type Report = (message: messages.Message, annotated: string) => void;

function checkFuture(method: MethodSymbol, report: Report): void {
    if (!method.isStatic) report(messages.modifierRequires('Future', 'methods', 'static'), 'future');
    if (method.returnType.kind !== 'void')
        report(messages.returnTypeRefused('Future', displayName(method.returnType)), 'future');
    for (const param of method.params) {
        if (!isFutureParameter(param.type))
            report(messages.parameterTypeRefused('Future', displayName(param.type)), 'future');
    }
}

/** Primitives and collections of them: a future method must not see stale records. */
function isFutureParameter(type: ApexType): boolean {
    if (isError(type) || type.kind === 'primitive') return true;
    if (type.kind === 'list' || type.kind === 'set') return isFutureParameter(type.element);
    return type.kind === 'map' && isFutureParameter(type.key) && isFutureParameter(type.value);
}

function checkAura(record: ClassRecord, method: MethodSymbol, report: Report): void {
    if (!method.isStatic) {
        if (method.params.length > 0) report(messages.auraInstanceParameters(), 'auraenabled');
        else if (!method.name.toLowerCase().startsWith('get')) report(messages.auraInstanceName(), 'auraenabled');
    }
    const twins = (record.methods.get(method.name.toLowerCase()) ?? []).filter((other) =>
        annotation(other, 'auraenabled')
    );
    if (twins.length > 1 && twins[0] !== method) report(messages.auraOverload(method.name), 'auraenabled');
}

function checkInvocable(record: ClassRecord, method: MethodSymbol, report: Report): void {
    if (!method.isStatic) report(messages.modifierRequires('InvocableMethod', 'methods', 'static'), 'invocablemethod');
    if (method.params.length > 1) report(messages.invocableParameters(), 'invocablemethod');
    for (const param of method.params) {
        if (!isError(param.type) && param.type.kind !== 'list') {
            report(messages.invocableParameterType(displayName(param.type)), 'invocablemethod');
        }
    }
    const { returnType } = method;
    if (returnType.kind !== 'void' && returnType.kind !== 'list' && !isError(returnType)) {
        report(messages.returnTypeRefused('InvocableMethod', displayName(returnType)), 'invocablemethod');
    }
    const all = record.symbol.methods.filter((other) => annotation(other, 'invocablemethod'));
    if (all.length > 1 && all[0] !== method) report(messages.onlyOneMethodWith('InvocableMethod'), 'invocablemethod');
}

function checkTest(record: ClassRecord, method: MethodSymbol, report: Report): void {
    if (!record.symbol.isTest) {
        report(messages.definingTypeRequires('Test method', 'the class be annotated with IsTest'), 'istest');
        return;
    }
    if (!method.isStatic) report(messages.modifierRequires('Test', 'methods', 'static'), 'istest');
    if (method.params.length > 0) report(messages.testWithParameters(), 'istest');
    if (method.returnType.kind !== 'void')
        report(messages.returnTypeRefused('Test', displayName(method.returnType)), 'istest');
}

function checkTestSetup(method: MethodSymbol, report: Report): void {
    if (!method.isStatic) report(messages.modifierRequires('TestSetup', 'methods', 'static'), 'testsetup');
    if (method.params.length > 0) report(messages.testWithParameters(), 'testsetup');
    if (method.returnType.kind !== 'void') report(messages.testSetupReturn(), 'testsetup');
}
