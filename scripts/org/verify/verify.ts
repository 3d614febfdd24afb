import { readAssumptions, type Assumption } from './assumptions.ts';
import { broken, type Verdict } from './finding.ts';
import { Footprint } from './footprint.ts';
import { VERIFY_STEPS } from './steps/index.ts';
import type { VerifyStep, VerifyTarget } from './target.ts';

/** One assumption and what became of it. */
export interface VerifyLine {
    readonly number: number;
    readonly id: string | null;
    readonly assumption: string;
    readonly verdict: Verdict | 'by hand';
    readonly evidence: string;
}

export interface VerifyReport {
    readonly org: string;
    readonly runAs: string;
    readonly finishedAt: string;
    /** True in the local org: then this says something about the steps and nothing about Salesforce. */
    readonly provesOnlyTheScript: boolean;
    /** What could not be put back; empty when the org is as it was. */
    readonly leftBehind: readonly string[];
    readonly lines: readonly VerifyLine[];
}

/** Runs every scripted step and puts the org back; nothing it meets in one step keeps the next one from running. */
export async function verifyOrg(
    target: VerifyTarget,
    print: (line: string) => void,
    steps: readonly VerifyStep[] = VERIFY_STEPS,
    assumptions: readonly Assumption[] = readAssumptions()
): Promise<VerifyReport> {
    const footprint = await Footprint.take(target);
    const findings = new Map<string, Pick<VerifyLine, 'verdict' | 'evidence'>>();
    let leftBehind: string[] = [];
    try {
        for (const step of steps) {
            print(`${step.id} …`);
            // A step that cannot be carried out has not borne its assumption out, whatever the reason.
            const finding = await step.run(target).catch((fault: Error) => broken(`The step failed: ${fault.message}`));
            findings.set(step.id, finding);
            print(`  ${finding.verdict}: ${finding.evidence}`);
        }
    } finally {
        print('Putting the org back as it was …');
        leftBehind = await footprint.restore();
    }
    return {
        org: target.responder.instanceUrl,
        runAs: target.responderName,
        finishedAt: new Date().toISOString(),
        provesOnlyTheScript: target.isLocal,
        leftBehind,
        lines: assumptions.map((assumption) => lineOf(assumption, findings))
    };
}

function lineOf(
    { number, text, scriptedBy, step }: Assumption,
    findings: ReadonlyMap<string, Pick<VerifyLine, 'verdict' | 'evidence'>>
): VerifyLine {
    if (scriptedBy === null) return { number, id: null, assumption: text, verdict: 'by hand', evidence: step };
    const finding = findings.get(scriptedBy) ?? {
        verdict: 'not applicable' as const,
        evidence: 'The step was not run.'
    };
    return { number, id: scriptedBy, assumption: text, verdict: finding.verdict, evidence: finding.evidence };
}

/** Nothing is broken and nothing was left behind. What could not be tried here does not count against the org. */
export const passed = ({ lines, leftBehind }: VerifyReport): boolean =>
    leftBehind.length === 0 && lines.every(({ verdict }) => verdict !== 'broken');
