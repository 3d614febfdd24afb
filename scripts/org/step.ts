import { ToolError } from '../toolError.ts';

/** One step on the way to an org, as data: what `sf` is asked to do and what a person does if it fails. */
export interface Step {
    readonly id: string;
    readonly title: string;
    /** Arguments of `sf`; `{name}` stands for a fact that was given or learned. */
    readonly command: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** Facts to keep, each with its path in the JSON answer, for example `{ username: 'username' }`. */
    readonly learns?: Readonly<Record<string, string>>;
    /** What to do when it fails. */
    readonly mend: string;
    /** Set when the way goes on without it: what is missing then. */
    readonly optional?: string;
    /** Id of the optional step without which this one makes no sense. */
    readonly needs?: string;
}

export type Facts = Readonly<Record<string, string>>;

/** Replaces `{name}` by the fact. @throws ToolError FB-ORG-002 when no step before it has learned the fact */
export function fill(text: string, facts: Facts): string {
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const fact = facts[name];
        if (fact === undefined)
            throw new ToolError('FB-ORG-002', `No step has found out the ${name} that a later one needs.`);
        return fact;
    });
}

/** The fact at a path such as `fields.username`. @throws ToolError FB-ORG-002 when the answer has none */
export function factAt(answer: unknown, path: string): string {
    let value = answer;
    for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
    if (typeof value !== 'string')
        throw new ToolError('FB-ORG-002', `The answer of the Salesforce CLI has no ${path}.`);
    return value;
}
