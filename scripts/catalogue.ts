import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generate } from './generatedFile.ts';

/** One entry of `errors/catalogue.json`, the only place where an error is described. */
export interface ErrorEntry {
    readonly code: string;
    readonly name: string;
    readonly area: string;
    /** What happened; `{0}`, `{1}` … stand for the arguments. */
    readonly text: string;
    /** What the reader should do about it. */
    readonly action: string;
    readonly severity: string;
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const CATALOGUE = 'errors/catalogue.json';
const APEX = 'force-app/core/main/kernel/classes/ErrorCatalogue.cls';
const DOCS = 'docs/errors.md';
const MEMBERS = ['code', 'name', 'area', 'text', 'action', 'severity'] as const;
const SEVERITIES = ['error', 'warning'];
/** Areas whose errors only the command-line tools know; they read the catalogue itself, through `errors/errorText.mjs`. */
const TOOLS: readonly string[] = ['commands', 'components', 'drills', 'orgs'];

/** Every fault of the catalogue as one sentence; empty when it is sound. */
export function faultsOf(entries: readonly ErrorEntry[]): string[] {
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const entry of entries) {
        const id = entry.code ?? entry.name ?? JSON.stringify(entry);
        for (const member of MEMBERS) {
            if (typeof entry[member] !== 'string' || entry[member].trim() === '')
                faults.push(`${id}: ${member} is missing`);
        }
        if (!/^FB-[A-Z]{3}-\d{3}$/.test(entry.code))
            faults.push(`${id}: the code is not FB-, three letters, - and three digits`);
        if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(entry.name))
            faults.push(`${id}: the name ${entry.name} is not UPPER_CASE`);
        if (!SEVERITIES.includes(entry.severity))
            faults.push(`${id}: the severity ${entry.severity} is not one of ${SEVERITIES.join(', ')}`);
        // String.format of Apex follows Java's MessageFormat: an apostrophe or a loose brace changes what is printed.
        if (/'|[{}]/.test((entry.text ?? '').replace(/\{\d\}/g, '')))
            faults.push(`${id}: the text has an apostrophe or a loose brace`);
        if (!TOOLS.includes(entry.area) && /\{\d\}/.test(entry.action ?? ''))
            faults.push(`${id}: the action has an argument, which Apex leaves as it stands`);
        for (const key of [entry.code, entry.name]) {
            if (seen.has(key)) faults.push(`${id}: ${key} is used twice`);
            seen.add(key);
        }
    }
    return faults;
}

const byCode = (a: ErrorEntry, b: ErrorEntry): number => a.code.localeCompare(b.code, 'en');
const apexString = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const tableCell = (value: string): string => value.replaceAll('|', '\\|');

/** The Apex class with one constant for each entry of an area of Apex. */
export function renderApex(entries: readonly ErrorEntry[]): string {
    const ofApex = entries.filter(({ area }) => !TOOLS.includes(area));
    const constants = ofApex.sort(byCode).map((entry) => {
        const parts = [entry.code, entry.text, entry.action, entry.severity].map(apexString).join(', ');
        return `    public static final ErrorDefinition ${entry.name} = new ErrorDefinition(${parts});`;
    });
    return [
        '/**',
        ' * All errors of Firebreak in Apex. Generated from errors/catalogue.json by scripts/catalogue.ts: change the catalogue, not this class.',
        ' */',
        '// One line for each error.',
        '// prettier-ignore',
        'public with sharing class ErrorCatalogue {',
        ...constants,
        '}',
        ''
    ].join('\n');
}

/** The page that lists every error with what to do about it. */
export function renderDocs(entries: readonly ErrorEntry[]): string {
    const rows = [...entries]
        .sort(byCode)
        .map((entry) => `| ${[entry.code, entry.severity, entry.text, entry.action].map(tableCell).join(' | ')} |`);
    return [
        '# Errors',
        '',
        'Generated from `errors/catalogue.json` by `scripts/catalogue.ts`. A message reads `code: what happened. what to do.`',
        '',
        '| Code | Severity | What happened | What to do |',
        '| --- | --- | --- | --- |',
        ...rows,
        ''
    ].join('\n');
}

/** @returns the exit code: 0 fine, 1 the catalogue has faults or (with `check`) a generated file is stale. */
async function main(check: boolean): Promise<number> {
    const entries = JSON.parse(await readFile(join(ROOT, CATALOGUE), 'utf8')) as ErrorEntry[];
    const faults = faultsOf(entries);
    for (const fault of faults) console.error(`${CATALOGUE}: ${fault}`);
    if (faults.length > 0) return 1;
    let stale = 0;
    for (const [path, text] of [
        [APEX, renderApex(entries)],
        [DOCS, renderDocs(entries)]
    ] as const) {
        if (!(await generate(path, text, check, 'npm run build:catalogue'))) stale += 1;
    }
    return stale > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
    void main(process.argv.includes('--check')).then((code) => {
        process.exitCode = code;
    });
}
