import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';

const GUIDE = 'docs/guard-your-integration.md';
const FENCE = /^```(\S+)(?: file=(\S+))?\n(.*?)^```$/gms;

const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');

/** Indentation differs between a file and a part of it; words and lines must not. */
const lines = (text: string): string =>
    text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('\n');

const blocks = [...read(GUIDE).matchAll(FENCE)].map(([, language = '', file, code = '']) => ({ language, file, code }));

describe('the guide for developers of integrations', () => {
    test('given its blocks, when they are listed, then there is Apex and metadata and nothing that no file vouches for', () => {
        expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['apex', 'xml']));
        expect(blocks.filter(({ file }) => file === undefined)).toEqual([]);
    });

    test.each(blocks)('given a block of $file, when it is compared with the file, then the file has it', (block) => {
        expect(block.file).toMatch(/^force-app\/samples\//);
        expect(`\n${lines(read(block.file!))}\n`).toContain(`\n${lines(block.code)}\n`);
    });
});
