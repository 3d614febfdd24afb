import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';
import { secretsFrom, signIn, signInAgain } from '../org/ci/devHub.ts';
import { GitHubApi, notice, setOutput } from '../org/ci/github.ts';
import { proposeLinks, withInstallLinks } from '../org/ci/installLinks.ts';
import { runMark, sweepOrphans } from '../org/ci/orphans.ts';
import { createVersions, packagingProject, releaseInputs } from '../org/ci/release.ts';
import { installPlan, promotePlan } from '../org/plans/install.ts';
import { FakeCli, type Reply } from './orgFakeCli.ts';

const JWT = { DEVHUB_JWT_KEY: '-----KEY-----', DEVHUB_CLIENT_ID: 'client', DEVHUB_USERNAME: 'hub@example.invalid' };
const AUTH_URL = 'force://PlatformCLI::token@hub.invalid';
const RELEASE = { version: '1.2.3', core: '04tC', shield: '04tS', agentforce: '04tA' };

let fake: FakeCli;
let folder: string;
const lines: string[] = [];
const print = (line: string): void => void lines.push(line);
const use = (replies: readonly Reply[] = []): FakeCli => (fake = new FakeCli(replies));
beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'firebreak-ci-'));
    lines.length = 0;
    use();
});
afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
});

describe('logging in to the Dev Hub', () => {
    test('given a fork, where every secret is an empty text, when it logs in, then nothing is tried and it says no', async () => {
        const secrets = secretsFrom({
            DEVHUB_JWT_KEY: '',
            DEVHUB_CLIENT_ID: '',
            DEVHUB_USERNAME: '',
            DEVHUB_AUTH_URL: ''
        });

        expect(await signIn(fake.cli, secrets, folder, print)).toBe(false);
        expect(fake.calls).toEqual([]);
    });

    test('given a JWT key, when it logs in, then the key stays for the job, readable by its owner only, and is not shown', async () => {
        expect(await signIn(fake.cli, secretsFrom(JWT), folder, print)).toBe(true);

        const [call] = fake.calls;
        const file = call!.args[call!.args.indexOf('--jwt-key-file') + 1]!;
        expect(readFileSync(file, 'utf8')).toBe('-----KEY-----');
        expect(statSync(file).mode & 0o077).toBe(0);
        expect(fake.commands[0]).toContain('org login jwt --username hub@example.invalid');
        expect(fake.commands[0]).not.toContain('-----KEY-----');
    });

    test('given a JWT login that fails and an auth URL, when it logs in, then the auth URL is used and never an argument', async () => {
        use([{ to: 'org login jwt', code: 1, output: 'invalid assertion' }]);

        expect(await signIn(fake.cli, secretsFrom({ ...JWT, DEVHUB_AUTH_URL: AUTH_URL }), folder, print)).toBe(true);

        expect(lines.join()).toContain('invalid assertion');
        expect(fake.commands[1]).toContain('org login sfdx-url');
        expect(fake.commands[1]).not.toContain('token@hub');
        const file = fake.calls[1]!.args[fake.calls[1]!.args.indexOf('--sfdx-url-file') + 1]!;
        expect(existsSync(file)).toBe(false);
    });

    test('given a JWT login that fails and nothing else, when it logs in, then the job fails with the reason', async () => {
        use([{ to: 'org login jwt', code: 1, output: 'invalid assertion' }]);

        await expect(signIn(fake.cli, secretsFrom(JWT), folder, print)).rejects.toThrow(
            /FB-ORG-009.*invalid assertion/
        );
    });

    test('given error C-1016, when there is an auth URL, then a second login by it is made; without one there is none', async () => {
        expect(await signInAgain(fake.cli, print, JWT)).toBe(false);
        expect(fake.calls).toEqual([]);

        expect(await signInAgain(fake.cli, print, { ...JWT, DEVHUB_AUTH_URL: AUTH_URL })).toBe(true);
        expect(fake.commands[0]).toContain('org login sfdx-url');
    });

    test('given a job, when something is to be seen, then outputs and summary get it', () => {
        const output = path.join(folder, 'output');
        const summary = path.join(folder, 'summary');
        writeFileSync(output, '');

        setOutput('available', 'false', { GITHUB_OUTPUT: output });

        expect(readFileSync(output, 'utf8')).toBe('available=false\n');
        expect(notice('No Dev Hub', 'Nothing was tried.', { GITHUB_STEP_SUMMARY: summary })).toBe(
            '::notice title=No Dev Hub::Nothing was tried.'
        );
        expect(readFileSync(summary, 'utf8')).toContain('Nothing was tried.');
    });
});

