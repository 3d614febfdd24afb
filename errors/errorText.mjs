// Plain JavaScript, because scripts/run.mjs needs it before anything is installed.
import { readFileSync } from 'node:fs';

/** @type {ReadonlyMap<string, { text: string, action: string }>} */
const entries = new Map(
    JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')).map((entry) => [entry.code, entry])
);

/**
 * The message of an error of the catalogue, as Apex writes it: `code: what happened. what to do.`
 * @param {string} code
 * @param {readonly unknown[]} args what stands for `{0}`, `{1}` …
 * @returns {string}
 * @throws {RangeError} when the catalogue has no such code
 */
export function errorText(code, ...args) {
    const entry = entries.get(code);
    if (!entry) throw new RangeError(`errors/catalogue.json has no ${code}`);
    return `${code}: ${entry.text} ${entry.action}`.replace(/\{(\d)\}/g, (_, index) =>
        String(args[Number(index)] ?? '')
    );
}
