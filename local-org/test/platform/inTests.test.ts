import { expect, it } from 'vitest';
import { permissionSet } from '../org/projectFolder.ts';
import { apexTests } from '../async/orgUnderTest.ts';

async function allPass(body: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const outcomes = await apexTests({
        ...more,
        'app/classes/PlatformTest.cls': `@IsTest private class PlatformTest {${body}}`
    });
    expect(Object.keys(outcomes).length).toBeGreaterThan(0);
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'pass')).toEqual([]);
}

const NEW_USER = `private static User person(String name) {
    return new User(Username = name + '@platform.example', FirstName = 'Pat', LastName = name, Email = 'p@platform.example', Alias = 'pat',
        TimeZoneSidKey = 'Europe/Berlin', LocaleSidKey = 'de_DE', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'de',
        ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);
}`;

it('given limits used before startTest, when the test window opens and closes, then it has fresh ones and the old come back', async () => {
    await allPass(`
        @IsTest static void it_has_a_window() {
            insert new Account(Name = 'before');
            Account before = [SELECT Id FROM Account];
            Assert.areEqual(1, Limits.getQueries());
            Assert.areEqual(1, Limits.getDmlStatements());
            Test.startTest();
            Assert.areEqual(0, Limits.getQueries());
            Assert.areEqual(100, Limits.getLimitQueries());
            before = [SELECT Id FROM Account];
            Assert.areEqual(1, Limits.getQueries());
            Test.stopTest();
            Assert.areEqual(1, Limits.getQueries());
            Assert.areEqual(1, Limits.getDmlStatements());
        }
        @IsTest static void it_opens_once() {
            Test.startTest();
            Test.stopTest();
            try {
                Test.startTest();
                Assert.fail('the window was opened twice');
            } catch (FinalException twice) {
                Assert.areEqual('Testing already started', twice.getMessage());
            }
        }`);
});

it('given a mock, when Apex calls out, then the mock answers, but not after DML and not without a mock', async () => {
    await allPass(
        `
        private class Echo implements HttpCalloutMock {
            public HttpResponse respond(HttpRequest request) {
                HttpResponse response = new HttpResponse();
                response.setStatusCode(201);
                response.setBody(request.getMethod() + ' ' + request.getEndpoint() + ' ' + request.getHeader('x-key') + ' ' + request.getBody());
                return response;
            }
        }
        private static HttpResponse call() {
            HttpRequest request = new HttpRequest();
            request.setEndpoint('callout:Vendor/score');
            request.setMethod('POST');
            request.setHeader('X-Key', 'k');
            request.setBody('{}');
            return new Http().send(request);
        }
        @IsTest static void it_is_answered_by_the_mock() {
            Test.setMock(HttpCalloutMock.class, new Echo());
            HttpResponse response = call();
            Assert.areEqual(201, response.getStatusCode());
            Assert.areEqual('POST callout:Vendor/score k {}', response.getBody());
            Assert.areEqual(1, Limits.getCallouts());
        }
        @IsTest static void it_needs_a_mock() {
            try {
                call();
                Assert.fail('a test called out');
            } catch (Exception refused) {
                Assert.areEqual('Methods defined as TestMethod do not support Web service callouts', refused.getMessage());
            }
        }
        @IsTest static void it_may_not_follow_dml_but_in_a_new_window() {
            Test.setMock(HttpCalloutMock.class, new Echo());
            insert new Account(Name = 'pending');
            try {
                call();
                Assert.fail('a callout followed DML');
            } catch (CalloutException refused) {
                Assert.areEqual('You have uncommitted work pending. Please commit or rollback before calling out', refused.getMessage());
            }
            Test.startTest();
            Assert.areEqual(201, call().getStatusCode());
            System.enqueueJob(new Waiting());
            try {
                call();
                Assert.fail('a callout followed enqueueJob');
            } catch (CalloutException refused) {
                Assert.isTrue(refused.getMessage().startsWith('You have uncommitted work pending.'));
            }
        }
        @IsTest static void it_is_allowed_by_the_job() {
            Test.setMock(HttpCalloutMock.class, new Echo());
            Test.startTest();
            System.enqueueJob(new Caller.Allowed());
            System.enqueueJob(new Caller());
            try {
                Test.stopTest();
                Assert.fail('a job called out that may not');
            } catch (CalloutException refused) {
                Assert.isTrue(refused.getMessage().startsWith('Callout not allowed from this future method.'), refused.getMessage());
            }
            Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = '201']);
        }
        @IsTest static void it_is_refused_in_triggers() {
            Test.setMock(HttpCalloutMock.class, new Echo());
            try {
                insert new Contact(LastName = 'trigger');
                Assert.fail('a trigger called out');
            } catch (DmlException refused) {
                Assert.isTrue(refused.getMessage().contains('Callout from triggers are currently not supported.'), refused.getMessage());
            }
        }`,
        {
            'app/classes/Waiting.cls':
                'public class Waiting implements Queueable { public void execute(QueueableContext context) {} }',
            'app/classes/Caller.cls': `public virtual class Caller implements Queueable {
                public class Allowed extends Caller implements Database.AllowsCallouts {}
                public void execute(QueueableContext context) {
                    insert new Account(Name = '' + send());
                }
                public static Integer send() {
                    HttpRequest request = new HttpRequest();
                    request.setEndpoint('callout:Vendor');
                    request.setMethod('GET');
                    return new Http().send(request).getStatusCode();
                }
            }`,
            'app/triggers/ContactTrigger.trigger':
                'trigger ContactTrigger on Contact (before insert) { Caller.send(); }'
        }
    );
});

