import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../src/project/jsonFault.ts';

describe('finding a fault in JSON', () => {
    it.each([
        ['{"a": [1, -2.5e3, true, null, "x\\n"], "b": {}}', null],
        ['', { offset: 0, expected: 'a value' }],
        ['{"a": 1,}', { offset: 8, expected: 'a property name in double quotes' }],
        ["{'a': 1}", { offset: 1, expected: 'a property name in double quotes' }],
        ['{"a" 1}', { offset: 5, expected: "':'" }],
        ['[1 2]', { offset: 3, expected: "',' or ']'" }],
        ['{"a": 1', { offset: 7, expected: "',' or '}'" }],
        ['[01]', { offset: 2, expected: "',' or ']'" }],
        ['{} x', { offset: 3, expected: 'the end of the file' }]
    ])('given %s, when it is read, then the fault is %o', (text, expected) => {
        expect(findJsonFault(text)).toEqual(expected);
    });
});
