import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrgMetadata } from '../../src/server/metadata/orgMetadata.ts';

describe('the metadata of an org over restarts', () => {
    let folder: string;
    const classFile = (name: string): string => join(folder, 'project/force-app/classes', `${name}.cls`);
    const write = (name: string, text: string): void => writeFileSync(classFile(name), text);
    const open = (): OrgMetadata => OrgMetadata.open(join(folder, 'state'), join(folder, 'project'), {});
    const deploy = (files: Readonly<Record<string, string | null>>): OrgMetadata => {
        const metadata = open();
        const changes = Object.entries(files).map(
            ([name, text]) => [`classes/${name}.cls`, text === null ? null : Buffer.from(text)] as const
        );
        const store = metadata.store.with(new Map(changes));
        metadata.adopt(store, metadata.write(store));
        metadata.tidy();
        return metadata;
    };
    const texts = ({ store }: OrgMetadata): Record<string, string> =>
        Object.fromEntries([...store.files].map(([path, text]) => [path.slice(8, -4), text.toString()]));
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'org-metadata-'));
        mkdirSync(join(folder, 'project/force-app/classes'), { recursive: true });
        const project = { packageDirectories: [{ path: 'force-app' }], sourceApiVersion: '66.0' };
        writeFileSync(join(folder, 'project/sfdx-project.json'), JSON.stringify(project));
        write('A', 'a');
        write('B', 'b');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('given nothing deployed, when the org is opened, then it is what the project says', () => {
        const metadata = open();
        expect([texts(metadata), metadata.folder]).toEqual([{ A: 'a', B: 'b' }, null]);
        expect(existsSync(join(folder, 'state'))).toBe(false);
    });

    it('given a deployment, when the org is opened again, then it is what was deployed, from its folder', () => {
        const { folder: place } = deploy({ A: 'a2', B: null, C: 'c' });
        const metadata = open();
        expect([texts(metadata), metadata.folder]).toEqual([{ A: 'a2', C: 'c' }, place]);
    });

    it('given a project that changed since, when the org is opened, then its changes come on top of what was deployed', () => {
        deploy({ A: 'a2', C: 'c' });
        write('B', 'b3');
        write('D', 'd');
        expect(texts(open())).toEqual({ A: 'a2', B: 'b3', C: 'c', D: 'd' });
        rmSync(classFile('B'));
        expect(texts(open())).toEqual({ A: 'a2', C: 'c', D: 'd' });
    });

    it('given a project that caught up with what was deployed, when the org is opened, then the project is what counts', () => {
        deploy({ A: 'a2' });
        write('A', 'a2');
        const metadata = open();
        expect([texts(metadata), metadata.folder]).toEqual([{ A: 'a2', B: 'b' }, null]);
    });

    it('given several deployments, when all is tidied, then the folder of the last one is left', () => {
        deploy({ A: 'a2' });
        deploy({ A: 'a3' });
        const folders = readdirSync(join(folder, 'state/metadata')).filter((name) => name.startsWith('candidate-'));
        expect([folders.length, texts(open())]).toEqual([1, { A: 'a3', B: 'b' }]);
    });
});
