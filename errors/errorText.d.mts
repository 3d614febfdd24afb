/**
 * The message of an error of the catalogue, as Apex writes it: `code: what happened. what to do.`
 * @param args what stands for `{0}`, `{1}` …
 * @throws RangeError when the catalogue has no such code
 */
export function errorText(code: string, ...args: readonly unknown[]): string;