describe('sweeping orphans', () => {
    const hub = (deletion: Partial<Reply> = {}): Reply[] => [
        {
            to: 'data query --target-org hub --query SELECT SignupUsername',
            result: {
                records: [
                    { SignupUsername: 'over@x.invalid', Description: runMark('11') },
                    { SignupUsername: 'going@x.invalid', Description: runMark('12') },
                    { SignupUsername: 'mine@x.invalid', Description: 'my own trial, run 11' },
                    { SignupUsername: 'bare@x.invalid', Description: null }
                ]
            }
        },
        {
            to: 'data query',
            result: {
                records: ['over', 'going', 'mine', 'bare'].map((name) => ({
                    Id: `2SR${name}`,
                    SignupUsername: `${name}@x.invalid`
                }))
            }
        },
        { to: 'data delete record', ...deletion }
    ];
    const isAlive = async (runId: string): Promise<boolean> => runId === '12';

    test('given orgs of runs and of people, when it sweeps, then only the org of the run that has ended is deleted', async () => {
        use(hub());

        expect(await sweepOrphans(fake.cli, 'hub', isAlive, print)).toEqual({ deleted: 1, failed: 0 });

        const deletions = fake.commands.filter((command) => command.startsWith('data delete'));
        expect(deletions).toHaveLength(1);
        expect(deletions[0]).toContain('--record-id 2SRover');
        expect(lines).toContain('The org of run 12 is in use.');
    });

    test('given an org that cannot be deleted, when it sweeps, then that is counted and said', async () => {
        use(hub({ code: 1, output: 'insufficient access' }));

        expect(await sweepOrphans(fake.cli, 'hub', isAlive, print)).toEqual({ deleted: 0, failed: 1 });
        expect(lines.join()).toContain('insufficient access');
    });
});

describe('releasing', () => {
    const ENV = {
        RELEASE_TAG: 'v1.2.3',
        FIREBREAK_CORE_PACKAGE: '0HoC',
        FIREBREAK_SHIELD_PACKAGE: '0HoS',
        FIREBREAK_AGENTFORCE_PACKAGE: '0HoA'
    };

    test.each([
        ['a tag that is no version', { RELEASE_TAG: 'latest' }],
        ['a missing package', { FIREBREAK_SHIELD_PACKAGE: '' }],
        ['another missing package', { FIREBREAK_AGENTFORCE_PACKAGE: undefined }],
        ['the id of a version in place of a package', { FIREBREAK_CORE_PACKAGE: '04tC' }]
    ])('given %s, when it begins, then it stops before anything is built', (_, changes) => {
        expect(() => releaseInputs({ ...ENV, ...changes })).toThrow('FB-ORG-018');
    });

    test('given the project, when the others are packaged, then each depends on the core that was just built and all have ids', () => {
        const { version, packages } = releaseInputs(ENV);
        const project = packagingProject({ sourceApiVersion: '66.0', replacements: [{}] }, version, packages, '04tC');

        expect(project).toMatchObject({
            sourceApiVersion: '66.0',
            packageAliases: { 'Firebreak Core': '0HoC', 'Firebreak Shield': '0HoS', 'Firebreak Agentforce': '0HoA' },
            packageDirectories: [
                { path: 'force-app/core', versionNumber: '1.2.3.NEXT', default: true },
                {
                    path: 'force-app/shield',
                    definitionFile: 'config/shield-scratch-def.json',
                    dependencies: [{ subscriberPackageVersionId: '04tC' }]
                },
                {
                    path: 'force-app/agentforce',
                    definitionFile: 'config/agentforce-scratch-def.json',
                    dependencies: [{ subscriberPackageVersionId: '04tC' }]
                }
            ]
        });
        expect(JSON.stringify(project)).not.toContain('replacements');
    });

    test('given a Dev Hub, when the versions are created, then core is built first, each with its coverage, and all ids are kept', async () => {
        use([
            { to: 'package version create --package Firebreak Core', result: { SubscriberPackageVersionId: '04tC' } },
            { to: 'package version create --package Firebreak Shield', result: { SubscriberPackageVersionId: '04tS' } },
            {
                to: 'package version create --package Firebreak Agentforce',
                result: { SubscriberPackageVersionId: '04tA' }
            }
        ]);
        const { version, packages } = releaseInputs(ENV);

        expect(await createVersions(fake.cli, version, packages, print)).toEqual(RELEASE);
        expect(fake.commands).toHaveLength(3);
        expect(fake.commands[0]).toContain('Firebreak Core');
        expect(fake.commands.every((command) => command.includes('--code-coverage'))).toBe(true);
    });

    test('given a version that cannot be built, when they are created, then nothing is built on it', async () => {
        use([{ to: 'package version create', code: 1, output: 'Variable does not exist' }]);
        const { version, packages } = releaseInputs(ENV);

        await expect(createVersions(fake.cli, version, packages, print)).rejects.toThrow('FB-ORG-019');
        expect(fake.commands).toHaveLength(1);
    });

    test('given an org without Event Monitoring, when the release is installed, then core alone is, for admins only', () => {
        const options = { alias: 'clean', edition: 'base' as const, days: 1, devHub: 'hub', description: 'x' };
        const packages = installPlan(RELEASE, options).filter(({ command }) => command[1] === 'install');

        expect(packages.map(({ command }) => command[command.indexOf('--package') + 1])).toEqual(['04tC']);
        expect(packages[0]!.command).toEqual(expect.arrayContaining(['--security-type', 'AdminsOnly']));
    });

    test.each([
        ['shield', '04tS'],
        ['agentforce', '04tA']
    ] as const)(
        'given an org for %s, when the release is installed, then that package is too, after core',
        (edition, id) => {
            const options = { alias: 'clean', edition, days: 1, devHub: 'hub', description: 'x' };
            const packages = installPlan(RELEASE, options).filter(({ command }) => command[1] === 'install');

            expect(packages.map(({ command }) => command[command.indexOf('--package') + 1])).toEqual(['04tC', id]);
        }
    );

    test('given a release, when it is promoted, then each version is, without a question', () => {
        const commands = promotePlan(RELEASE, 'hub').map(({ command }) => command.join(' '));

        expect(commands).toHaveLength(3);
        expect(commands[1]).toContain('--package 04tS');
        expect(commands[2]).toContain('--package 04tA');
        expect(commands.every((command) => command.includes('--no-prompt'))).toBe(true);
    });
});

