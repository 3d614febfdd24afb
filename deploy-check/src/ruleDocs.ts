import { RULES } from './rules.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '\\<');

/** The page that lists every rule. */
export function renderRuleDocs(): string {
    const areas = [...new Set(RULES.map(({ id }) => id.split('/')[0] ?? ''))];
    const sections = areas.flatMap((area) => [
        `## ${area}`,
        '',
        '| Rule | What must hold | Why | How to mend it |',
        '| --- | --- | --- | --- |',
        ...RULES.filter(({ id }) => id.startsWith(`${area}/`)).map(
            ({ id, title, why, mend, optional }) =>
                `| \`${id}\`${optional === true ? ' (optional)' : ''} | ${[title, why, mend].map(cell).join(' | ')} |`
        ),
        ''
    ]);
    return [
        '# Rules of the deployability check',
        '',
        'Generated from the rules in `deploy-check/src` by `scripts/check-deploy.ts --write-docs`. `npm run check:deploy` finds what breaks them;',
        'optional rules hold where `config/deploy-check.json` names them.',
        '',
        ...sections
    ].join('\n');
}
