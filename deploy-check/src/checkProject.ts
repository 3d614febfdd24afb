import { CheckError } from './checkError.ts';
import { CheckContext } from './context.ts';
import type { Finding, Rule } from './rule.ts';
import { RULES } from './rules.ts';
import { startJavaTools } from './rules/apexTools.ts';

export interface CheckOptions {
    /** Ids of rules to leave out. */
    readonly without?: readonly string[];
    /** Asks every tool again, also about files that did not change since it was asked. */
    readonly fresh?: boolean;
}

export interface CheckOutcome {
    readonly context: CheckContext;
    /** By file, line and column. */
    readonly findings: readonly Finding[];
    /** What was left out, and why. */
    readonly notes: readonly string[];
    readonly rules: readonly Rule[];
}

/**
 * Checks an SFDX project with all rules that apply to it.
 * @throws CheckError when the folder is no project, or its configuration names a rule that is not there
 */
export async function checkProject(directory: string, options: CheckOptions = {}): Promise<CheckOutcome> {
    const known = new Set(RULES.map(({ id }) => id));
    const context = new CheckContext(directory, options.fresh);
    const unknown = [...context.configuration.policies, ...(options.without ?? [])].find((id) => !known.has(id));
    if (unknown !== undefined) throw new CheckError(`There is no rule "${unknown}"; docs/deploy-rules.md lists them.`);
    const rules = RULES.filter(
        ({ id, optional }) => !(options.without ?? []).includes(id) && (optional !== true || context.isOn(id))
    );
    if (rules.some(({ id }) => id === 'apex/apex-ls')) startJavaTools(context);
    const found = await Promise.all(rules.map((rule) => findingsOf(rule, context)));
    return { context, findings: inOrder(distinct(found.flat())), notes: [...new Set(context.notes)], rules };
}

async function findingsOf(rule: Rule, context: CheckContext): Promise<Finding[]> {
    const faults = await rule.check(context);
    return faults.map((fault) => ({ ...fault, rule: rule.id, mend: rule.mend }));
}

/** The same thing is told once, also when two sources found it. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
    return [
        ...new Map(
            findings.map((finding) => [
                `${finding.rule}|${finding.path}:${finding.line}:${finding.column}|${finding.message}`,
                finding
            ])
        ).values()
    ];
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
    return [...findings].sort(
        (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column
    );
}
