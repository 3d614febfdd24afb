import type { CheckContext } from './context.ts';

/** Where something is wrong, and what. Lines and columns count from 1; the path is relative to the project's root. */
export interface Fault {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
}

/** One kind of mistake that an org would refuse, or that a policy of the project forbids. */
export interface Rule {
    /** `area/kind`, stable. */
    readonly id: string;
    readonly title: string;
    /** What makes the platform or the project refuse it. */
    readonly why: string;
    /** What to do about a finding. */
    readonly mend: string;
    /** True for rules that only hold where `config/deploy-check.json` asks for them. */
    readonly optional?: boolean;
    readonly check: (context: CheckContext) => readonly Fault[] | Promise<readonly Fault[]>;
}

/** A fault with the rule that found it. */
export interface Finding extends Fault {
    readonly rule: string;
    readonly mend: string;
}

export interface Located {
    readonly line: number;
    readonly column: number;
}

export const START: Located = { line: 1, column: 1 };

export function faultAt(path: string, place: Located, message: string): Fault {
    return { path, line: place.line, column: place.column, message };
}
