import ReasonForm from 'c/reasonForm';
import { mount, query, settle, textOf, textsOf } from 'jest-mocks/mount';

const show = (properties: object = {}) =>
    mount('c-reason-form', ReasonForm, { sentences: ['All traffic stops.', 'Two people undo it.'], ...properties });

function giveReason(element: HTMLElement, value: string | undefined) {
    const textArea = query(element, 'lightning-textarea');
    textArea.value = value;
    textArea.setCustomValidity = jest.fn();
    textArea.reportValidity = jest.fn();
    return textArea;
}

describe('c-reason-form', () => {
    it('given what will happen, when it is shown, then it stands in plain sentences', () => {
        expect(textsOf(show(), 'p')).toEqual(['All traffic stops.', 'Two people undo it.']);
    });

    it('given a reason, when it is read, then blanks around it are dropped', () => {
        const element = show();
        const textArea = giveReason(element, '  Strange exports. ');

        expect(element.readReason()).toBe('Strange exports.');
        expect(textArea.setCustomValidity).toHaveBeenCalledWith('');
    });

    it.each([[''], ['   '], [undefined]])(
        'given the reason %p, when it is read, then the person is told that it is missing',
        (value) => {
            const element = show();
            const textArea = giveReason(element, value);

            expect(element.readReason()).toBeUndefined();
            expect(textArea.setCustomValidity).toHaveBeenCalledWith('Say why in one sentence.');
            expect(textArea.reportValidity).toHaveBeenCalled();
        }
    );

    it('given a refusal of the org, when it is shown, then its text is an alert', () => {
        const element = show({ error: { body: { message: 'FB-BRK-007: Someone else must approve.' } } });

        expect(textOf(element, '[role="alert"]')).toBe('FB-BRK-007: Someone else must approve.');
    });

    it('given a refusal, when the form can be used again, then the focus is where the person goes on', async () => {
        const element = show({ disabled: true });
        const focus = jest.spyOn(query(element, 'lightning-textarea'), 'focus');

        element.error = { body: { message: 'FB-BRK-007' } };
        await settle();
        expect(focus).not.toHaveBeenCalled();
        element.disabled = false;
        await settle();

        expect(focus).toHaveBeenCalledTimes(1);
    });

    it('given no refusal, when it is shown, then there is no alert', () => {
        expect(query(show(), '[role="alert"]')).toBeNull();
    });

    it('given a form, when it is checked, then it is accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