it('given runAs, when a block runs as someone else, then user, permissions and the separation of DML are his', async () => {
    await allPass(
        `${NEW_USER}
        @IsTest static void it_is_someone_else() {
            Id me = UserInfo.getUserId();
            User pat = person('pat');
            insert pat;
            insert new PermissionSetAssignment(AssigneeId = pat.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Brakes'].Id);
            Assert.isFalse(FeatureManagement.checkPermission('Pull_Brake'));
            System.runAs(pat) {
                Assert.areEqual(pat.Id, UserInfo.getUserId());
                Assert.areEqual('Pat pat', UserInfo.getName());
                Assert.areEqual('pat@platform.example', UserInfo.getUserName());
                Assert.areEqual('Europe/Berlin', UserInfo.getTimeZone().getID());
                Assert.areEqual('de_DE de', UserInfo.getLocale() + ' ' + UserInfo.getLanguage());
                Assert.isTrue(FeatureManagement.checkPermission('pull_brake'));
                Assert.isFalse(FeatureManagement.checkPermission('No_Such_Permission'));
                insert new Account(Name = 'ordinary DML after setup DML');
            }
            Assert.areEqual(me, UserInfo.getUserId());
        }
        @IsTest static void it_makes_the_user_it_needs() {
            System.runAs(person('new')) {
                Assert.areEqual('new@platform.example', [SELECT Username FROM User WHERE Id = :UserInfo.getUserId()].Username);
            }
        }`,
        {
            'app/customPermissions/Pull_Brake.customPermission-meta.xml':
                '<?xml version="1.0" encoding="UTF-8"?>\n<CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata"><isLicensed>false</isLicensed><label>Pull</label></CustomPermission>',
            'app/permissionsets/Brakes.permissionset-meta.xml': permissionSet(
                'Brakes',
                '<customPermissions><enabled>true</enabled><name>Pull_Brake</name></customPermissions>'
            )
        }
    );
});

it('given a stub provider, when methods of the stub are called, then it hears their names and arguments and gives the answers', async () => {
    await allPass(
        `
        private class Recorder implements StubProvider {
            public List<String> heard = new List<String>();
            public Object handleMethodCall(Object stub, String name, Type returned, List<Type> types, List<String> names, List<Object> args) {
                heard.add(name + ' ' + returned + ' ' + types + ' ' + names + ' ' + args);
                return name == 'add' ? 42 : null;
            }
        }
        @IsTest static void it_asks_the_provider() {
            Recorder recorder = new Recorder();
            Calculator stub = (Calculator) Test.createStub(Calculator.class, recorder);
            Assert.areEqual(42, stub.add(1, 2L));
            stub.reset();
            Assert.areEqual('add Integer (Integer, Long) (a, b) (1, 2)', recorder.heard[0]);
            Assert.areEqual('reset void () () ()', recorder.heard[1]);
            Assert.isInstanceOfType(stub, Calculator.class);
        }`,
        {
            'app/classes/Calculator.cls': `public class Calculator {
                public Integer add(Integer a, Long b) {
                    return -1;
                }
                public void reset() {
                    throw new IllegalArgumentException('the real one ran');
                }
            }`
        }
    );
});

