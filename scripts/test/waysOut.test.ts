import { describe, expect, it } from 'vitest';
import { loadProject, type Project } from '../../local-org/src/project/index.ts';
import { PROJECT } from '../firebreakOrg.ts';
import { renderPage } from '../waysOut/page.ts';
import { faultsOf, WAYS, waysOutOf } from '../waysOut/waysOut.ts';

const { project } = loadProject(PROJECT);

/** The project with one more record, for example a lever. */
const withRecord = (type: string, label: string, values: Record<string, string | boolean>): Project => ({
    ...project,
    customMetadata: [
        ...project.customMetadata,
        {
            type,
            developerName: label.replaceAll(' ', '_'),
            label,
            isProtected: false,
            values: new Map(Object.entries(values)),
            places: new Map(),
            path: `${label}.md-meta.xml`
        }
    ]
});
const named = (of: Project, name: string) => waysOutOf(of).find((way) => way.name === name)!;
const labels = (entries: readonly { readonly label: string }[]): string[] => entries.map(({ label }) => label);

describe('the ways out of this project', () => {
    it('given the project as it is, when its records are compared with it, then they claim nothing that is not there', () => {
        expect(faultsOf(project)).toEqual([]);
    });

    it('given the project as it is, when the ways are listed, then each is watched', () => {
        expect(waysOutOf(project).map(({ name }) => name)).toEqual([...WAYS]);
        for (const way of waysOutOf(project)) expect(way.seenThrough, way.name).not.toHaveLength(0);
    });

    it('given a policy that blocks, when its way is listed, then it counts among what closes it, and one that only tells does not', () => {
        expect(labels(named(project, 'External client').closedBy)).toContain('Policy Firebreak Api Query');
        expect(labels(named(project, 'Guest or login or right').closedBy)).not.toContain('Policy Firebreak Permission');
    });

    it('given a lever, when its ways are listed, then it closes each of them and no other', () => {
        const more = withRecord('Containment_Lever__mdt', 'Pull the plug', {
            Class__c: 'OpenBreakerLever',
            Way_Out__c: 'Apex callout, Event subscriber'
        });

        expect(faultsOf(more)).toEqual([]);
        expect(labels(named(more, 'Apex callout').closedBy)).toContain('Pull the plug');
        expect(labels(named(more, 'Event subscriber').closedBy)).toContain('Pull the plug');
        expect(labels(named(more, 'Flow callout').closedBy)).not.toContain('Pull the plug');
    });

    it('given a source that is switched off, when its way is listed, then nobody believes that it watches', () => {
        const more = withRecord('Signal_Source__mdt', 'Sleeper', { Active__c: false, Way_Out__c: 'Apex callout' });

        expect(labels(named(more, 'Apex callout').seenThrough)).not.toContain('Sleeper');
    });
});

describe('claims that are not true', () => {
    it.each([
        [
            'a lever whose class is gone',
            withRecord('Containment_Lever__mdt', 'Ghost', { Class__c: 'NoSuchLever', Way_Out__c: 'Apex callout' }),
            'the project has no class NoSuchLever'
        ],
        [
            'a way out that nobody knows',
            withRecord('Containment_Lever__mdt', 'Carrier', { Class__c: 'OpenBreakerLever', Way_Out__c: 'Pigeon' }),
            '"Pigeon" is no way out'
        ],
        [
            'a source that watches nothing',
            withRecord('Signal_Source__mdt', 'Idle', { Active__c: true }),
            'it names no way out'
        ],
        [
            'a policy source without a policy',
            { ...project, transactionSecurityPolicies: [] },
            'no active policy on ApiEvent'
        ],
        ['a flow source without a flow', { ...project, flows: [] }, 'no active flow on LoginAnomalyEvent'],
        ['a way that nothing watches', { ...project, customMetadata: [] }, 'nothing watches the way out "Apex callout"']
    ])('given %s, when the records are compared with the project, then that is said', (_, changed, fault) => {
        expect(faultsOf(changed).join('\n')).toContain(fault);
    });
});

describe('the page', () => {
    it('given a way that nothing closes, when the page is rendered, then it says so', () => {
        expect(renderPage([{ name: 'Apex callout', seenThrough: [], closedBy: [] }])).toContain(
            '| Apex callout | **nothing** | **nothing** |'
        );
    });

    it('given words with a bar in them, when the page is rendered, then the table stays one', () => {
        const page = renderPage([
            { name: 'Apex callout', seenThrough: [], closedBy: [{ label: 'a|b', description: 'c|d' }] }
        ]);

        expect(page).toContain('| a\\|b | c\\|d |');
    });
});
