import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrgResponse } from '../../src/server/protocol.ts';
import type { Ask } from './servedOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

const DATA = '/services/data/v66.0';
const CUSTOMERS = `${DATA}/sobjects/Customer__c`;

interface Answer {
    readonly body: unknown;
    readonly httpStatusCode: number;
    readonly referenceId: string;
}

describe('composite resources', () => {
    let served: ServedFixture;
    let token: string;
    beforeEach(() => {
        served = new ServedFixture();
        token = served.logIn('uma@example.com');
    });
    afterEach(() => served.close());
    const ask = (path: string, body: unknown, more: Ask = {}) =>
        served.ask('POST', `${DATA}/composite${path}`, { token, body, ...more });
    const names = () => served.rows('Customer__c').map(({ Name }) => Name);
    const answers = (response: OrgResponse) => (json(response) as { compositeResponse: Answer[] }).compositeResponse;
    const create = (referenceId: string, body: object) => ({ method: 'POST', url: CUSTOMERS, referenceId, body });

    describe('composite', () => {
        it('given requests that refer to earlier answers, when they run, then the references are filled in', () => {
            const response = ask('', {
                compositeRequest: [
                    create('parent', { Name: 'Parent', Balance__c: 5 }),
                    create('child', { Name: 'Child of @{parent.id}', Partner__c: '@{parent.id}' }),
                    { method: 'GET', url: `${CUSTOMERS}/@{parent.id}?fields=Name,Balance__c`, referenceId: 'read' },
                    {
                        method: 'GET',
                        url: `${DATA}/query?q=SELECT+Name+FROM+Customer__c+WHERE+Partner__c='@{read.attributes.url}'`,
                        referenceId: 'none'
                    }
                ]
            });
            expect(response.status).toBe(200);
            const [parent, child, read, none] = answers(response);
            const [first, second] = served.rows('Customer__c');
            expect(parent).toEqual({
                body: { id: first!.Id, success: true, errors: [] },
                httpHeaders: { Location: `${CUSTOMERS}/${first!.Id as string}` },
                httpStatusCode: 201,
                referenceId: 'parent'
            });
            expect(child).toMatchObject({ httpStatusCode: 201 });
            expect(second).toMatchObject({ Name: `Child of ${first!.Id as string}`, Partner__c: first!.Id });
            expect(read).toMatchObject({ httpStatusCode: 200, body: { Name: 'Parent' } });
            expect(response.body).toContain('"Balance__c":5.0');
            expect(none).toMatchObject({ httpStatusCode: 400, body: [{ errorCode: 'INVALID_QUERY_FILTER_OPERATOR' }] });
        });

        it('given a request that fails, when all or none is asked for, then nothing is saved and each is told why', () => {
            const requests = [
                create('good', { Name: 'Good' }),
                create('bad', { Name: 'refused' }),
                create('late', { Name: 'Late' })
            ];
            const all = answers(ask('', { allOrNone: true, compositeRequest: requests }));
            expect(all.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 400]);
            expect(all[0]!.body).toEqual([
                {
                    errorCode: 'PROCESSING_HALTED',
                    message: 'The transaction was rolled back since another operation in the same transaction failed.'
                }
            ]);
            expect(all[1]!.body).toMatchObject([
                { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No such customer.' }
            ]);
            expect(names()).toEqual([]);
            const some = answers(ask('', { compositeRequest: requests }));
            expect(some.map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 400, 201]);
            expect(names()).toEqual(['Good', 'Late']);
        });

        it('given a reference to what failed, when it is followed, then that request is halted', () => {
            const [, child] = answers(
                ask('', {
                    compositeRequest: [
                        create('bad', { Name: 'refused' }),
                        create('child', { Name: 'Child', Partner__c: '@{bad.id}' })
                    ]
                })
            );
            expect(child).toMatchObject({
                httpStatusCode: 400,
                body: [
                    {
                        errorCode: 'PROCESSING_HALTED',
                        message: 'Invalid reference specified. No value for bad.id found in bad'
                    }
                ]
            });
            expect(names()).toEqual([]);
        });

        it.each<[string, unknown, number, string]>([
            ['no requests', {}, 400, 'JSON_PARSER_ERROR'],
            [
                'a request without url',
                { compositeRequest: [{ method: 'GET', referenceId: 'a' }] },
                400,
                'REQUIRED_FIELD_MISSING'
            ],
            ['a bad reference id', { compositeRequest: [create('1', {})] }, 400, 'INVALID_REFERENCE_ID'],
            [
                'a reference id that comes twice',
                { compositeRequest: [create('a', {}), create('a', {})] },
                400,
                'INVALID_REFERENCE_ID'
            ],
            [
                'more than 25 requests',
                { compositeRequest: Array.from({ length: 26 }, (_, i) => create(`a${i}`, {})) },
                400,
                'LIMIT_EXCEEDED'
            ],
            [
                'a query behind changes with all or none',
                {
                    allOrNone: true,
                    compositeRequest: [
                        create('a', { Name: 'a' }),
                        { method: 'GET', url: `${DATA}/query?q=x`, referenceId: 'b' }
                    ]
                },
                501,
                'FUNCTIONALITY_NOT_ENABLED'
            ]
        ])('given %s, when it is posted, then it is refused and nothing is saved', (_, body, status, errorCode) => {
            const response = ask('', body);
            expect(response.status).toBe(status);
            expect(json(response)).toMatchObject([{ errorCode }]);
            expect(names()).toEqual([]);
        });

        it('given requests to elsewhere or to another composite, when they run, then each is refused by itself', () => {
            const [elsewhere, nested, unknown] = answers(
                ask('', {
                    compositeRequest: [
                        { method: 'GET', url: 'http://example.com/', referenceId: 'a' },
                        { method: 'POST', url: `${DATA}/composite`, referenceId: 'b', body: {} },
                        { method: 'GET', url: `${DATA}/sobjects/Nothing__c/describe`, referenceId: 'c' }
                    ]
                })
            );
            expect(elsewhere).toMatchObject({ httpStatusCode: 400, body: [{ errorCode: 'INVALID_URL' }] });
            expect(nested).toMatchObject({ httpStatusCode: 400, body: [{ errorCode: 'INVALID_HTTP_REQUEST' }] });
            expect(unknown).toMatchObject({ httpStatusCode: 404, body: [{ errorCode: 'NOT_FOUND' }] });
        });
    });

    describe('batch', () => {
        const requests = [
            { method: 'POST', url: 'v66.0/sobjects/Customer__c', richInput: { Name: 'One' } },
            { method: 'POST', url: '/services/data/v66.0/sobjects/Customer__c', richInput: { Name: 'refused' } },
            { method: 'GET', url: 'v66.0/query?q=SELECT+Name+FROM+Customer__c' }
        ];

        it('given independent requests, when one fails, then the others are answered', () => {
            expect(json(ask('/batch', { batchRequests: requests }))).toMatchObject({
                hasErrors: true,
                results: [
                    { statusCode: 201, result: { success: true } },
                    { statusCode: 400, result: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }] },
                    { statusCode: 200, result: { records: [{ Name: 'One' }] } }
                ]
            });
        });

        it('given haltOnError, when one fails, then those behind it are not run', () => {
            const { results } = json(ask('/batch', { batchRequests: requests, haltOnError: true })) as {
                results: { statusCode: number; result: unknown }[];
            };
            expect(results.map(({ statusCode }) => statusCode)).toEqual([201, 400, 412]);
            expect(results[2]!.result).toMatchObject([{ errorCode: 'BATCH_PROCESSING_HALTED' }]);
        });

        it('given no list or a list that is too long, when it is posted, then it is refused', () => {
            expect(ask('/batch', {}).status).toBe(400);
            expect(ask('/batch', { batchRequests: Array.from({ length: 26 }, () => requests[0]) }).status).toBe(400);
            expect(names()).toEqual([]);
        });
    });

    describe('tree', () => {
        const record = (referenceId: string, Name: string, children?: object[]) => ({
            attributes: { type: 'Customer__c', referenceId },
            Name,
            ...(children ? { Partners__r: { records: children } } : {})
        });
        const plant = (...records: object[]) => ask('/tree/Customer__c', { records });

        it('given records with children, when they are planted, then children refer to their parents', () => {
            const response = plant(record('a', 'A', [record('b', 'B', [record('c', 'C')])]), record('d', 'D'));
            expect(response.status).toBe(201);
            const byName = new Map(served.rows('Customer__c').map((row) => [row.Name, row]));
            expect([byName.get('B')!.Partner__c, byName.get('C')!.Partner__c, byName.get('D')!.Partner__c]).toEqual([
                byName.get('A')!.Id,
                byName.get('B')!.Id,
                null
            ]);
            const { hasErrors, results } = json(response) as {
                hasErrors: boolean;
                results: { referenceId: string; id: string }[];
            };
            expect(hasErrors).toBe(false);
            expect(new Map(results.map(({ referenceId, id }) => [referenceId.toUpperCase(), id]))).toEqual(
                new Map([...byName].map(([name, row]) => [name, row.Id]))
            );
        });

        it('given a child that is refused, when the tree is planted, then nothing of it is saved and the child is named', () => {
            const response = plant(record('a', 'A', [record('b', 'refused')]));
            expect(response.status).toBe(400);
            expect(json(response)).toEqual({
                hasErrors: true,
                results: [
                    {
                        referenceId: 'b',
                        errors: [
                            {
                                statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                                message: 'No such customer.',
                                fields: []
                            }
                        ]
                    }
                ]
            });
            expect(names()).toEqual([]);
        });

        it.each<[string, () => OrgResponse, number, string]>([
            ['no reference id', () => plant({ attributes: { type: 'Customer__c' }, Name: 'A' }), 400, 'INVALID_INPUT'],
            ['a reference id that comes twice', () => plant(record('a', 'A'), record('a', 'B')), 400, 'INVALID_INPUT'],
            [
                'another type',
                () => plant({ attributes: { type: 'Account', referenceId: 'a' }, Name: 'A' }),
                400,
                'INVALID_INPUT'
            ],
            ['no records', () => plant(), 400, 'INVALID_INPUT'],
            [
                '201 records',
                () => plant(...Array.from({ length: 201 }, (_, i) => record(`r${i}`, 'A'))),
                400,
                'INVALID_INPUT'
            ],
            ['an unknown field', () => plant({ ...record('a', 'A'), Nothing__c: 1 }), 400, 'INVALID_FIELD'],
            ['an unknown object', () => ask('/tree/Nothing__c', { records: [] }), 404, 'NOT_FOUND'],
            ['broken JSON', () => ask('/tree/Customer__c', '{'), 400, 'JSON_PARSER_ERROR'],
            ['graphs', () => ask('/graph', {}), 501, 'FUNCTIONALITY_NOT_ENABLED']
        ])('given %s, when it is planted, then it is refused and nothing is saved', (_, run, status, errorCode) => {
            const response = run();
            expect(response.status).toBe(status);
            expect(json(response)).toMatchObject([{ errorCode }]);
            expect(names()).toEqual([]);
        });

        it('given a user who may not create, when he plants, then he is refused', () => {
            const response = ask(
                '/tree/Customer__c',
                { records: [record('a', 'A')] },
                { token: served.logIn('olga@example.com') }
            );
            expect([response.status, names()]).toEqual([404, []]);
        });
    });

    describe('search', () => {
        const search = (text: string, more: Ask = {}) =>
            served.ask('GET', `${DATA}/search?q=${encodeURIComponent(text)}`, { token, ...more });

        it('given records, when they are searched, then only what the user may see is found', () => {
            served.customers(3);
            expect(json(search('FIND {K1} IN ALL FIELDS RETURNING Customer__c(Name, Key__c)'))).toMatchObject({
                searchRecords: [{ attributes: { type: 'Customer__c' }, Name: 'Customer 1', Key__c: 'K1' }]
            });
            expect(json(search('FIND {K1} IN NAME FIELDS RETURNING Customer__c(Name)'))).toEqual({ searchRecords: [] });
            const olga = search('FIND {K1} RETURNING Customer__c(Name)', { token: served.logIn('olga@example.com') });
            expect([olga.status, json(olga)]).toMatchObject([400, [{ errorCode: 'INVALID_TYPE' }]]);
        });

        it('given a hidden field, when its content is searched, then nothing is found', () => {
            const admin = served.logIn('ada@example.com');
            const anonymous = encodeURIComponent("insert new Customer__c(Name = 'Quiet', Secret__c = 'xylophone');");
            served.ask('GET', `${DATA}/tooling/executeAnonymous/?anonymousBody=${anonymous}`, { token: admin });
            expect(names()).toEqual(['Quiet']);
            expect(json(search('FIND {xylophone} RETURNING Customer__c(Name)'))).toEqual({ searchRecords: [] });
        });

        it.each([
            ['no text', '', 400, 'MALFORMED_SEARCH'],
            ['broken syntax', 'FIND xyz', 400, 'MALFORMED_SEARCH'],
            ['one letter', 'FIND {x} RETURNING Customer__c(Name)', 400, 'MALFORMED_SEARCH'],
            ['every object', 'FIND {xyz}', 501, 'FUNCTIONALITY_NOT_ENABLED']
        ])('given %s, when it is searched, then it is refused', (_, text, status, errorCode) => {
            const response = search(text);
            expect(response.status).toBe(status);
            expect(json(response)).toMatchObject([{ errorCode }]);
        });
    });
});