it('given fields that a user may not see, when records are stripped, then these are gone, named, and the originals whole', async () => {
    await allPass(
        `${NEW_USER}
        @IsTest static void it_strips() {
            User pat = person('pat');
            insert pat;
            insert new PermissionSetAssignment(AssigneeId = pat.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Reader'].Id);
            System.runAs(new User(Id = UserInfo.getUserId())) {
                insert new Secret__c(Name = 'n', Open__c = 'o', Hidden__c = 'h');
            }
            List<Secret__c> rows = [SELECT Name, Open__c, Hidden__c FROM Secret__c];
            System.runAs(pat) {
                SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, rows);
                Secret__c stripped = (Secret__c) decision.getRecords()[0];
                Assert.areEqual('o', stripped.Open__c);
                Assert.isFalse(stripped.isSet('Hidden__c'));
                Assert.areEqual(new Set<String>{ 'Hidden__c' }, decision.getRemovedFields().get('Secret__c'));
                Assert.areEqual(new Set<Integer>{ 0 }, decision.getModifiedIndexes());
                Assert.areEqual('h', rows[0].Hidden__c);
                try {
                    Security.stripInaccessible(AccessType.CREATABLE, rows);
                    Assert.fail('the user may not create these');
                } catch (NoAccessException refused) {
                    Assert.areEqual('No access to entity: Secret__c', refused.getMessage());
                }
            }
        }`,
        {
            'app/objects/Secret__c/Secret__c.object-meta.xml':
                '<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><deploymentStatus>Deployed</deploymentStatus><label>Secret</label><pluralLabel>Secrets</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>' +
                ['Open__c', 'Hidden__c']
                    .map(
                        (name) =>
                            `<fields><fullName>${name}</fullName><label>${name}</label><length>10</length><type>Text</type></fields>`
                    )
                    .join('') +
                '</CustomObject>',
            'app/permissionsets/Reader.permissionset-meta.xml': permissionSet(
                'Reader',
                '<fieldPermissions><editable>false</editable><field>Secret__c.Open__c</field><readable>true</readable></fieldPermissions>' +
                    '<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Secret__c</object><viewAllRecords>true</viewAllRecords></objectPermissions>'
            )
        }
    );
});

it('given the rest of the platform, when a test asks it, then requests, mail, hours and metadata answer as in an org', async () => {
    await allPass(`
        @IsTest static void it_knows_the_request() {
            Assert.areEqual(Quiddity.RUNTEST_SYNC, Request.getCurrent().getQuiddity());
            Assert.isTrue(Test.isRunningTest());
        }
        @IsTest static void it_sends_mail() {
            Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
            mail.setToAddresses(new List<String>{ 'dpo@example.org' });
            mail.setSubject('Cut');
            mail.setPlainTextBody('It is cut.');
            List<Messaging.SendEmailResult> results = Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });
            Assert.isTrue(results[0].isSuccess());
            Assert.areEqual(1, Limits.getEmailInvocations());
            try {
                Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ new Messaging.SingleEmailMessage() });
                Assert.fail('mail to nobody was sent');
            } catch (EmailException refused) {
                Assert.isTrue(refused.getMessage().contains('REQUIRED_FIELD_MISSING, Add a recipient to send an email.'));
            }
        }
        @IsTest static void it_knows_hours() {
            BusinessHours found = [SELECT Id, IsDefault FROM BusinessHours WHERE IsDefault = TRUE];
            Assert.areEqual(BusinessHours.SObjectType, found.getSObjectType());
            Assert.isTrue(found.IsDefault);
            Id hours = found.Id;
            Datetime start = Datetime.newInstanceGmt(2026, 1, 15, 12, 0, 0);
            Assert.areEqual(start.addHours(72), BusinessHours.add(hours, start, 72L * 3600 * 1000));
            Assert.areEqual(3600000L, BusinessHours.diff(hours, start, start.addHours(1)));
        }
        @IsTest static void it_deploys_nothing_from_a_test() {
            Metadata.DeployContainer container = new Metadata.DeployContainer();
            Metadata.CustomMetadata record = new Metadata.CustomMetadata();
            record.fullName = 'A__mdt.B';
            container.addMetadata(record);
            Assert.areEqual(1, container.getMetadata().size());
            Assert.isTrue(container.removeMetadataByFullName('A__mdt.B'));
            Assert.isTrue(container.getMetadata().isEmpty());
            try {
                Metadata.Operations.enqueueDeployment(container, null);
                Assert.fail('a test deployed');
            } catch (AsyncException refused) {
                Assert.areEqual('Metadata cannot be deployed from within a test', refused.getMessage());
            }
        }
        @IsTest static void it_sets_a_created_date() {
            Account old = new Account(Name = 'old');
            insert old;
            Test.setCreatedDate(old.Id, Datetime.newInstanceGmt(2020, 2, 3, 4, 5, 6));
            Assert.areEqual(2020, [SELECT CreatedDate FROM Account].CreatedDate.yearGmt());
        }`);
});
