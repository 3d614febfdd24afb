import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { CheckError } from '../deploy-check/src/checkError.ts';
import { checkProject } from '../deploy-check/src/checkProject.ts';
import { writePackage } from '../deploy-check/src/metadataPackage.ts';
import { render, type Format } from '../deploy-check/src/report.ts';
import { renderRuleDocs } from '../deploy-check/src/ruleDocs.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCS = join(ROOT, 'docs/deploy-rules.md');
const USAGE = `npm run check:deploy -- [--project DIR] [--format text|json|sarif] [--output FILE] [--without RULE,…] [--package DIR]
    --write-docs, --check   write docs/deploy-rules.md, or say whether it is current`;

/** @returns the exit code: 0 nothing found, 1 findings or a stale page, 2 the check could not be made */
async function main(): Promise<number> {
    const { values } = parseArgs({
        options: {
            project: { type: 'string', default: ROOT },
            format: { type: 'string', default: 'text' },
            output: { type: 'string' },
            without: { type: 'string' },
            package: { type: 'string' },
            'write-docs': { type: 'boolean' },
            check: { type: 'boolean' }
        }
    });
    if (values['write-docs'] || values.check) return ruleDocs(values.check === true);
    if (!isFormat(values.format)) throw new CheckError(`"${values.format}" is no format: text, json or sarif.`);
    const outcome = await checkProject(values.project, { without: values.without?.split(',') ?? [] });
    if (values.package !== undefined) {
        mkdirSync(values.package, { recursive: true });
        await writePackage(outcome.context, values.package);
    }
    const report = render(outcome, values.format);
    if (values.output === undefined) console.log(report);
    else writeFileSync(values.output, `${report}\n`);
    return outcome.findings.length > 0 ? 1 : 0;
}

const isFormat = (text: string): text is Format => text === 'text' || text === 'json' || text === 'sarif';

async function ruleDocs(checkOnly: boolean): Promise<number> {
    const page = await format(renderRuleDocs(), { ...(await resolveConfig(DOCS)), filepath: DOCS });
    const isCurrent = existsSync(DOCS) && readFileSync(DOCS, 'utf8') === page;
    if (!checkOnly) writeFileSync(DOCS, page);
    else if (!isCurrent) console.error('docs/deploy-rules.md is stale: run npm run check:deploy -- --write-docs');
    return checkOnly && !isCurrent ? 1 : 0;
}

process.exitCode = await main().catch((error: unknown) => {
    const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!(error instanceof CheckError) && !isUsage) throw error;
    console.error(isUsage ? `${error.message}\n${USAGE}` : (error as Error).message);
    return 2;
});
