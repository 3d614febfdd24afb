import { table } from 'table';
import { passed, type VerifyReport } from './verify.ts';

const WIDTHS = { columns: { 1: { width: 44, wrapWord: true }, 3: { width: 60, wrapWord: true } } };

export function printReport(report: VerifyReport): string {
    const lines = report.lines.map(({ number, assumption, verdict, evidence }) => [
        number,
        assumption,
        verdict,
        evidence
    ]);
    const count = (verdict: string): number => report.lines.filter((line) => line.verdict === verdict).length;
    const sum = ['held', 'broken', 'not applicable', 'by hand']
        .map((verdict) => `${count(verdict)} ${verdict}`)
        .join(', ');
    return [
        table([['#', 'Assumption', 'Verdict', 'Evidence'], ...lines], WIDTHS),
        `${sum}; looked at as ${report.runAs} in ${report.org}.`,
        ...report.leftBehind.map((what) => `LEFT BEHIND: ${what}.`),
        ...(report.leftBehind.length === 0 ? ['The org is as it was before.'] : []),
        ...(report.provesOnlyTheScript
            ? ['This is the local org: the result proves that the script works, and nothing about Salesforce.']
            : []),
        passed(report) ? 'Nothing was found broken.' : 'What is broken has its consequence in docs/verify-in-org.md.'
    ].join('\n');
}
