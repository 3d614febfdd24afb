import { createContext, Script } from 'node:vm';
import { limitExceeded } from '../../exceptions.ts';
import type { BacktrackingCost } from './backtrackingCost.ts';
import type { CompiledRegex } from './regexCompiler.ts';

/** Longest time for one search; what takes the platform's engine too many steps takes V8's about as long. */
const TIMEOUT_MS = 1000;
/** Texts up to this length cannot make a search long. */
const HARMLESS_LENGTH: Readonly<Record<BacktrackingCost, number>> = {
    linear: Infinity,
    polynomial: 2000,
    exponential: 16
};

const sandbox = createContext({ find: null as (() => RegExpExecArray | null) | null });
const script = new Script('find()');

/** Runs one of a regex's forms from its lastIndex. @throws System.LimitException when backtracking does not come to an end */
export function boundedExec({ cost }: CompiledRegex, form: RegExp, text: string): RegExpExecArray | null {
    if (text.length <= HARMLESS_LENGTH[cost]) return form.exec(text);
    sandbox.find = () => form.exec(text);
    try {
        return script.runInContext(sandbox, { timeout: TIMEOUT_MS }) as RegExpExecArray | null;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        return limitExceeded('Regex too complicated');
    } finally {
        sandbox.find = null;
    }
}
