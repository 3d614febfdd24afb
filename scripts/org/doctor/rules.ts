import path from 'node:path';
import type { Connection } from 'jsforce';
import { createOrg } from '../../../local-org/src/org/index.ts';
import { fine, missing, type Diagnosis } from './diagnosis.ts';

/** What the org's own `RuleCheck` says about the active rules. */
interface Answer {
    readonly rules: number;
    /** FB-DET-010 for each field that makes a rule impossible. */
    readonly problems: readonly string[];
}

/** No Apex runs when custom metadata is saved, so the check is asked for. The answer travels in an exception: anonymous Apex returns nothing. */
const ASK = `
    List<String> problems = new List<String>();
    for (RuleProblem problem : RuleCheck.problems()) {
        problems.add(problem.message());
    }
    Map<String, Object> answer = new Map<String, Object>{
        'rules' => DetectionRules.records().size(),
        'problems' => problems
    };
    throw new IllegalArgumentException('RULES' + JSON.serialize(answer));`;
const WHAT = 'Detection rules';

/** The rules of a project, checked by its own Apex in a local org of the moment. */
export function checkProjectRules(directory: string): Diagnosis[] {
    const org = createOrg({ projectDir: path.resolve(directory), stateDir: null, mode: 'test' });
    try {
        const { problem, exception } = org.runAnonymous(org.admin, ASK);
        return diagnoseRules(problem?.message ?? exception?.apexMessage ?? '');
    } finally {
        org.close();
    }
}

/** The rules of an org, checked by its own Apex. */
export async function checkOrgRules(org: Connection): Promise<Diagnosis[]> {
    const { compileProblem, exceptionMessage } = await org.tooling.executeAnonymous(ASK);
    return diagnoseRules(compileProblem ?? exceptionMessage ?? '');
}

/** One line for each reason why a rule cannot work, or one that all can. @param text what the Apex ended with */
export function diagnoseRules(text: string): Diagnosis[] {
    const [, json] = /RULES(\{.*\})/s.exec(text) ?? [];
    if (json === undefined)
        return [
            missing(WHAT, `could not be checked: ${text}`, 'Deploy Firebreak, and ask as a user who may author Apex.')
        ];
    const { rules, problems } = JSON.parse(json) as Answer;
    if (problems.length === 0) return [fine(WHAT, `${rules} active, each can work`)];
    return problems.map((problem) =>
        missing(
            WHAT,
            problem,
            'Correct the field on the Detection Rule record; docs/detection-rules.md names what it allows.'
        )
    );
}
