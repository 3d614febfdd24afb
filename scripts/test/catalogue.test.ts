import { describe, expect, it } from 'vitest';
import type { ErrorEntry } from '../catalogue.ts';
import { faultsOf, renderApex, renderDocs } from '../catalogue.ts';

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
        ['a blank action', { action: ' ' }]
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

describe('renderDocs', () => {
    it('given a bar in the text, when the page is rendered, then the table keeps its columns', () => {
        expect(renderDocs([entry({ text: 'a|b' })])).toContain('| FB-TST-001 | error | a\\|b | Add it. |');
    });
});
