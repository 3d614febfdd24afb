export type Verdict = 'held' | 'broken' | 'not applicable';

/** What one step found out about one assumption. */
export interface Finding {
    readonly verdict: Verdict;
    /** One sentence with what was seen, or why nothing could be seen. */
    readonly evidence: string;
}

export const held = (evidence: string): Finding => ({ verdict: 'held', evidence });
export const broken = (evidence: string): Finding => ({ verdict: 'broken', evidence });
export const notApplicable = (evidence: string): Finding => ({ verdict: 'not applicable', evidence });

/** @param holds whether what was seen bears the assumption out */
export const judged = (holds: boolean, evidence: string): Finding => (holds ? held(evidence) : broken(evidence));
