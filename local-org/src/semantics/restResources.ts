import type { ClassRecord, Compilation } from './compilation.ts';
import { annotation, isError } from './compilation.ts';
import type { MemberSources } from './members.ts';
import * as messages from './messages/index.ts';
import { annotationNode } from './modifiers.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import { displayName } from './types.ts';

const HTTP_ANNOTATIONS = ['HttpDelete', 'HttpGet', 'HttpPatch', 'HttpPost', 'HttpPut'] as const;
const LONGEST_URL = 255;

/** What classes with `@RestResource` and methods with `@HttpGet` and its like must look like. */
export function checkRestResource(compilation: Compilation, record: ClassRecord, sources: MemberSources): void {
    const { symbol } = record;
    const resource = annotation(symbol, 'restresource');
    const node = record.declaration && annotationNode(record.declaration.modifiers, 'restresource');
    if (resource && node) {
        const report = (message: messages.Message): void => compilation.report(symbol.path, node.name.span, message);
        if (symbol.visibility !== 'global') report(messages.modifierRequires('RestResource', 'classes', 'global'));
        const problem = urlProblem(resource.args.get('urlmapping') ?? '');
        if (problem) report(problem);
    }
    for (const name of HTTP_ANNOTATIONS) checkHttpMethods(compilation, record, sources, name);
}

/** An exact address, or one with wildcards that stand for whole parts of the path. */
function urlProblem(url: string): messages.Message | null {
    if (url === '') return messages.restUrlEmpty();
    if (url.length > LONGEST_URL) return messages.restUrlTooLong();
    if (!url.startsWith('/')) return messages.restUrlSlash();
    if (/[^/]\*/.test(url)) return messages.restUrlBeforeWildcard();
    return /\*[^/]/.test(url) ? messages.restUrlAfterWildcard() : null;
}

function checkHttpMethods(
    compilation: Compilation,
    { symbol }: ClassRecord,
    sources: MemberSources,
    name: (typeof HTTP_ANNOTATIONS)[number]
): void {
    const annotated = symbol.methods.filter((method) => annotation(method, name.toLowerCase()));
    for (const [position, method] of annotated.entries()) {
        const span = annotationNode(sources.methods.get(method)!.modifiers, name.toLowerCase())!.name.span;
        for (const message of problemsOf(symbol, method, name)) compilation.report(symbol.path, span, message);
        if (position > 0) compilation.report(symbol.path, span, messages.onlyOneMethodWith(name));
    }
}

function problemsOf(owner: ClassSymbol, method: MethodSymbol, name: string): messages.Message[] {
    const found: messages.Message[] = [];
    if (method.visibility !== 'global') found.push(messages.modifierRequires(name, 'methods', 'global'));
    if (!method.isStatic) found.push(messages.modifierRequires(name, 'methods', 'static'));
    if (!annotation(owner, 'restresource'))
        found.push(messages.modifierRequires(`Defining type for ${name}`, 'methods', 'RestResource'));
    for (const { type } of method.params)
        if (!isTransferable(type)) found.push(messages.parameterTypeRefused(name, displayName(type)));
    const { returnType } = method;
    if (returnType.kind !== 'void' && !isTransferable(returnType))
        found.push(messages.returnTypeRefused(name, displayName(returnType)));
    return found;
}

/** Primitives but Blob, records, lists, maps by String, and classes made of these. @param seen classes that are being looked at */
function isTransferable(type: ApexType, seen: ReadonlySet<ClassSymbol> = new Set()): boolean {
    if (isError(type)) return true;
    switch (type.kind) {
        case 'primitive':
            return type.name !== 'Blob';
        case 'sobject':
            return true;
        case 'list':
            return isTransferable(type.element, seen);
        case 'map':
            return type.key.kind === 'primitive' && type.key.name === 'String' && isTransferable(type.value, seen);
        case 'class':
            return isTransferableClass(type.symbol, seen);
        case 'platform':
            return type.form === 'enum' || type.name.startsWith('ConnectApi.');
        default:
            return false;
    }
}

function isTransferableClass(symbol: ClassSymbol, seen: ReadonlySet<ClassSymbol>): boolean {
    if (symbol.form === 'enum' || seen.has(symbol)) return true;
    const within = new Set([...seen, symbol]);
    return [...symbol.fields, ...symbol.properties].every(
        (member) => member.isStatic || member.isTransient || isTransferable(member.type, within)
    );
}
