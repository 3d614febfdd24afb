/** Findings of the checker in the platform's wording; `code` is stable across releases and wording. */
export interface Message {
    readonly code: string;
    readonly text: string;
}

/** Declares one kind of finding. */
export const define =
    <A extends readonly unknown[]>(code: string, text: (...args: A) => string) =>
    (...args: A): Message => ({ code: `apex/${code}`, text: text(...args) });
