import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpOrg, until } from './httpOrg.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

describe('doors for rows beside REST', () => {
    const served = new HttpOrg();
    let admin: Connection;
    let bot: Connection;
    beforeAll(async () => {
        await served.openCallingItself();
        admin = await served.logIn('ada@example.com');
        bot = await served.logIn('bot@example.com');
        await admin.sobject('Customer__c').create(
            Array.from({ length: 200 }, (_, i) => ({
                Name: `C ${String(i).padStart(3, '0')}`,
                Key__c: `K${i}`,
                Balance__c: i
            }))
        );
        await admin.sobject('Customer__c').create([{ Name: 'C 200', Key__c: 'K200' }]);
    }, 60_000);
    afterAll(() => served.close());

    const partner = async (body: string, headers = '', token = bot.accessToken!) => {
        const message = `<?xml version="1.0"?><e:Envelope xmlns:e="${SOAP}" xmlns:p="urn:partner.soap.sforce.com" xmlns:o="urn:sobject.partner.soap.sforce.com"><e:Header><p:SessionHeader><p:sessionId>${token}</p:sessionId></p:SessionHeader><p:CallOptions><p:client>Loader</p:client></p:CallOptions>${headers}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
        const response = await fetch(`${served.url}/services/Soap/u/66.0`, {
            method: 'POST',
            headers: { 'content-type': 'text/xml', soapaction: '""' },
            body: message
        });
        return { status: response.status, text: await response.text() };
    };
    const events = async (where: string) =>
        (
            await admin.query<Record<string, unknown>>(
                'SELECT ApiType, Operation, Client, Query, RowsProcessed, RowsReturned, QueriedEntities, PolicyOutcome, Username, EventDate FROM ApiEvent'
            )
        ).records.filter((event) => String(event['Query']).includes(where));

    it('given a SOAP query and its queryMore, when they are answered, then rows leave as the WSDL says and each is an event', async () => {
        const query =
            "SELECT Id, Name, CreatedDate, Owner.Username FROM Customer__c WHERE Name != 'soap' ORDER BY Name";
        const options = '<p:QueryOptions><p:batchSize>200</p:batchSize></p:QueryOptions>';
        const first = await partner(`<p:query><p:queryString>${query}</p:queryString></p:query>`, options);
        expect(first.status).toBe(200);
        expect(first.text).toContain('<queryResponse xmlns:sf="urn:sobject.partner.soap.sforce.com">');
        expect(first.text).toMatch(
            /<records xsi:type="sf:sObject"><sf:type>Customer__c<\/sf:type><sf:Id>\w{18}<\/sf:Id><sf:Id>\w{18}<\/sf:Id><sf:Name>C 000<\/sf:Name><sf:CreatedDate>[\d-]+T[\d:.]+Z<\/sf:CreatedDate><sf:Owner xsi:type="sf:sObject"><sf:type>User<\/sf:type><sf:Id xsi:nil="true"\/><sf:Username>ada@example.com<\/sf:Username>/
        );
        const locator = /<queryLocator>([^<]+)</.exec(first.text)![1]!;
        expect(first.text).toContain('<size>201</size>');
        const second = await partner(`<p:queryMore><p:queryLocator>${locator}</p:queryLocator></p:queryMore>`);
        expect(second.text).toContain('<sf:Name>C 200</sf:Name>');
        expect(second.text).toContain('<done>true</done><queryLocator xsi:nil="true"/>');
        expect(await events("Name != 'soap'")).toMatchObject([
            {
                ApiType: 'SOAP Partner',
                Operation: 'Query',
                Client: 'Loader',
                RowsProcessed: 201,
                RowsReturned: 200,
                Username: 'bot@example.com'
            },
            { ApiType: 'SOAP Partner', Operation: 'QueryMore', RowsReturned: 1 }
        ]);
    });

    it('given a policy against it, when SOAP asks, then the fault has the platform’s code', async () => {
        const { status, text } = await partner(
            '<p:query><p:queryString>SELECT Username FROM User</p:queryString></p:query>'
        );
        expect(status).toBe(500);
        expect(text).toContain('<faultcode>sf:TXN_SECURITY_NO_ACCESS</faultcode>');
        expect(text).toContain('TXN_SECURITY_NO_ACCESS: Blocked by the fixture.');
    });

    it('given records over SOAP, when they are created and changed, then each has its result and what is wrong is told', async () => {
        const created = await partner(
            '<p:create><p:sObjects><o:type>Customer__c</o:type><o:Name>Soapy</o:Name><o:Key__c>S1</o:Key__c><o:Balance__c>12.5</o:Balance__c></p:sObjects>' +
                '<p:sObjects><o:type>Customer__c</o:type><o:Key__c>S1</o:Key__c><o:Name>Twin</o:Name></p:sObjects></p:create>'
        );
        expect(created.text).toMatch(/<result><id>\w{18}<\/id><success>true<\/success><\/result><result><errors>/);
        expect(created.text).toContain('<statusCode>DUPLICATE_VALUE</statusCode>');
        const id = /<id>(\w{18})</.exec(created.text)![1]!;
        const updated = await partner(
            `<p:update><p:sObjects><o:type>Customer__c</o:type><o:fieldsToNull>Balance__c</o:fieldsToNull><o:Id>${id}</o:Id><o:Name>Clean</o:Name></p:sObjects></p:update>`
        );
        expect(updated.text).toContain('<success>true</success>');
        const { records } = await admin.query(`SELECT Name, Balance__c FROM Customer__c WHERE Id = '${id}'`);
        expect(records).toMatchObject([{ Name: 'Clean', Balance__c: null }]);
        const wrong = await partner(
            '<p:create><p:sObjects><o:type>Customer__c</o:type><o:Name>X</o:Name><o:Balance__c>much</o:Balance__c></p:sObjects></p:create>'
        );
        expect([wrong.status, wrong.text]).toEqual([500, expect.stringContaining('INVALID_TYPE_ON_FIELD_IN_RECORD')]);
    });

    it('given a session, when the genuine client ends it by SOAP, then it is no longer one', async () => {
        const client = await served.logIn('uma@example.com');
        const token = client.accessToken!;
        await client.logoutBySoap(false);
        const { status, text } = await partner(
            '<p:query><p:queryString>SELECT Id FROM Customer__c</p:queryString></p:query>',
            '',
            token
        );
        expect([status, text]).toEqual([500, expect.stringContaining('sf:INVALID_SESSION_ID')]);
    });

    it('given a Bulk 1.0 query of the genuine client, when it is done, then the rows leave and query and download are events', async () => {
        const query = "SELECT Name, Key__c FROM Customer__c WHERE Name LIKE 'C 00%' ORDER BY Name";
        bot.bulk.pollInterval = 50;
        const rows = await (await bot.bulk.query(query)).toArray();
        expect(rows).toHaveLength(10);
        expect(rows[3]).toEqual({ Name: 'C 003', Key__c: 'K3' });
        expect(await events("LIKE 'C 00%'")).toMatchObject([
            {
                ApiType: 'Bulk',
                Operation: 'Query',
                RowsProcessed: 10,
                PolicyOutcome: 'NoAction',
                Username: 'bot@example.com'
            }
        ]);
        const downloads = await admin.query('SELECT Query, Username FROM BulkApiResultEventStore');
        expect(downloads.records).toMatchObject([{ Query: query, Username: 'bot@example.com' }]);
    });

    it('given a Bulk 1.0 query, when it is done, then its batch counts the records and not the line of their names', async () => {
        const job = bot.bulk.createJob('Customer__c', 'query');
        const info = await job.open();
        const address = `${served.url}/services/async/66.0/job/${info.id}`;
        const headers = { 'x-sfdc-session': bot.accessToken!, 'content-type': 'text/csv' };
        const body = "SELECT Id FROM Customer__c WHERE Name LIKE 'C 00%'";
        await fetch(`${address}/batch`, { method: 'POST', headers, body });
        const batches = async () => (await fetch(`${address}/batch`, { headers })).text();
        await until(async () => (await batches()).includes('Completed'));
        expect(await batches()).toContain('<numberRecordsProcessed>10</numberRecordsProcessed>');
        await job.close();
    });

    it('given a policy against it, when Bulk 1.0 asks, then the batch fails with the platform’s words', async () => {
        bot.bulk.pollInterval = 50;
        const failed = await bot.bulk.query('SELECT Username FROM User').then(
            () => null,
            (error: Error) => error.message
        );
        expect(failed).toBe('InvalidBatch : Failed to process query: TXN_SECURITY_NO_ACCESS: Blocked by the fixture.');
    });

    it('given an open Bulk 1.0 job, when it is aborted, then its waiting batch is never processed', async () => {
        const job = bot.bulk.createJob('Customer__c', 'query');
        const info = await job.open();
        const address = `${served.url}/services/async/66.0/job/${info.id}`;
        const headers = { 'x-sfdc-session': bot.accessToken!, 'content-type': 'text/csv' };
        await fetch(`${address}/batch`, {
            method: 'POST',
            headers,
            body: "SELECT Id FROM Customer__c WHERE Name != 'aborted'"
        });
        await job.abort();
        const batches = await (await fetch(`${address}/batch`, { headers })).text();
        expect(batches).toContain('<state>Not Processed</state>');
        expect(await events("Name != 'aborted'")).toEqual([]);
    });

    const graphql = (query: string, variables: object = {}, client = bot) =>
        client.requestPost<{ data: Record<string, unknown> | null; errors: { message: string }[] }>(
            `/services/data/v66.0/graphql`,
            { query, variables }
        );

    it('given a GraphQL query, when it is answered page by page, then rows, cursor and count fit and each page is an event', async () => {
        const query = `query page($after: String) { uiapi { query { Customer__c(first: 2, after: $after, where: { Key__c: { in: ["K1", "K2", "K3"] } }, orderBy: { Name: { order: DESC } }) {
            totalCount edges { node { Id name: Name { value } Balance__c { value } } } pageInfo { hasNextPage endCursor } } } } }`;
        type Page = {
            uiapi: {
                query: {
                    Customer__c: {
                        totalCount: number;
                        edges: { node: { name: { value: string } } }[];
                        pageInfo: { hasNextPage: boolean; endCursor: string };
                    };
                };
            };
        };
        const pageOf = async (variables: object) =>
            ((await graphql(query, variables)).data as unknown as Page).uiapi.query.Customer__c;
        const first = await pageOf({});
        const second = await pageOf({ after: first.pageInfo.endCursor });
        expect([first, second].map(({ edges }) => edges.map(({ node }) => node.name.value))).toEqual([
            ['C 003', 'C 002'],
            ['C 001']
        ]);
        expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
        expect(second.pageInfo.hasNextPage).toBe(false);
        expect(await events("('K1', 'K2', 'K3')")).toMatchObject([
            { RowsReturned: 2, QueriedEntities: 'Customer__c' },
            { RowsReturned: 1 }
        ]);
    });

    it.each([
        [
            'a policy against it',
            '{ uiapi { query { User { edges { node { Username { value } } } } } } }',
            'Blocked by the fixture.'
        ],
        [
            'an unknown field',
            '{ uiapi { query { Customer__c { edges { node { Nothing { value } } } } } } }',
            'no field Nothing'
        ],
        ['no GraphQL', '{ uiapi {', 'Syntax Error'],
        [
            'a text that would break out of its quotes',
            `{ uiapi { query { Customer__c(where: { Name: { eq: "x' OR Name != '" } }) { totalCount } } } }`,
            null
        ]
    ])('given %s, when GraphQL asks, then the answer says so', async (_, query, message) => {
        const { data, errors } = await graphql(query);
        if (message === null) expect(data).toEqual({ uiapi: { query: { Customer__c: { totalCount: 0 } } } });
        else expect([data, errors[0]!.message]).toEqual([null, expect.stringContaining(message)]);
    });
});
