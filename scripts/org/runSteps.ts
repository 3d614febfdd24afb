import { errorText } from '../../errors/errorText.mjs';
import type { SalesforceCli } from './cli.ts';
import { factAt, fill, type Facts, type Step } from './step.ts';

export interface RunResult {
    /** Every step that had to succeed did. */
    readonly completed: boolean;
    readonly facts: Facts;
    /** Ids of the steps that were left out, or failed where that is allowed. */
    readonly leftOut: readonly string[];
    /** What the failed step printed; empty when all went well. */
    readonly failure: string;
}

/** Runs the steps in their order, says what each does, and stops at the first that fails. */
export async function runSteps(
    steps: readonly Step[],
    cli: SalesforceCli,
    print: (line: string) => void,
    given: Facts = {}
): Promise<RunResult> {
    const facts: Record<string, string> = { ...given };
    const leftOut: string[] = [];
    for (const [index, step] of steps.entries()) {
        const place = `[${index + 1}/${steps.length}]`;
        if (step.needs !== undefined && leftOut.includes(step.needs)) {
            print(`${place} ${step.title}: left out, because it needs "${step.needs}".`);
            leftOut.push(step.id);
            continue;
        }
        print(`${place} ${step.title} …`);
        const failure = await runStep(step, cli, facts);
        if (failure === null) continue;
        if (step.optional === undefined) {
            print(failureText(step, failure));
            return { completed: false, facts, leftOut, failure };
        }
        print(`${failure.trim()}\nGoing on without it. ${step.optional}`);
        leftOut.push(step.id);
    }
    return { completed: true, facts, leftOut, failure: '' };
}

/** @returns what went wrong, or null */
async function runStep(step: Step, cli: SalesforceCli, facts: Record<string, string>): Promise<string | null> {
    const command = step.command.map((part) => fill(part, facts));
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, facts)]));
    if (!step.learns) {
        const { code, output } = await cli.run(command, env);
        return code === 0 ? null : output || `sf ended with code ${code}.`;
    }
    const answer = await cli.ask(command, env);
    if (answer.message !== null) return answer.message || `sf ended with code ${answer.code}.`;
    for (const [name, path] of Object.entries(step.learns)) facts[name] = factAt(answer.result, path);
    return null;
}

function failureText(step: Step, failure: string): string {
    // Commands without JSON have shown their messages already; those with it have shown nothing.
    const message = step.learns ? `${failure.trim()}\n` : '';
    return message + errorText('FB-ORG-001', step.title, step.mend);
}
