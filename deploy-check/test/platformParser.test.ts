import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { PlatformParser } from '../src/platformParser.ts';

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
