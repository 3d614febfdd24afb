import type {
    ClassDeclaration,
    FieldDeclaration,
    MethodDeclaration,
    Modifiers,
    TypeNode
} from '../../local-org/src/syntax/index.ts';
import type { CheckContext } from './context.ts';

export interface InvocableAction {
    /** By name in lower case; null when the input is no class of the project, so that its inputs are not known. */
    readonly inputs: ReadonlyMap<string, { readonly required: boolean }> | null;
}

/** Classes of the project with an invocable method, by name in lower case. */
export function invocableActions(context: CheckContext): ReadonlyMap<string, InvocableAction> {
    return context.once('invocableActions', () => {
        const classes = context.apexUnits.flatMap(({ unit }) =>
            unit.kind === 'TypeUnit' && unit.type.kind === 'Class' ? [unit.type] : []
        );
        return new Map(
            classes.flatMap((declaration) => {
                const method = declaration.members.find(
                    (member): member is MethodDeclaration =>
                        member.kind === 'Method' && has(member.modifiers, 'invocablemethod')
                );
                return method === undefined
                    ? []
                    : [
                          [
                              declaration.name.text.toLowerCase(),
                              { inputs: inputsOf(declaration, method, classes) }
                          ] as const
                      ];
            })
        );
    });
}

const has = (modifiers: Modifiers, name: string): boolean =>
    modifiers.annotations.some((one) => one.name.text.toLowerCase() === name);

function inputsOf(
    owner: ClassDeclaration,
    method: MethodDeclaration,
    classes: readonly ClassDeclaration[]
): InvocableAction['inputs'] {
    const item = method.params[0]?.type.args[0];
    const type = item === undefined ? null : classNamed(item, owner, classes);
    // What a superclass adds is not looked for: then no input can be called unknown.
    if (type === null || type.extends !== null) return null;
    const variables = type.members.filter(
        (member): member is FieldDeclaration =>
            (member.kind === 'Field' || member.kind === 'Property') && has(member.modifiers, 'invocablevariable')
    );
    return new Map(
        variables.flatMap((variable) => {
            const annotation = variable.modifiers.annotations.find(
                ({ name }) => name.text.toLowerCase() === 'invocablevariable'
            );
            const required =
                annotation?.args.some(
                    ({ name, value }) =>
                        name.toLowerCase() === 'required' && value.kind === 'Literal' && value.value === 'true'
                ) ?? false;
            return namesOf(variable).map((name) => [name.toLowerCase(), { required }] as const);
        })
    );
}

/** Properties have one name, fields may declare several. */
function namesOf(variable: FieldDeclaration | { readonly name: { readonly text: string } }): readonly string[] {
    return 'declarators' in variable ? variable.declarators.map(({ name }) => name.text) : [variable.name.text];
}

function classNamed(
    type: TypeNode,
    owner: ClassDeclaration,
    classes: readonly ClassDeclaration[]
): ClassDeclaration | null {
    const names = type.names.map(({ text }) => text.toLowerCase());
    const inner = (outer: ClassDeclaration, name: string): ClassDeclaration | null =>
        outer.members.find(
            (member): member is ClassDeclaration => member.kind === 'Class' && member.name.text.toLowerCase() === name
        ) ?? null;
    const top = (name: string): ClassDeclaration | null =>
        classes.find((one) => one.name.text.toLowerCase() === name) ?? null;
    const [first = '', second] = names;
    if (second === undefined) return inner(owner, first) ?? top(first);
    const outer = top(first);
    return outer === null ? null : inner(outer, second);
}
