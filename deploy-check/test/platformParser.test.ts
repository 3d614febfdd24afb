import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { CheckContext } from '../src/context.ts';
import { PlatformParser } from '../src/platformParser.ts';
import { platformSyntaxFaults } from '../src/platformSyntax.ts';
import { TestProject } from './testProject.ts';

const ENDING = fileURLToPath(new URL('./fixtures/endingParser.ts', import.meta.url));

describe('the process of the Apex parser', () => {
    let parser: PlatformParser;
    afterEach(() => parser.close());

    test('given texts, when they are parsed, then the faulty one is refused and the others are not', async () => {
        parser = new PlatformParser();

        const [sound, faulty] = await Promise.all([
            parser.refusal('public class Sound {}'),
            parser.refusal('public class Faulty {')
        ]);

        expect(sound).toBeNull();
        expect(faulty).toMatch(/\S/);
    });

    test('given a process that ends, when a text is parsed, then that is said, and the next text gets a new process', async () => {
        parser = new PlatformParser(ENDING);

        await expect(parser.refusal('public class One {}')).rejects.toThrow(/ended with 3\.$/);
        await expect(parser.refusal('public class Two {}')).rejects.toThrow(/ended with 3\.$/);
    });
});

describe('the Apex parser of the platform', () => {
    const META = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion></ApexClass>';
    const project = new TestProject({
        'sfdx-project.json': '{ "packageDirectories": [{ "path": "main" }], "sourceApiVersion": "66.0" }',
        'main/classes/Sound.cls': "public class Sound {\n    String euro = '€ 1';\n}",
        'main/classes/Sound.cls-meta.xml': META,
        'main/classes/Faulty.cls': 'public class Faulty {\n    Integer i = ;\n}',
        'main/classes/Faulty.cls-meta.xml': META
    });
    afterEach(() => vi.unstubAllEnvs());
    afterAll(() => project.delete());

    test('given Java or none, when a project is parsed, then the same class is refused in the same words, with its place by Java', async () => {
        const byJava = await platformSyntaxFaults(new CheckContext(project.root, true));
        vi.stubEnv('PATH', '');
        const oneByOne = await platformSyntaxFaults(new CheckContext(project.root, true));

        const path = 'main/classes/Faulty.cls';
        expect(byJava).toEqual([{ path, line: 2, column: 17, message: "Unexpected token ';'." }]);
        expect(oneByOne).toEqual([{ ...byJava[0], line: 1, column: 1 }]);
    });

    test('given a Java that breaks off halfway, when a project is parsed, then what it said until then is not taken for all', async () => {
        project.write({ 'bin/java': "#!/bin/sh\nprintf '1\\t9\\t9\\tHalf of it\\n'\nexit 1\n" });
        chmodSync(join(project.root, 'bin/java'), 0o755);
        vi.stubEnv('PATH', join(project.root, 'bin'));

        const faults = await platformSyntaxFaults(new CheckContext(project.root, true));

        expect(faults.map(({ path, message }) => [path, message])).toEqual([
            ['main/classes/Faulty.cls', "Unexpected token ';'."]
        ]);
    });
});
