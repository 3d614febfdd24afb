import { table } from 'table';
import type { CheckOutcome } from './checkProject.ts';
import type { Finding } from './rule.ts';

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
    const columns = [{ width: 52 }, { width: 30 }, { width: 56 }, { width: 50 }];
    const grid =
        rows.length === 0
            ? ''
            : table([['Place', 'Rule', 'What is wrong', 'How to mend it'], ...rows], {
                  columns: columns.map((column) => ({ ...column, wrapWord: false }))
              });
    const summary = `${findings.length} finding(s) by ${rules.length} rules in ${context.files.length} files`;
    return [grid, ...notes, summary].filter((line) => line !== '').join('\n');
}

/** SARIF 2.1.0, as code hosts and editors read it. */
function sarif({ findings, rules }: CheckOutcome): object {
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'deploy-check',
                        rules: rules.map(({ id, title, why, mend }) => ({
                            id,
                            shortDescription: { text: title },
                            fullDescription: { text: why },
                            help: { text: mend }
                        }))
                    }
                },
                results: findings.map(toResult)
            }
        ]
    };
}

function toResult({ path, line, column, rule, message }: Finding): object {
    return {
        ruleId: rule,
        level: 'error',
        message: { text: message },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') },
                    region: { startLine: line, startColumn: column }
                }
            }
        ]
    };
}
