import { afterAll, describe, expect, test } from 'vitest';
import { checkProject } from '../src/checkProject.ts';
import type { Finding } from '../src/rule.ts';
import { RULES } from '../src/rules.ts';
import { baseProject } from './defects/baseProject.ts';
import type { Defect } from './defects/defect.ts';
import { acceptedWays, ownWays } from './defects/accepted.ts';
import { apexDefects } from './defects/apex.ts';
import { apexToolDefects } from './defects/apexTools.ts';
import { flowDefects } from './defects/flows.ts';
import { formulaDefects } from './defects/formulas.ts';
import { lightningDefects } from './defects/lightning.ts';
import { objectDefects } from './defects/objects.ts';
import { platformDefects } from './defects/platform.ts';
import { referenceDefects } from './defects/references.ts';
import { shapeDefects } from './defects/shape.ts';
import { TestProject } from './testProject.ts';

const groups: Readonly<Record<string, readonly Defect[]>> = {
    shape: shapeDefects,
    references: referenceDefects,
    formulas: formulaDefects,
    objects: objectDefects,
    platform: platformDefects,
    flows: flowDefects,
    apex: apexDefects,
    'Lightning web components': lightningDefects
};

/** Each starts processes, or converts the whole project; they run where the defect is theirs to find. */
const SLOW = ['apex/apex-ls', 'apex/pmd', 'apex/platform-syntax', 'shape/package'];

const project = new TestProject(baseProject);

afterAll(() => project.delete());

/** Makes the changes, checks, and takes the changes back. */
async function findingsOf(changes: Defect['changes'], rules: readonly string[]): Promise<readonly Finding[]> {
    project.write(changes);
    try {
        return (await checkProject(project.root, { without: SLOW.filter((id) => !rules.includes(id)) })).findings;
    } finally {
        project.write(Object.fromEntries(Object.keys(changes).map((path) => [path, baseProject[path] ?? null])));
    }
}

/** Expects the defect at its place, and no rule that it does not concern. */
function expectFound(defects: readonly Defect[], findings: readonly Finding[]): void {
    const places = findings.map(({ rule, path, line, column }) => `${rule} ${path}:${line}:${column}`);
    for (const defect of defects) {
        expect(places, places.join('; ')).toContain(`${defect.rule} ${defect.path}:${defect.line}:${defect.column}`);
    }
    const concerned = new Set(defects.flatMap(({ rule, also }) => [rule, ...also]));
    expect(findings.filter(({ rule }) => !concerned.has(rule))).toEqual([]);
}

const together = (all: readonly { readonly changes: Defect['changes'] }[]): Defect['changes'] =>
    Object.assign({}, ...all.map(({ changes }) => changes)) as Defect['changes'];

test('given what orgs accept, when it is checked, then nothing is found', async () => {
    expect(await findingsOf(together(acceptedWays), ['apex/platform-syntax', 'shape/package'])).toEqual([]);
});

test('given a project that asks for no policies, when it breaks some, then nothing is found', async () => {
    expect(await findingsOf(ownWays, [])).toEqual([]);
});

describe.each(Object.entries(groups))('%s', (_, defects) => {
    test.each(defects.map((defect) => [defect.name, defect.rule, defect] as const))(
        'given %s, when the project is checked, then %s finds it there',
        async (_name, _rule, defect) => {
            expectFound([defect], await findingsOf(defect.changes, [defect.rule, ...defect.also]));
        }
    );
});

test('given what only the Java tools find beside what orgs accept, when both are checked, then just the defects are found', async () => {
    const changes = together([...acceptedWays, ...apexToolDefects]);
    const findings = await findingsOf(changes, ['apex/apex-ls', 'apex/pmd']);
    expectFound(apexToolDefects, findings);
    expect(findings).toHaveLength(apexToolDefects.length);
});

test('given the defects, when they are counted, then there are at least 150, and one for every rule', () => {
    const defects = [...Object.values(groups).flat(), ...apexToolDefects];
    const proven = new Set(defects.map(({ rule }) => rule));
    expect(defects.length).toBeGreaterThanOrEqual(150);
    expect(RULES.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual([]);
});
