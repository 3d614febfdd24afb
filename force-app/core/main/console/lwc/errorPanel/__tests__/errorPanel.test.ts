import ErrorPanel from 'c/errorPanel';
import { listen, mount, query, textsOf } from 'jest-mocks/mount';

const error = { body: { message: 'FB-CON-001: The console could not do that.' }, status: 500 };

describe('c-error-panel', () => {
    it('given an error of the org, when it is shown, then its text is there', () => {
        expect(textsOf(mount('c-error-panel', ErrorPanel, { error }), 'p')).toEqual([
            'Something could not be read',
            'FB-CON-001: The console could not do that.'
        ]);
    });

    it('given an error without a text, when it is shown, then that is said', () => {
        expect(textsOf(mount('c-error-panel', ErrorPanel, { error: {} }), 'p')[1]).toBe(
            'The org did not say what went wrong.'
        );
    });

    it('given an error, when the person tries again, then the page is told', () => {
        const element = mount('c-error-panel', ErrorPanel, { error });
        const retries = listen(element, 'retry');

        query(element, 'lightning-button').click();

        expect(retries).toHaveLength(1);
    });

    it('given an error, when it is checked, then it is accessible', async () => {
        await expect(mount('c-error-panel', ErrorPanel, { error })).toBeAccessible();
    });
});
