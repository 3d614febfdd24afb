import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';
import { isHealthy } from '../org/doctor/diagnosis.ts';
import { checkProjectRules, diagnoseRules } from '../org/doctor/rules.ts';

describe('the rules of a project', () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), 'rules-'));
        for (const name of ['force-app', 'sfdx-project.json', 'config'])
            cpSync(path.join(PROJECT, name), path.join(folder, name), { recursive: true });
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    test('given this project, when its rules are checked, then each can work', () => {
        const [found, ...others] = checkProjectRules(PROJECT);

        expect(found).toMatchObject({ what: 'Detection rules', health: 'ok' });
        expect(found!.found).toMatch(/^[1-9]\d* active/);
        expect(others).toEqual([]);
    });

    test('given a rule whose method does not exist, when the rules are checked, then it is missing, with the field and a way to mend it', () => {
        const file = path.join(
            folder,
            'force-app/core/main/detection/customMetadata/Detection_Rule.Canary_Touch.md-meta.xml'
        );
        const before = readFileSync(file, 'utf8');
        writeFileSync(file, before.replace('>CanaryTouch<', '>CanaryTuoch<'));
        expect(readFileSync(file, 'utf8')).not.toBe(before);

        const diagnoses = checkProjectRules(folder);

        expect(isHealthy(diagnoses)).toBe(false);
        expect(diagnoses).toHaveLength(1);
        expect(diagnoses[0]!.found).toMatch(/^FB-DET-010: .*Canary_Touch.*Method__c.*CanaryTuoch/);
        expect(diagnoses[0]!.mend).not.toBe('');
    });
});

describe('the answer of an org about its rules', () => {
    test('given an org that cannot be asked, when that is looked at, then the rules do not count as sound', () => {
        const diagnoses = diagnoseRules('Type is not visible: RuleCheck');

        expect(isHealthy(diagnoses)).toBe(false);
        expect(diagnoses[0]!.found).toContain('Type is not visible: RuleCheck');
    });

    test('given the answer as a client gets it, when it is looked at, then each problem is a line', () => {
        const answer = JSON.stringify({ rules: 2, problems: ['FB-DET-010: one', 'FB-DET-010: two'] });

        const diagnoses = diagnoseRules(`System.IllegalArgumentException: RULES${answer}`);

        expect(diagnoses.map(({ health, found }) => [health, found])).toEqual([
            ['missing', 'FB-DET-010: one'],
            ['missing', 'FB-DET-010: two']
        ]);
    });
});
