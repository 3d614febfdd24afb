import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorEntry } from '../catalogue.ts';
import { faultsOf, renderApex, renderDocs } from '../catalogue.ts';
import { PROJECT } from '../firebreakOrg.ts';
import { ToolError } from '../toolError.ts';

const entry = (changes: Partial<ErrorEntry> = {}): ErrorEntry => ({
    code: 'FB-TST-001',
    name: 'THING_MISSING',
    area: 'test',
    text: 'The thing {0} is missing.',
    action: 'Add it.',
    severity: 'error',
    ...changes
});

describe('faultsOf', () => {
    it('given a sound catalogue, when it is checked, then no fault is found', () => {
        expect(faultsOf([entry(), entry({ code: 'FB-TST-002', name: 'OTHER_MISSING' })])).toEqual([]);
    });

    it('given two entries with the same code and name, when it is checked, then both are reported', () => {
        const faults = faultsOf([entry(), entry()]);
        expect(faults).toEqual(['FB-TST-001: FB-TST-001 is used twice', 'FB-TST-001: THING_MISSING is used twice']);
    });

    it.each([
        ['an apostrophe in the text', { text: "It's missing." }],
        ['a loose brace in the text', { text: 'The thing {name} is missing.' }],
        ['a code of another form', { code: 'FB-1' }],
        ['a name that is no constant', { name: 'thingMissing' }],
        ['an unknown severity', { severity: 'fatal' }],
        ['a blank action', { action: ' ' }],
        ['an argument in the action', { action: 'Add {0}.' }]
    ])('given %s, when it is checked, then exactly that is reported', (_, changes) => {
        expect(faultsOf([entry(changes)])).toHaveLength(1);
    });
});

describe('renderApex', () => {
    it('given entries in any order, when the class is rendered, then the constants are sorted by code', () => {
        const apex = renderApex([entry({ code: 'FB-TST-002', name: 'SECOND' }), entry({ name: 'FIRST' })]);
        expect(apex.indexOf('ErrorDefinition FIRST')).toBeGreaterThan(-1);
        expect(apex.indexOf('ErrorDefinition FIRST')).toBeLessThan(apex.indexOf('ErrorDefinition SECOND'));
    });

    it('given an apostrophe in the action, when the class is rendered, then the Apex string is escaped', () => {
        expect(renderApex([entry({ action: "Ask the org's admin." })])).toContain("'Ask the org\\'s admin.'");
    });
});

describe('the errors of the tools', () => {
    it('given an entry of the tools, when the class is rendered, then Apex does not get it', () => {
        expect(renderApex([entry({ area: 'drills' })])).not.toContain('FB-TST-001');
        expect(renderDocs([entry({ area: 'drills' })])).toContain('FB-TST-001');
    });

    it('given arguments, when an error is made, then it says what happened and what to do', () => {
        const error = new ToolError('FB-RUN-008', 'PORT', 'abc');
        expect([error.code, error.message]).toEqual([
            'FB-RUN-008',
            'FB-RUN-008: PORT is "abc". Name a port from 1 to 65535, or 0 for any free one.'
        ]);
    });

    it('given a code that the catalogue does not have, when an error is made, then that is a fault of the tool', () => {
        expect(() => new ToolError('FB-TST-999')).toThrow(RangeError);
    });

    it('given all sources of the tools, when their codes are looked up, then the catalogue has every one', () => {
        const catalogue = readFileSync(path.join(PROJECT, 'errors/catalogue.json'), 'utf8');
        const unknown = ['scripts', 'deploy-check/src', 'errors'].flatMap((folder) =>
            readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
                .filter((name) => /\.m?ts$|\.mjs$/.test(name) && !name.startsWith('test'))
                .flatMap(
                    (name) => readFileSync(path.join(PROJECT, folder, name), 'utf8').match(/FB-[A-Z]{3}-\d{3}/g) ?? []
                )
                .filter((code) => !catalogue.includes(`"${code}"`))
        );
        expect([...new Set(unknown)]).toEqual([]);
    });
});

describe('renderDocs', () => {
    it('given a bar in the text, when the page is rendered, then the table keeps its columns', () => {
        expect(renderDocs([entry({ text: 'a|b' })])).toContain('| FB-TST-001 | error | a\\|b | Add it. |');
    });
});
