import { errorText } from '../errors/errorText.mjs';

/** A fault with a code of the catalogue: what happened, and what to do about it. */
export class ToolError extends Error {
    readonly code: string;

    /** @param args what stands for `{0}`, `{1}` … in the text of the catalogue */
    constructor(code: string, ...args: readonly unknown[]) {
        super(errorText(code, ...args));
        this.code = code;
    }
}
