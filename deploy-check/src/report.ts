import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { table } from 'table';
import type { CheckOutcome } from './checkProject.ts';
import type { Finding, Rule } from './rule.ts';

export type Format = 'text' | 'json' | 'sarif';

export function render(outcome: CheckOutcome, format: Format): string {
    switch (format) {
        case 'json':
            return JSON.stringify({ findings: outcome.findings, notes: outcome.notes }, null, 2);
        case 'sarif':
            return JSON.stringify(sarif(outcome), null, 2);
        case 'text':
            return text(outcome);
    }
}

function text({ findings, notes, rules, context }: CheckOutcome): string {
    const rows = findings.map(({ path, line, column, rule, message, mend }) => [
        `${path}:${line}:${column}`,
        rule,
        message,
        mend
    ]);
    // Places are never broken, so that an editor can follow them.
    const columns = { 2: { width: 56, wrapWord: true }, 3: { width: 48, wrapWord: true } };
    const grid =
        rows.length === 0
            ? ''
            : table([['Place', 'Rule', 'What is wrong', 'How to mend it'], ...rows], {
                  columns
              });
    const summary = `${findings.length} finding(s) by ${rules.length} rules in ${context.files.length} files`;
    return [grid, ...notes, summary].filter((line) => line !== '').join('\n');
}

/** SARIF 2.1.0, as code hosts and editors read it. */
function sarif({ context, findings, notes, rules }: CheckOutcome): Log {
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: { driver: { name: 'deploy-check', rules: rules.map(toDescriptor) } },
                originalUriBaseIds: { [SOURCE_ROOT]: { uri: `${pathToFileURL(context.root).href}/` } },
                invocations: [
                    {
                        executionSuccessful: true,
                        toolExecutionNotifications: notes.map((text) => ({ level: 'note', message: { text } }))
                    }
                ],
                results: findings.map((finding) => toResult(finding, rules))
            }
        ]
    };
}

/** Paths of results are relative to it; code hosts put their own checkout in its place. */
const SOURCE_ROOT = '%SRCROOT%';

function toDescriptor({ id, title, why, mend }: Rule): ReportingDescriptor {
    return {
        id,
        shortDescription: { text: title },
        fullDescription: { text: why },
        help: { text: mend },
        defaultConfiguration: { level: 'error' }
    };
}

function toResult({ path, line, column, rule, message }: Finding, rules: readonly Rule[]): Result {
    const uri = path.split('/').map(encodeURIComponent).join('/');
    return {
        ruleId: rule,
        ruleIndex: rules.findIndex(({ id }) => id === rule),
        level: 'error',
        message: { text: message },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri, uriBaseId: SOURCE_ROOT },
                    region: { startLine: line, startColumn: column }
                }
            }
        ]
    };
}
