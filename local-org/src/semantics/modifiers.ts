import type { AnnotationNode, Expression, ModifierName, Modifiers } from '../syntax/ast.ts';
import type { Compilation } from './compilation.ts';
import * as messages from './messages/index.ts';
import type { AnnotationSymbol, Sharing, Visibility } from './symbols.ts';

const scopes: readonly ModifierName[] = ['public', 'private', 'protected', 'global'];
const sharings: readonly ModifierName[] = ['with sharing', 'without sharing', 'inherited sharing'];

/** Plural names as the platform's findings use them. */
export type Declared =
    | 'classes'
    | 'interfaces'
    | 'enums'
    | 'fields'
    | 'properties'
    | 'methods'
    | 'interface methods'
    | 'constructors'
    | 'locals'
    | 'parameters';

const allowed: Readonly<Record<Declared, readonly ModifierName[]>> = {
    classes: [...scopes, ...sharings, 'abstract', 'virtual'],
    interfaces: [...scopes, 'virtual'],
    enums: scopes,
    fields: [...scopes, 'static', 'final', 'transient', 'webservice'],
    properties: [...scopes, 'static', 'transient', 'virtual', 'abstract', 'override', 'final', 'webservice'],
    methods: [...scopes, 'static', 'abstract', 'virtual', 'override', 'final', 'testmethod', 'webservice'],
    'interface methods': [],
    constructors: scopes,
    locals: ['final', 'transient'],
    parameters: ['final']
};

/** Annotations that Apex knows; any other is a finding. */
const annotations: ReadonlySet<string> = new Set([
    'auraenabled',
    'deprecated',
    'future',
    'httpdelete',
    'httpget',
    'httppatch',
    'httppost',
    'httpput',
    'invocablemethod',
    'invocablevariable',
    'istest',
    'jsonaccess',
    'namespaceaccessible',
    'readonly',
    'remoteaction',
    'restresource',
    'suppresswarnings',
    'testsetup',
    'testvisible'
]);

/** Each modifier at most once, one scope, and only those that stand on this kind of declaration. */
export function checkModifiers(compilation: Compilation, path: string, modifiers: Modifiers, on: Declared): void {
    const seen = new Set<ModifierName>();
    for (const name of modifiers.names) {
        if (seen.has(name)) compilation.report(path, modifiers.span, messages.duplicateModifier(name));
        else if (!allowed[on].includes(name)) {
            compilation.report(
                path,
                modifiers.span,
                messages.modifierRefused(name, on === 'interface methods' ? 'interface methods' : on)
            );
        }
        seen.add(name);
    }
    if (scopes.filter((name) => seen.has(name)).length > 1)
        compilation.report(path, modifiers.span, messages.oneScope());
    for (const node of modifiers.annotations) {
        if (!annotations.has(node.name.text.toLowerCase())) {
            compilation.report(path, node.name.span, messages.unknownAnnotation(node.name.text));
        }
    }
}

export function visibilityOf(modifiers: Modifiers, otherwise: Visibility): Visibility {
    if (modifiers.names.includes('webservice')) return 'global';
    return (modifiers.names.find((name) => scopes.includes(name)) as Visibility | undefined) ?? otherwise;
}

export function sharingOf(modifiers: Modifiers): Sharing {
    const name = modifiers.names.find((candidate) => sharings.includes(candidate));
    return name ? (name.slice(0, name.indexOf(' ')) as Sharing) : null;
}

export const has = (modifiers: Modifiers, name: ModifierName): boolean => modifiers.names.includes(name);

export function annotationsOf(modifiers: Modifiers): AnnotationSymbol[] {
    return modifiers.annotations.map(annotationOf);
}

export function annotationNode(modifiers: Modifiers, name: string): AnnotationNode | null {
    return modifiers.annotations.find((node) => node.name.text.toLowerCase() === name) ?? null;
}

function annotationOf(node: AnnotationNode): AnnotationSymbol {
    return {
        name: node.name.text.toLowerCase(),
        args: new Map(node.args.map((arg) => [arg.name.toLowerCase(), literalText(arg.value)]))
    };
}

function literalText(value: Expression): string {
    if (value.kind === 'Literal') return value.value;
    if (value.kind === 'Name') return value.name.text;
    if (value.kind === 'FieldAccess') return `${literalText(value.target)}.${value.name.text}`;
    return '';
}

const ranks: readonly Visibility[] = ['private', 'protected', 'public', 'global'];

export function isLessVisible(a: Visibility, b: Visibility): boolean {
    return ranks.indexOf(a) < ranks.indexOf(b);
}
