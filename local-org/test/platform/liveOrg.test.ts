import { expect, it } from 'vitest';
import { insertSystemRow, systemRowBy, systemRows } from '../../src/data/systemRows.ts';
import { OrgOutbox } from '../../src/platform/index.ts';
import type { CalloutPort, CalloutRequest } from '../../src/runtime/services.ts';
import { customMetadata, metadataType, permissionSet } from '../org/projectFolder.ts';
import { liveOrg } from '../async/orgUnderTest.ts';

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

const VENDOR = {
    'app/externalCredentials/Vendor_Key.externalCredential-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExternalCredential ${META}><authenticationProtocol>Custom</authenticationProtocol>
<externalCredentialParameters><parameterGroup>Main</parameterGroup><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber></externalCredentialParameters>
<label>Vendor key</label></ExternalCredential>`,
    'app/namedCredentials/Vendor.namedCredential-meta.xml': namedCredential('Enabled'),
    'app/permissionsets/Vendor_Access.permissionset-meta.xml': permissionSet(
        'Vendor access',
        '<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Vendor_Key-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses>'
    )
};

function namedCredential(status: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<NamedCredential ${META}><calloutStatus>${status}</calloutStatus><generateAuthorizationHeader>true</generateAuthorizationHeader><label>Vendor</label>
<namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://vendor.example/</parameterValue></namedCredentialParameters>
<namedCredentialParameters><externalCredential>Vendor_Key</externalCredential><parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters>
<namedCredentialType>SecuredEndpoint</namedCredentialType></NamedCredential>`;
}

const CALL = `HttpRequest request = new HttpRequest(); request.setEndpoint('callout:Vendor/score?x=1'); request.setMethod('POST');
request.setHeader('X-Call', '7'); request.setBody('hi'); HttpResponse response = new Http().send(request);
System.debug(response.getStatusCode() + ' ' + response.getStatus() + ' ' + response.getHeader('x-vendor') + ' ' + response.getBody());`;

const GRANT = `insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Vendor_Access'].Id);`;

function vendor(): CalloutPort & { requests: CalloutRequest[] } {
    const requests: CalloutRequest[] = [];
    return {
        requests,
        send(request) {
            requests.push(request);
            return { statusCode: 202, status: 'Accepted', headers: [['X-Vendor', 'v']], body: Buffer.from('scored') };
        }
    };
}

it('given a named credential and a granted principal, when Apex calls out, then the request goes to its address and comes back', () => {
    const callouts = vendor();
    const live = liveOrg(VENDOR, { callouts });
    live.apex(GRANT);
    expect(live.apex(CALL)).toEqual(['202 Accepted v scored']);
    expect(callouts.requests).toEqual([
        {
            method: 'POST',
            url: 'https://vendor.example/score?x=1',
            headers: [['X-Call', '7']],
            body: Buffer.from('hi'),
            timeoutMs: 10_000
        }
    ]);
});

it('given an address that the org definition puts in the place of the metadata’s, when Apex calls out, then it goes there', () => {
    const callouts = vendor();
    const live = liveOrg(VENDOR, { callouts, endpoints: { Vendor: 'http://127.0.0.1:9999' } });
    live.apex(GRANT);
    live.apex(CALL);
    expect(callouts.requests[0]!.url).toBe('http://127.0.0.1:9999/score?x=1');
});

it('given a user without the principal, an unknown or a disabled credential, when Apex calls out, then nothing leaves the org', () => {
    const callouts = vendor();
    const live = liveOrg(VENDOR, { callouts });
    expect(() => live.apex(CALL)).toThrow(
        'We couldn\'t access the credential(s). You might not have the required permissions, or the external credential "Vendor_Key" might not exist.'
    );
    live.apex(GRANT);
    expect(() => live.apex(CALL.replace('callout:Vendor', 'callout:Nobody'))).toThrow(
        'the named credential "Nobody" might not exist.'
    );
    expect(() => live.apex(CALL.replace('callout:Vendor', 'https://elsewhere.example'))).toThrow(
        'Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = https://elsewhere.example/score?x=1'
    );
    const disabled = liveOrg(
        { ...VENDOR, 'app/namedCredentials/Vendor.namedCredential-meta.xml': namedCredential('Disabled') },
        { callouts }
    );
    disabled.apex(GRANT);
    expect(() => disabled.apex(CALL)).toThrow('Vendor');
    expect(callouts.requests).toEqual([]);
});

it('given a vendor that does not answer, when Apex calls out, then it gets a CalloutException with the reason', () => {
    const live = liveOrg(VENDOR, {
        callouts: {
            send() {
                throw new Error('Read timed out');
            }
        }
    });
    live.apex(GRANT);
    expect(live.apex(`try { ${CALL} } catch (CalloutException late) { System.debug(late.getMessage()); }`)).toEqual([
        'Read timed out'
    ]);
});

