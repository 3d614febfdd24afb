import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchRestMapping } from '../../src/server/apex/restMapping.ts';
import type { ClassSymbol } from '../../src/semantics/symbols.ts';
import type { Ask } from './servedOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

const JSON_BODY = { 'content-type': 'application/json' };

describe('Apex REST', () => {
    let served: ServedFixture;
    let token: string;
    beforeEach(() => {
        served = new ServedFixture();
        token = served.logIn('uma@example.com');
    });
    afterEach(() => served.close());
    const ask = (method: string, path: string, more: Ask = {}) =>
        served.ask(method, `/services/apexrest${path}`, { token, ...more });
    const post = (body: unknown) => ask('POST', '/notices', { body, headers: JSON_BODY });

    it('given a resource, when it is read, then Apex sees the request and its user, and the answer leaves nulls out', () => {
        const answer = ask('GET', '/notices/acme%20ltd?q=a%26b'.replace('%20', ' '), {
            headers: { 'x-trace': '7' },
            from: '127.0.0.9'
        });
        expect(answer.status).toBe(200);
        expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
        expect(json(answer)).toEqual({
            vendor: 'acme%20ltd',
            records: ['GET', '/services/apexrest/notices/*', 'a&b', '7', '127.0.0.9', 'uma@example.com']
        });
    });

    it('given a JSON body, when it is posted, then its members are the parameters and Apex decides status and headers', () => {
        const answer = post({
            notice: { vendor: 'Acme', records: ['001'], since: '2026-01-31T12:00:00Z' },
            urgency: 3
        });
        expect(answer.status).toBe(201);
        expect(answer.headers['x-urgency']).toBe('3');
        expect(json(answer)).toEqual({ vendor: 'Acme', records: ['001'], since: '2026-01-31T12:00:00.000Z' });
        expect(served.rows('Customer__c')).toMatchObject([
            { Name: 'Acme', CreatedById: served.userId('uma@example.com') }
        ]);
    });

    it('given an uncaught exception, when it ends the call, then the answer is its report and nothing is saved', () => {
        const answer = post({ notice: { vendor: 'Acme' }, urgency: 10 });
        expect(answer.status).toBe(500);
        expect(json(answer)).toEqual([
            {
                errorCode: 'APEX_ERROR',
                message: expect.stringMatching(
                    /^Notices\.NoticeException: too urgent\n\nClass\.Notices\.receive: line \d+, column 1$/
                ) as string
            }
        ]);
        expect(served.rows('Customer__c')).toEqual([]);
    });

    it('given a method without parameters and result, when it answers, then it reads and writes bodies itself', () => {
        const answer = ask('PUT', '/notices/?status=202', { body: 'plain', headers: { 'content-type': 'text/plain' } });
        expect(answer.status).toBe(202);
        expect(answer.headers['content-type']).toBe('text/plain');
        expect(Buffer.from(answer.body as Uint8Array).toString()).toBe('got plain');
    });

    it('given a status that HTTP does not have for Apex, when it is set, then the call fails with 500', () => {
        const answer = ask('PUT', '/notices?status=299');
        expect(answer.status).toBe(500);
        expect(answer.body).toContain('Invalid status code for HTTP response: 299');
    });

    it.each<[string, unknown, Record<string, string>, number, string, string]>([
        ['broken JSON', '{"urgency": ', JSON_BODY, 400, 'JSON_PARSER_ERROR', 'line:1'],
        ['no body', '', JSON_BODY, 400, 'JSON_PARSER_ERROR', 'No content'],
        ['a list', '[]', JSON_BODY, 400, 'JSON_PARSER_ERROR', 'expected an object'],
        [
            'an unknown parameter',
            { vendor: 'Acme' },
            JSON_BODY,
            400,
            'JSON_PARSER_ERROR',
            'Unexpected parameter encountered during deserialization: vendor at [line:1, column:2]'
        ],
        [
            'an unknown member',
            { notice: { colour: 'red' } },
            JSON_BODY,
            400,
            'JSON_PARSER_ERROR',
            'Notices.Notice.colour'
        ],
        ['a text as number', { urgency: 'much' }, JSON_BODY, 400, 'JSON_PARSER_ERROR', 'line:1'],
        [
            'a form',
            'a=b',
            { 'content-type': 'application/x-www-form-urlencoded' },
            415,
            'UNSUPPORTED_MEDIA_TYPE',
            'form'
        ],
        ['XML', '<a/>', { 'content-type': 'application/xml' }, 501, 'FUNCTIONALITY_NOT_ENABLED', 'LOC-002']
    ])(
        'given %s, when it is posted, then it is refused and Apex never runs',
        (_, body, headers, status, errorCode, message) => {
            const answer = ask('POST', '/notices', { body, headers });
            expect(answer.status).toBe(status);
            expect(json(answer)).toMatchObject([{ errorCode, message: expect.stringContaining(message) as string }]);
            expect(served.rows('Customer__c')).toEqual([]);
        }
    );

    it('given no token, no class access, an unknown address or method, when it is asked for, then each is refused', () => {
        expect(served.ask('GET', '/services/apexrest/notices').status).toBe(401);
        expect(json(ask('GET', '/notices/special/1'))).toEqual([
            { errorCode: 'FORBIDDEN', message: 'You do not have access to the Apex class named: SpecialNotices' }
        ]);
        expect(json(ask('GET', '/Notices/1'))).toEqual([
            { errorCode: 'NOT_FOUND', message: 'Could not find a match for URL /Notices/1' }
        ]);
        expect(json(ask('DELETE', '/notices/1'))).toEqual([
            {
                errorCode: 'METHOD_NOT_ALLOWED',
                message: "HTTP Method 'DELETE' not allowed. Allowed are GET,POST,PUT"
            }
        ]);
        expect(ask('GET', '/notices/special/1', { token: served.logIn('ada@example.com') }).body).toBe('"special"');
    });
});

describe('mappings of REST resources', () => {
    it.each([
        ['/a', '/a'],
        ['/a/', '/a'],
        ['/a/1', '/a/*'],
        ['/a/b', '/a/b/*'],
        ['/a/b/c', '/a/b/*'],
        ['/a/1/close', '/a/*/close'],
        ['/ab', null],
        ['/A', null]
    ])('given %s, when it is looked for, then the exact or longest pattern is found: %s', (path, pattern) => {
        const mappings = ['/a/*', '/a', '/a/b/*', '/a/*/close'].map((text) => ({
            symbol: { name: text } as ClassSymbol,
            pattern: text
        }));
        expect(matchRestMapping(mappings, path)?.pattern ?? null).toBe(pattern);
    });
});
