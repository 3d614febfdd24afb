import { reduceErrors } from 'c/errors';

describe('c-errors', () => {
    const apexError = {
        body: { message: 'FB-BRK-007: Someone else must approve.' },
        status: 500,
        statusText: 'Server Error'
    };

    it('given an Apex error, when it is reduced, then the text of the org is left', () => {
        expect(reduceErrors(apexError)).toEqual(['FB-BRK-007: Someone else must approve.']);
    });

    it('given a list of bodies, when it is reduced, then every text is there once', () => {
        const error = { body: [{ message: 'one' }, { message: 'two' }, { message: 'one' }] };

        expect(reduceErrors(error)).toEqual(['one', 'two']);
    });

    it('given errors of fields and pages, when they are reduced, then they are preferred to the general text', () => {
        const error = {
            body: {
                message: 'general',
                pageErrors: [{ message: 'page' }],
                fieldErrors: { Name: [{ message: 'field' }] },
                output: { errors: [{ message: 'record' }], fieldErrors: { Age__c: [{ message: 'inner field' }] } }
            }
        };

        expect(reduceErrors(error)).toEqual(['page', 'field', 'record', 'inner field']);
    });

    it('given a JavaScript error, when it is reduced, then its message is left', () => {
        expect(reduceErrors(new TypeError('no such thing'))).toEqual(['no such thing']);
    });

    it('given only a status, when it is reduced, then the status is better than nothing', () => {
        expect(reduceErrors({ status: 502, statusText: 'Bad Gateway' })).toEqual(['Bad Gateway']);
    });

    it('given strings and several errors, when they are reduced, then blanks are dropped', () => {
        expect(reduceErrors(['text', ' ', apexError])).toEqual(['text', 'FB-BRK-007: Someone else must approve.']);
    });

    it.each([[undefined], [null], [{}], [42]])('given %p, when it is reduced, then nothing is left', (error) => {
        expect(reduceErrors(error)).toEqual([]);
    });
});