const MIRROR = {
    'app/objects/Mirror__mdt/Mirror__mdt.object-meta.xml': metadataType(
        'Mirror',
        '<fields><fullName>State__c</fullName><fieldManageability>DeveloperControlled</fieldManageability><label>State</label><length>10</length><type>Text</type></fields>' +
            '<fields><fullName>Version__c</fullName><fieldManageability>DeveloperControlled</fieldManageability><label>Version</label><precision>18</precision><scale>0</scale><type>Number</type></fields>'
    ),
    'app/customMetadata/Mirror.Main.md-meta.xml': customMetadata('Main mirror', { State__c: 'CLOSED' }),
    'app/classes/Heard.cls': `public class Heard implements Metadata.DeployCallback {
        public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) {
            String text = result.status + ' ' + (context.getCallbackJobId() == result.id);
            for (Metadata.DeployMessage failure : result.details.componentFailures) {
                text += ' ' + failure.fullName + ': ' + failure.problem;
            }
            for (Metadata.DeployMessage success : result.details.componentSuccesses) {
                text += ' ' + success.fullName + ' ' + success.created;
            }
            insert new Account(Name = text);
        }
    }`,
    'app/classes/Deploy.cls': `public class Deploy {
        public static void record(String name, String label, Object state, Object version) {
            Metadata.CustomMetadata component = new Metadata.CustomMetadata();
            component.fullName = name;
            component.label = label;
            Metadata.CustomMetadataValue first = new Metadata.CustomMetadataValue();
            first.field = 'State__c';
            first.value = state;
            component.values.add(first);
            Metadata.CustomMetadataValue second = new Metadata.CustomMetadataValue();
            second.field = 'Version__c';
            second.value = version;
            component.values.add(second);
            Metadata.DeployContainer container = new Metadata.DeployContainer();
            container.addMetadata(component);
            Metadata.Operations.enqueueDeployment(container, new Heard());
        }
    }`
};

it('given a deployment of custom metadata, when it has run, then queries see the values and the callback hears of it', () => {
    const live = liveOrg(MIRROR);
    live.apex(`Deploy.record('Mirror__mdt.Main', 'Main mirror', 'OPEN', 3);`);
    expect(live.apex("System.debug(Mirror__mdt.getInstance('Main').State__c);")).toEqual(['CLOSED']);
    live.pass(100);
    expect(
        live.apex(
            'Mirror__mdt row = [SELECT State__c, Version__c FROM Mirror__mdt]; System.debug(row.State__c + row.Version__c);'
        )
    ).toEqual(['OPEN3']);
    live.apex(`Deploy.record('Mirror.Fresh', 'Fresh', 'OPEN', 1);`);
    live.pass(100);
    expect(live.apex(`System.debug(Mirror__mdt.getInstance('Fresh').State__c);`)).toEqual(['OPEN']);
    expect(systemRows(live.org.data, 'Account').map((row) => row.Name)).toEqual([
        'Succeeded true Mirror__mdt.Main false',
        'Succeeded true Mirror.Fresh true'
    ]);
});

it('given a deployment that cannot be, when it has run, then nothing has changed and the callback hears why', () => {
    const live = liveOrg(MIRROR);
    live.apex(`Deploy.record('Mirror__mdt.Main', 'Main mirror', 'much too long a state', 3);`);
    live.apex(`Deploy.record('Nothing__mdt.Main', 'Main mirror', 'OPEN', 3);`);
    live.pass(100);
    expect(live.apex(`System.debug(Mirror__mdt.getInstance('Main').State__c);`)).toEqual(['CLOSED']);
    expect(systemRows(live.org.data, 'Account').map((row) => row.Name)).toEqual([
        'Failed true Mirror__mdt.Main: State: data value too large: much too long a state (max length=10)',
        'Failed true Nothing__mdt.Main: There is no custom metadata type for Nothing__mdt.Main.'
    ]);
});

it('given a user who has got a lesser profile, when he deploys, then he has the rights of that profile alone and the callback hears so', () => {
    const live = liveOrg(MIRROR);
    live.apex(
        `update new User(Id = UserInfo.getUserId(), ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);`
    );
    live.apex(`Deploy.record('Mirror__mdt.Main', 'Main mirror', 'OPEN', 3);`);
    live.pass(100);
    expect(systemRows(live.org.data, 'Mirror__mdt').map((row) => row.State__c)).toEqual(['CLOSED']);
    expect(systemRows(live.org.data, 'Account').map((row) => row.Name)).toEqual(['Failed true']);
});

it('given a transaction that sends mail and then fails, when it has ended, then only mail of transactions that lasted is in the outbox', () => {
    const live = liveOrg({});
    const send = `Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setTargetObjectId(UserInfo.getUserId());
        mail.setSubject('Cut'); mail.setHtmlBody('<b>cut</b>'); Messaging.sendEmail(new List<Messaging.Email>{ mail });`;
    const { exception } = live.org.runAnonymous(live.org.admin, `${send} throw new IllegalArgumentException('stop');`);
    expect(exception?.message).toBe('stop');
    live.apex(send);
    const { emails } = live.org.services.get(OrgOutbox);
    expect(emails).toHaveLength(1);
    expect(emails[0]).toMatchObject({ subject: 'Cut', htmlBody: '<b>cut</b>', targetObjectId: live.org.admin.id });
});

it('given a refresh token, when it is revoked by its delete token, then its row is gone; an unknown one changes nothing', () => {
    const live = liveOrg({});
    const values = { UserId: live.org.admin.id, AppName: 'App', DeleteToken: 'd-1' };
    insertSystemRow(live.org.data, 'OauthToken', values);
    live.org.data.store.commit();
    const revoke = (token: string): readonly string[] =>
        live.apex(`System.debug(Auth.OauthToken.revokeToken(Auth.OauthTokenType.DELETE_TOKEN, '${token}'));`);
    expect(revoke('d-2')).toEqual(['false']);
    expect(systemRowBy(live.org.data, 'OauthToken', 'DeleteToken', 'd-1')).not.toBeNull();
    expect(revoke('d-1')).toEqual(['true']);
    expect(systemRows(live.org.data, 'OauthToken')).toEqual([]);
});

it('given code that only tests may run, when it runs outside one, then it is refused by name', () => {
    const live = liveOrg({});
    expect(() => live.apex('Test.startTest();')).toThrow(
        'The local org does not support System.Test.startTest outside a test.'
    );
});
