import { describe, expect, it } from 'vitest';
import { globPattern, IgnoreRules } from '../../src/project/pathPattern.ts';

describe('ignore rules', () => {
    it.each([
        ['*.ts', 'a/b/c.ts', true],
        ['*.ts', 'a/b/c.tsx', false],
        ['**/__tests__/**', 'force-app/lwc/x/__tests__/x.test.js', true],
        ['**/jsconfig.json', 'force-app/lwc/jsconfig.json', true],
        ['draft/', 'force-app/draft/A.cls', true],
        ['/force-app/draft', 'force-app/draft/A.cls', true],
        ['/draft', 'force-app/draft/A.cls', false],
        ['force-app/*.cls', 'force-app/deep/A.cls', false],
        ['file[0-9].txt', 'file7.txt', true],
        ['a.c', 'abc', false]
    ])('given the rule %s, when %s is asked for, then the answer is %s', (rule, path, expected) => {
        expect(new IgnoreRules(rule).ignores(path)).toBe(expected);
    });

    it('given a later rule that takes back, when a path matches both, then it is kept', () => {
        const rules = new IgnoreRules('*.cls\n!Kept.cls\n');
        expect([rules.ignores('a/Lost.cls'), rules.ignores('a/Kept.cls')]).toEqual([true, false]);
    });
});

describe('globs', () => {
    it.each([
        ['force-app/**/*.{cls,trigger}', 'force-app/a/b/T.trigger', true],
        ['./force-app/**/*.cls', 'force-app/A.cls', true],
        ['force-app/?.cls', 'force-app/AB.cls', false]
    ])('given the glob %s, when %s is matched, then the answer is %s', (glob, path, expected) => {
        expect(globPattern(glob).test(path)).toBe(expected);
    });
});
