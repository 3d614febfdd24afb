import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLwcHost, type LwcHost, type PageViewer } from '../../src/lwc-host/index.ts';

const viewer: PageViewer = {
    userId: '005000000000001AAA',
    name: 'Ada </script> & Co',
    username: 'ada@example.com',
    customPermissions: ['May_Act']
};
const FIXTURE = path.join(import.meta.dirname, 'fixture');

let folder: string;
let host: LwcHost;
const progress: string[] = [];

const build = (projectDir: string) =>
    createLwcHost({ projectDir, cacheDir: path.join(folder, 'pages'), print: (line) => progress.push(line) });
const bodyOf = (address: string): string => Buffer.from(host.handle(address, viewer)!.body).toString('utf8');

/** The scripts that a page loads, the entry first. */
function appScripts(): string {
    const main = bodyOf('/lwc/app/main.js');
    const chunks = [...main.matchAll(/'\.\/(chunks\/[\w-]+\.js)'/g)].map(([, name]) => bodyOf(`/lwc/app/${name}`));
    return [main, ...chunks].join('\n');
}

beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lwc-host-'));
    host = await build(FIXTURE);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('pages of a project', () => {
    test('given an action of record pages, which are not served, when the pages are built, then it is left out', () => {
        expect(appScripts()).not.toContain('only on record pages');
    });

    test('given a tab with a Lightning page, when it is opened, then the shell names its components, properties and title', () => {
        const shell = host.handle('/lightning/n/Greeting_Tab', viewer)!;

        expect(shell.status).toBe(200);
        expect(shell.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(shell.body).toContain('<title>Greeting | Local org</title>');
        expect(pageData(shell.body as string).components).toEqual([
            { tag: 'c-greeting-card', properties: { who: 'World' } }
        ]);
    });

    test('given a Lightning page without a tab, or a component, when its address is opened, then it is shown', () => {
        expect(pageData(bodyOf('/lightning/n/Greeting_Page')).components[0]!.tag).toBe('c-greeting-card');
        expect(pageData(bodyOf('/lightning/cmp/c__greetingCard')).components).toEqual([
            { tag: 'c-greeting-card', properties: {} }
        ]);
    });

    test('given a viewer, when a page is shown, then the name is text and the data cannot end its script element', () => {
        const shell = bodyOf('/lightning/n/Greeting_Tab');

        expect(shell).toContain('Ada &#60;/script&#62; &#38; Co');
        expect(pageData(shell).viewer).toEqual(viewer);
        expect(shell).toContain('href="/login"');
    });

    test('given several tabs with pages, when one is opened, then the shell leads to each and marks where the person is', () => {
        const shell = bodyOf('/lightning/n/Greeting_Tab');

        expect([...shell.matchAll(/<a href="\/lightning.*<\/a>/g)].map(([link]) => link)).toEqual([
            '<a href="/lightning/n/Another_Tab">Another</a>',
            '<a href="/lightning/n/Greeting_Tab" aria-current="page">Greeting</a>'
        ]);
    });

    test('given a page, when it is sent, then its policy lets no script run but those of the org', () => {
        const policy = host.handle('/lightning/n/Greeting_Tab', viewer)!.headers['content-security-policy']!;

        expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]+=*'(;|$)/);
        expect(policy).toContain("default-src 'self'");
    });

    test.each(['/lightning/n/Nothing', '/lightning/cmp/c__nothing', '/lightning/o/Account/list', '/lightning/'])(
        'given no page at %s, when it is opened, then there is no answer',
        (address) => {
            expect(host.owns(address)).toBe(true);
            expect(host.handle(address, viewer)).toBeNull();
        }
    );

    test('given addresses of the API, when they are asked for, then they are none of ours', () => {
        expect(host.owns('/services/data')).toBe(false);
        expect(host.owns('/login')).toBe(false);
    });
});

describe('scripts of a page', () => {
    test('given a component, when its scripts are loaded, then labels, Apex, user and permissions are what the org says', () => {
        const scripts = appScripts();

        expect(scripts).toContain('"Hello, \\"you\\" & <me>"');
        expect(scripts).toContain('apexMethod("GreetingController.greet")');
        expect(scripts).toContain('viewer.userId');
        expect(scripts).toContain('viewer.customPermissions.includes("May_Act")');
        expect(scripts).not.toContain(': string');
    });

    test('given the import map of a page, when it is followed, then every module is there', () => {
        const [, map] = /<script type="importmap">(.*?)<\/script>/.exec(bodyOf('/lightning/n/Greeting_Tab'))!;
        const { imports } = JSON.parse(map!) as { imports: Record<string, string> };

        expect(Object.keys(imports)).toEqual(expect.arrayContaining(['lwc', 'lightning/button', 'lightning/toast']));
        for (const address of Object.values(imports)) {
            expect(host.handle(address, viewer)?.headers['content-type'], address).toBe(
                'text/javascript; charset=utf-8'
            );
        }
    });

    test('given the style sheet of the design system, when it is asked for, then it is there', () => {
        const sheet = host.handle('/lwc/slds/styles/salesforce-lightning-design-system.min.css', viewer)!;

        expect(sheet.headers['content-type']).toBe('text/css; charset=utf-8');
        expect(sheet.body.length).toBeGreaterThan(100_000);
    });

    test.each([
        '/lwc/app/../../package.json',
        '/lwc/app/../app-other/main.js',
        '/lwc/app/none.js',
        '/lwc/app/complete',
        '/lwc/other/main.js'
    ])('given %s, when it is asked for, then nothing outside the page is sent', (address) => {
        expect(host.handle(address, viewer)).toBeNull();
    });
});

describe('building', () => {
    function projectWith(file: string, change: (text: string) => string): string {
        const copy = mkdtempSync(path.join(folder, 'project-'));
        cpSync(FIXTURE, copy, { recursive: true });
        const target = path.join(copy, 'app/lwc/greetingCard', file);
        writeFileSync(target, change(readFileSync(target, 'utf8')));
        return copy;
    }

    test('given nothing changed, when the host is made again, then nothing is built', async () => {
        progress.length = 0;
        const stamp = () =>
            statSync(path.join(folder, 'pages', readdirSync(path.join(folder, 'pages'))[0]!, 'main.js')).mtimeMs;
        const before = stamp();

        const again = await build(FIXTURE);

        expect(progress).toEqual([]);
        expect(stamp()).toBe(before);
        expect(again.handle('/lwc/app/main.js', viewer)!.body).toEqual(host.handle('/lwc/app/main.js', viewer)!.body);
    });

    test.each([
        [
            'a module nobody stands in for',
            `import 'lightning/flowSupport';`,
            'LOC-031: the local org has no stand-in for lightning/flowSupport'
        ],
        ['a label that does not exist', `import '@salesforce/label/c.Missing';`, '@salesforce/label/c.Missing'],
        ['a kind of reference nobody stands in for', `import '@salesforce/site/Id';`, '@salesforce/site/Id'],
        [
            'an export that a stand-in lacks',
            `import { createRecord } from 'lightning/uiRecordApi'; createRecord();`,
            'createRecord'
        ]
    ])('given %s, when the page is built, then the build fails and names it', async (_, line, name) => {
        const project = projectWith('greetingCard.ts', (text) => `${line}\n${text}`);

        await expect(build(project)).rejects.toThrow(name);
    });

    test('given a template that does not compile, when the page is built, then the message names the file', async () => {
        const project = projectWith(
            'greetingCard.html',
            () => '<template><p><lightning-button></lightning-button></template>'
        );

        await expect(build(project)).rejects.toThrow(
            /^LOC-034: app\/lwc\/greetingCard\/greetingCard\.html:1:\d+: LWC\d+/
        );
    });
});

function pageData(shell: string): { components: { tag: string; properties: object }[]; viewer: PageViewer } {
    const [, json] = /<script type="application\/json" id="page-data">(.*?)<\/script>/.exec(shell)!;
    return JSON.parse(json!) as ReturnType<typeof pageData>;
}
