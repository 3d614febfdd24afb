import CutPreview from 'c/cutPreview';
import { mount, query, textOf } from 'jest-mocks/mount';

const IMPACT = {
    key: 'Credit_Scoring',
    label: 'Credit Scoring',
    vendor: 'Scorex',
    fallback: 'Queue',
    jobs: 2,
    waiting: 3,
    callouts: 40,
    reads: 5,
    serviceUser: 'score@firebreak.example',
    sessions: 4,
    people: 6,
    leverLabels: ['Open the breaker', 'Abort jobs']
};
const PREVIEW = { impacts: [IMPACT], others: [], pullsLevers: true, jobs: 2 };
const show = (properties: object) => mount('c-cut-preview', CutPreview, { preview: PREVIEW, ...properties });
const cell = (element: HTMLElement, name: string) => textOf(element, `tr[data-key] [data-cell="${name}"]`);

describe('c-cut-preview', () => {
    it('given an integration, when it is shown, then who and what stops stands in plain words', () => {
        const element = show({});

        expect(cell(element, 'callers')).toBe('A place in the queue, sent after closing');
        expect(cell(element, 'work')).toBe('2 job(s), 3 call(s) waiting already');
        expect(cell(element, 'traffic')).toBe('40 callout(s) of Apex and flows, 5 read(s) through the API');
        expect(cell(element, 'people')).toBe('6 person(s) use its credentialscore@firebreak.example: 4 session(s)');
        expect(textOf(element, '[data-part="levers"]')).toBe('Levers that are pulled: Open the breaker, Abort jobs');
    });

    it.each([
        ['Block', 'An error at once'],
        ['DefaultAnswer', 'The agreed default answer']
    ])('given the fallback %s, when it is shown, then what callers get is "%s"', (fallback, text) => {
        expect(cell(show({ preview: { ...PREVIEW, impacts: [{ ...IMPACT, fallback }] } }), 'callers')).toBe(text);
    });

    it('given a viewer who may not see sessions, when it is shown, then that is said and not taken for none', () => {
        const element = show({ preview: { ...PREVIEW, impacts: [{ ...IMPACT, people: 0, sessions: undefined }] } });

        expect(cell(element, 'people')).toBe('score@firebreak.example: its sessions are not visible to you');
    });

    it('given a large group, when it is shown, then the others are named and no lever is promised', () => {
        const element = show({ preview: { ...PREVIEW, others: ['Chat', 'Sync'], pullsLevers: false } });

        expect(textOf(element, '[data-part="others"]')).toBe('Stops as well: Chat, Sync');
        expect(textOf(element, '[data-part="levers"]')).toBe('');
    });

    it('given a slow org, when nothing is read yet, then the person is told not to wait', () => {
        expect(textOf(show({ preview: undefined }), '[role="status"]')).toContain('You need not wait');
    });

    it('given a failure, when it is shown, then the person is told that cutting off works all the same', () => {
        expect(textOf(show({ preview: undefined, isFailed: true }), '[role="status"]')).toContain('works all the same');
        expect(query(show({ preview: undefined, isFailed: true }), 'table')).toBeNull();
    });

    it('given a preview, when it is checked, then it is accessible', async () => {
        await expect(show({})).toBeAccessible();
    });
});
