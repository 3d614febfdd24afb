import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { CheckError } from './checkError.ts';
import { checkProject } from './checkProject.ts';
import { writePackage } from './metadataPackage.ts';
import { render, type Format } from './report.ts';
import { renderRuleDocs } from './ruleDocs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCS = join(ROOT, 'docs/deploy-rules.md');
const USAGE = `npm run check:deploy -- [--project DIR] [--format text|json|sarif] [--output FILE] [--without RULE,…] [--package DIR] [--fresh]
    --package DIR           also write package.xml and package.zip there, as a deployment would send them
    --fresh                 ask every tool again, also about files that did not change since the last run
    --write-docs, --check   write docs/deploy-rules.md, or say whether it is current`;

/** Where a command writes: what was asked for, and what went wrong. */
export interface Streams {
    readonly out: (text: string) => void;
    readonly error: (text: string) => void;
}

/**
 * Runs the command with its arguments, those after its name.
 * @returns the exit code: 0 nothing found, 1 findings or a stale page, 2 the check could not be made
 */
export async function runCommand(args: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
    try {
        const options = readOptions(args);
        if (options.writeDocs || options.checkDocs) return await ruleDocs(options.writeDocs, streams);
        return await check(options, streams);
    } catch (error) {
        if (!(error instanceof CheckError)) throw error;
        streams.error(error.message);
        return 2;
    }
}

interface Options {
    readonly project: string;
    readonly format: Format;
    readonly output: string | undefined;
    readonly without: readonly string[];
    readonly package: string | undefined;
    readonly fresh: boolean;
    readonly writeDocs: boolean;
    readonly checkDocs: boolean;
}

function readOptions(args: readonly string[]): Options {
    const values = parse(args);
    if (!isFormat(values.format)) throw new CheckError(`"${values.format}" is no format: text, json or sarif.`);
    return {
        ...values,
        format: values.format,
        output: values.output,
        without: values.without?.split(',') ?? [],
        package: values.package,
        fresh: values.fresh === true,
        writeDocs: values['write-docs'] === true,
        checkDocs: values.check === true
    };
}

function parse(args: readonly string[]) {
    try {
        return parseArgs({
            args: [...args],
            options: {
                project: { type: 'string', default: ROOT },
                format: { type: 'string', default: 'text' },
                output: { type: 'string' },
                without: { type: 'string' },
                package: { type: 'string' },
                fresh: { type: 'boolean' },
                'write-docs': { type: 'boolean' },
                check: { type: 'boolean' }
            }
        }).values;
    } catch (error) {
        const isUsage =
            error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
        if (!isUsage) throw error;
        throw new CheckError(`${error.message}\n${USAGE}`);
    }
}

const isFormat = (text: string): text is Format => text === 'text' || text === 'json' || text === 'sarif';

async function check(options: Options, { out }: Streams): Promise<0 | 1> {
    const outcome = await checkProject(options.project, { without: options.without, fresh: options.fresh });
    if (options.package !== undefined) {
        mkdirSync(options.package, { recursive: true });
        await writePackage(outcome.context, options.package);
    }
    const report = render(outcome, options.format);
    if (options.output === undefined) out(report);
    else writeFileSync(options.output, `${report}\n`);
    return outcome.findings.length > 0 ? 1 : 0;
}

async function ruleDocs(isWritten: boolean, { error }: Streams): Promise<0 | 1> {
    const page = await format(renderRuleDocs(), { ...(await resolveConfig(DOCS)), filepath: DOCS });
    const isCurrent = existsSync(DOCS) && readFileSync(DOCS, 'utf8') === page;
    if (isWritten) writeFileSync(DOCS, page);
    else if (!isCurrent) error('docs/deploy-rules.md is stale: run npm run check:deploy -- --write-docs');
    return isWritten || isCurrent ? 0 : 1;
}
