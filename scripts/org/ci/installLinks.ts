import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROJECT } from '../../firebreakOrg.ts';
import type { GitHubApi } from './github.ts';
import type { Release } from './release.ts';
import { ToolError } from '../../toolError.ts';

const START = '<!-- install-links -->';
const END = '<!-- /install-links -->';
const HEADING = '## Install in an org\n';

/** Puts the links to a release into the README: in place of the last ones, else below the heading about installing. */
export async function withInstallLinks(readme: string, release: Release): Promise<string> {
    const file = path.join(PROJECT, 'README.md');
    // Formatted, because the pull request has to pass the formatting check.
    return format(linked(readme, release), { ...(await resolveConfig(file)), filepath: file });
}

function linked(readme: string, release: Release): string {
    const block = `${START}\n\n${linksOf(release)}\n\n${END}`;
    const start = readme.indexOf(START);
    const end = readme.indexOf(END);
    if (start >= 0 && end > start) return readme.slice(0, start) + block + readme.slice(end + END.length);
    if (!readme.includes(HEADING)) throw new ToolError('FB-ORG-020', START, HEADING.trim());
    return readme.replace(HEADING, `${HEADING}\n${block}\n`);
}

function linksOf({ version, core, shield, agentforce }: Release): string {
    const link = (host: string, id: string): string =>
        `https://${host}.salesforce.com/packaging/installPackage.apexp?p0=${id}`;
    const row = (name: string, id: string): string =>
        `| ${name} | [sandbox](${link('test', id)}) | [production](${link('login', id)}) | \`npx sf package install -p ${id} -s AdminsOnly\` |`;
    return [
        `Version ${version}, core first:`,
        '',
        '| Package | | | By command |',
        '| --- | --- | --- | --- |',
        row('Core', core),
        row('Shield (needs Event Monitoring)', shield),
        row('Agentforce (needs the platform’s own models)', agentforce)
    ].join('\n');
}

interface Content {
    readonly sha: string;
    readonly content: string;
}

/** Proposes the links as a pull request, so that a person sees them before they are public. @returns its address */
export async function proposeLinks(github: GitHubApi, release: Release, base: string): Promise<string> {
    const branch = `release-links-${release.version}`;
    const head = await required(github.request<{ object: { sha: string } }>('GET', `/git/ref/heads/${base}`), base);
    await github.request('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha: head.object.sha });
    const readme = await required(github.request<Content>('GET', `/contents/README.md?ref=${branch}`), 'README.md');
    const text = await withInstallLinks(Buffer.from(readme.content, 'base64').toString('utf8'), release);
    const message = `Link version ${release.version}`;
    await github.request('PUT', '/contents/README.md', {
        message,
        branch,
        sha: readme.sha,
        content: Buffer.from(text).toString('base64')
    });
    const proposal = {
        title: message,
        head: branch,
        base,
        body: 'Links to the installed and promoted package versions.'
    };
    return (await required(github.request<{ html_url: string }>('POST', '/pulls', proposal), 'pulls')).html_url;
}

async function required<T>(answer: Promise<T | null>, what: string): Promise<T> {
    const found = await answer;
    if (found === null) throw new ToolError('FB-ORG-010', `GitHub knows no ${what} in this repository.`);
    return found;
}