describe('the links of the README', () => {
    const readme = readFileSync(path.join(PROJECT, 'README.md'), 'utf8');

    test('given the README, when it is linked, then the links stand in it once and lead to each version', async () => {
        const linked = await withInstallLinks(readme, RELEASE);

        expect(linked).toContain('https://login.salesforce.com/packaging/installPackage.apexp?p0=04tC');
        expect(linked).toContain('https://test.salesforce.com/packaging/installPackage.apexp?p0=04tS');
        expect(linked).toContain('https://test.salesforce.com/packaging/installPackage.apexp?p0=04tA');
        expect(linked.match(/<!-- install-links -->/g)).toHaveLength(1);
    });

    test('given a README with links, when the next release links, then the old ones are gone and the rest is as it was', async () => {
        const first = await withInstallLinks(readme, RELEASE);
        const second = await withInstallLinks(first, {
            version: '2.0.0',
            core: '04tX',
            shield: '04tY',
            agentforce: '04tZ'
        });

        expect(second).not.toContain('04tC');
        expect(second).toContain('p0=04tX');
        expect(await withInstallLinks(second, RELEASE)).toBe(first);
    });

    test('given a README without its place, when it is linked, then that is an error', async () => {
        await expect(withInstallLinks('# Other\n', RELEASE)).rejects.toThrow('FB-ORG-020');
    });

    describe('at GitHub', () => {
        const asked: { method: string; url: string; body: Record<string, string> }[] = [];
        let server: Server;
        beforeEach(async () => {
            asked.length = 0;
            server = createServer((request, response) => {
                const chunks: Buffer[] = [];
                request.on('data', (chunk: Buffer) => chunks.push(chunk));
                request.on('end', () => {
                    const text = Buffer.concat(chunks).toString('utf8');
                    asked.push({ method: request.method!, url: request.url!, body: text ? JSON.parse(text) : {} });
                    const answer = request.url!.includes('/contents/')
                        ? { sha: 'blob', content: Buffer.from(readme).toString('base64') }
                        : { object: { sha: 'head' }, html_url: 'https://github.invalid/pulls/1' };
                    response.writeHead(request.url!.includes('gone') ? 404 : 200, {
                        'content-type': 'application/json'
                    });
                    response.end(JSON.stringify(answer));
                });
            });
            await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        });
        afterEach(() => void server.close());
        const api = (): GitHubApi =>
            new GitHubApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}/repos/x/y`, 'token');

        test('given a release, when the links are proposed, then they come as a pull request and main is not written', async () => {
            expect(await proposeLinks(api(), RELEASE, 'main')).toBe('https://github.invalid/pulls/1');

            expect(asked.map(({ method, url }) => `${method} ${url.replace('/repos/x/y', '')}`)).toEqual([
                'GET /git/ref/heads/main',
                'POST /git/refs',
                'GET /contents/README.md?ref=release-links-1.2.3',
                'PUT /contents/README.md',
                'POST /pulls'
            ]);
            expect(asked[3]!.body).toMatchObject({ branch: 'release-links-1.2.3', sha: 'blob' });
            expect(Buffer.from(asked[3]!.body.content!, 'base64').toString('utf8')).toContain('04tS');
        });

        test('given a run that GitHub has forgotten, when it is asked for, then there is no answer and no error', async () => {
            expect(await api().request('GET', '/actions/runs/gone')).toBeNull();
        });
    });
});
