import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpOrg } from './httpOrg.ts';

const DISABLED = 'Callouts are disabled for the named credential "Guarded".';

describe('levers that Apex reaches through the org’s own API', () => {
    const served = new HttpOrg();
    let admin: Connection;
    beforeAll(async () => {
        await served.openCallingItself();
        admin = await served.logIn('ada@example.com');
        await apex(
            "insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Loop_Access'].Id);"
        );
    }, 60_000);
    afterAll(() => served.close());

    /** Null when the block succeeds, else its exception. */
    const apex = async (block: string): Promise<string | null> =>
        (await admin.tooling.executeAnonymous(block)).exceptionMessage;
    const request = (credential: string, method: string, path: string, body: string) => `
        HttpRequest request = new HttpRequest(); request.setMethod('${method}'); request.setEndpoint('callout:${credential}${path}');
        request.setHeader('Authorization', 'Bearer ${admin.accessToken!}'); request.setHeader('Content-Type', 'application/json');
        ${body === '' ? '' : `request.setBody('${body}');`}
        HttpResponse response = new Http().send(request);
        System.assert(response.getStatusCode() < 300, response.getBody());`;
    const callOut = () => apex(request('Guarded', 'GET', '/services/data', ''));
    const tooling = async <T>(query: string) =>
        ((await admin.request(`/services/data/v66.0/tooling/query?q=${encodeURIComponent(query)}`)) as { records: T[] })
            .records;
    interface Credential {
        Id: string;
        CalloutStatus: string;
        Metadata: Record<string, unknown>;
    }
    const credential = async () =>
        (
            await tooling<Credential>(
                "SELECT Id, CalloutStatus, Metadata FROM NamedCredential WHERE DeveloperName = 'Guarded'"
            )
        )[0]!;
    const setCallouts = async (status: string) => {
        const { Id, Metadata } = await credential();
        const body = JSON.stringify({ Metadata: { ...Metadata, calloutStatus: status } });
        return apex(request('Self', 'PATCH', `/services/data/v66.0/tooling/sobjects/NamedCredential/${Id}`, body));
    };

    it('given Apex that disables a named credential over the loopback, when Apex calls out by it, then it fails until it is enabled again', async () => {
        expect(await callOut()).toBeNull();
        expect(await setCallouts('Disabled')).toBeNull();
        expect((await credential()).CalloutStatus).toBe('Disabled');
        expect(await callOut()).toContain(DISABLED);
        await served.restart();
        admin = await served.logIn('ada@example.com');
        expect(await callOut()).toContain(DISABLED);
        expect(await setCallouts('Enabled')).toBeNull();
        expect(await callOut()).toBeNull();
    }, 60_000);

    it.each([
        ['without its metadata', () => ({}), 'REQUIRED_FIELD_MISSING'],
        ['with half of its metadata', () => ({ Metadata: { calloutStatus: 'Disabled' } }), 'REQUIRED_FIELD_MISSING'],
        [
            'with another address',
            (metadata: object) => ({ Metadata: { ...metadata, namedCredentialParameters: [] } }),
            'LOC-002'
        ],
        [
            'with a status that does not exist',
            (metadata: object) => ({ Metadata: { ...metadata, calloutStatus: 'Off' } }),
            'INVALID_FIELD'
        ]
    ])('given a credential %s, when it is sent, then it is refused and callouts go on', async (_, body, code) => {
        const { Id, Metadata } = await credential();
        const answer = await fetch(`${served.url}/services/data/v66.0/tooling/sobjects/NamedCredential/${Id}`, {
            method: 'PATCH',
            headers: { authorization: `Bearer ${admin.accessToken!}` },
            body: JSON.stringify(body(Metadata))
        });
        expect([answer.ok, await answer.text()]).toEqual([false, expect.stringContaining(code)]);
        expect(await callOut()).toBeNull();
    });

    it('given a user who may not customize, when he would switch it, then he is refused', async () => {
        const user = await served.logIn('uma@example.com');
        const { Id } = await credential();
        const answer = await fetch(`${served.url}/services/data/v66.0/tooling/sobjects/NamedCredential/${Id}`, {
            method: 'PATCH',
            headers: { authorization: `Bearer ${user.accessToken!}` },
            body: '{}'
        });
        expect(answer.status).toBe(403);
    });

    it('given Apex that deletes the access to a principal, when Apex calls out, then it fails until the same access is inserted', async () => {
        const access =
            "[SELECT Id, ParentId, SetupEntityId, SetupEntityType FROM SetupEntityAccess WHERE SetupEntityType = 'ExternalCredentialParameter']";
        const { records } = await admin.query<{ ParentId: string; SetupEntityId: string }>(
            "SELECT ParentId, SetupEntityId FROM SetupEntityAccess WHERE SetupEntityType = 'ExternalCredentialParameter'"
        );
        expect(await apex(`delete ${access};`)).toBeNull();
        expect(await callOut()).toContain("We couldn't access the credential(s).");
        const { ParentId, SetupEntityId } = records[0]!;
        expect(
            await apex(`insert new SetupEntityAccess(ParentId = '${ParentId}', SetupEntityId = '${SetupEntityId}');
                System.assertEquals(1, ${access}.size());`)
        ).toBeNull();
        expect(await callOut()).toBeNull();
    });

    it('given a flow that is switched off by version 0, when its event comes, then no interview starts until it is on again', async () => {
        const { records } = await admin.query<{ DurableId: string }>(
            "SELECT DurableId FROM FlowDefinitionView WHERE ApiName = 'On_Alarm' AND IsActive = TRUE"
        );
        const setVersion = (version: number) => {
            const path = `/services/data/v66.0/tooling/sobjects/FlowDefinition/${records[0]!.DurableId}`;
            return apex(request('Self', 'PATCH', path, JSON.stringify({ Metadata: { activeVersionNumber: version } })));
        };
        const alarm = async (text: string) => {
            await admin.sobject('Alarm__e').create({ Text__c: text });
            await expect
                .poll(
                    async () =>
                        (await admin.query("SELECT Status FROM EventBusSubscriber WHERE Name = 'On_Alarm'")).totalSize
                )
                .toBe(1);
        };
        expect(await setVersion(0)).toBeNull();
        expect(
            await tooling("SELECT ActiveVersionId FROM FlowDefinition WHERE DeveloperName = 'On_Alarm'")
        ).toMatchObject([{ ActiveVersionId: null }]);
        await alarm('unheard');
        const position = async () =>
            (await admin.query<{ Position: number }>("SELECT Position FROM EventBusSubscriber WHERE Name = 'On_Alarm'"))
                .records[0]!.Position;
        await expect.poll(position).toBe(1);
        expect(await setVersion(1)).toBeNull();
        await alarm('heard');
        await expect.poll(position).toBe(2);
        const { records: notes } = await admin.query<{ Name: string }>('SELECT Name FROM Customer__c');
        expect(notes.map(({ Name }) => Name)).toEqual(['heard']);
    });
});
