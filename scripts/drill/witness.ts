import type { Actor, Step } from './scenario.ts';

/** Who speaks about an actor to the org, and is no actor itself. */
export interface Witness {
    /** @throws ToolError when the org does not take it */
    report(actor: Actor, step: Step): Promise<void>;
}

/** By the step in which they speak. */
export type Witnesses = Readonly<Partial<Record<Step['do'], Witness>>>;
