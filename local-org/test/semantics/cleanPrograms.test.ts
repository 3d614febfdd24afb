import { describe, expect, it } from 'vitest';
import { check, placed } from './checking.ts';

/** Rightful Apex, one idea each; nothing may be found. */
const programs: Readonly<Record<string, string>> = {
    'names in any case': `public class A {
        private static final integer LIMIT_SIZE = 3;
        public static void F() { list<account> ACCOUNTS = new LIST<Account>(); accounts.ADD(new ACCOUNT(name = 'x')); system.Debug(limit_size); f(); }
    }`,
    'a local hides a field, a field hides a type': `public class A {
        private String account = 'text';
        Integer f() { Account account = new Account(); return account.Name.length(); }
        Integer g() { return account.length(); }
        static SObjectType h() { return Account.SObjectType; }
    }`,
    // Apex Reference Guide, "BusinessHours Class": the variable is a record, the method is of the class.
    'a class with static members only leaves its name to the object, for types and tokens': `public class A {
        Datetime f(Datetime at) {
            BusinessHours hours = [SELECT Id, IsDefault FROM BusinessHours WHERE IsDefault = true];
            List<BusinessHours> all = new List<BusinessHours>{ hours, new BusinessHours(Name = 'Night') };
            System.debug(BusinessHours.SObjectType + '' + BusinessHours.Name);
            for (BusinessHours each : all) { each.IsActive = true; }
            return BusinessHours.add(hours.Id, at, 1000);
        }
        Location g() { Location here = Location.newInstance(1, 2); return here; }
    }`,
    'a project class hides a platform class, its namespace stays': `public class A {
        public class Database { public void go() { } }
        void f(Database d) { d.go(); System.Database.query('SELECT Id FROM Account'); }
    }`,
    'inner classes see private statics of the outer class': `public class A {
        private static Integer count; private static void bump() { count++; }
        private class B { void f() { bump(); count = 1; A.count = 2; } }
        private void g() { B b = new B(); b.f(); }
    }`,
    'a batch for one object': `public class A implements Database.Batchable<SObject>, Database.Stateful, Schedulable {
        public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator([SELECT Id FROM Account]); }
        public void execute(Database.BatchableContext c, List<Account> scope) { update scope; }
        public void finish(Database.BatchableContext c) { Database.executeBatch(this, 200); }
        public void execute(SchedulableContext c) { System.schedule('x', '0 0 * * * ?', this); }
    }`,
    'own iterators and comparators': `public class A implements Iterable<Integer>, Iterator<Integer>, Comparator<Account> {
        public Iterator<Integer> iterator() { return this; }
        public Boolean hasNext() { return false; }
        public Integer next() { return 1; }
        public Integer compare(Account a, Account b) { return 0; }
        void f(List<Account> l) { for (Integer i : new A()) { Integer j = i; } l.sort(new A()); }
    }`,
    exceptions: `public virtual class A {
        public class OddException extends Exception { public Integer code; public override String getMessage() { return 'odd'; } }
        public class OdderException extends OddException { public OdderException(Integer code) { this.code = code; } }
        Integer f() {
            try { throw new OddException('a', new DmlException()); }
            catch (OdderException e) { return e.code; }
            catch (DmlException e) { return e.getNumDml(); }
            catch (Exception e) { System.debug(e.getMessage() + e.getStackTraceString() + e.getTypeName()); throw e; }
            finally { System.debug(1); }
        }
    }`,
    'every way out of a method': `public class A {
        Integer f(Object o) { while (true) { if (o == null) { return 1; } } }
        Integer g(Mood m) { switch on m { when GOOD, BAD { return 1; } when null { return 2; } when else { throw new DmlException(); } } }
        Integer h(SObject s) { switch on s { when Account a { return a.Name.length(); } when null { return 0; } when else { return 1; } } }
        Integer i(String s) { switch on s { when 'a', 'b' { return 1; } } do { s += 'x'; } while (s.length() < 3); return s.length(); }
        Integer j() { System.runAs(new User()) { return 1; } }
        enum Mood { GOOD, BAD }
    }`,
    'DML in all its forms': `public class A {
        void f(List<Invoice__c> l, Invoice__c i, List<SObject> rows, Account a, Account b) {
            insert l; update as user i; upsert l Ref__c; upsert i Invoice__c.Ref__c; delete rows; undelete l; merge a b; merge a new List<Id>{ b.Id };
            delete [SELECT Id FROM Account LIMIT 1];
            Database.SaveResult[] r = Database.insert(l, false, AccessLevel.USER_MODE);
            for (Database.SaveResult s : r) { for (Database.Error e : s.getErrors()) { System.debug(e.getStatusCode() == StatusCode.DUPLICATE_VALUE); } }
            EventBus.publish(new List<Done__e>{ new Done__e(Reason__c = 'x') });
        }
    }`,
    'properties with and without bodies': `public abstract class A {
        public static String shared { get { if (shared == null) { shared = 'a'; } return shared; } private set; }
        public virtual Integer size { get; protected set; }
        public Integer twice { get { return size * 2; } }
        public Boolean flag { set { flag = value; } }
        void f() { size = twice; size++; shared = 'b'; this.flag = true; }
    }`,
    'annotated methods': `public with sharing class A {
        public class Request { @InvocableVariable(required=true label='Id') public Id recordId; }
        @AuraEnabled(cacheable=true) public static List<Invoice__c> load(Id accountId) {
            return [SELECT Id, Account__r.Name FROM Invoice__c WHERE Account__c = :accountId WITH USER_MODE];
        }
        @InvocableMethod(label='Run') public static List<String> run(List<Request> requests) { return new List<String>{ requests[0].recordId }; }
        @future(callout=true) public static void later(Set<Id> ids) { new Http().send(new HttpRequest()); }
    }`,
    'interfaces of interfaces, default access, static init': `public class A implements A.Wide {
        public interface Narrow { Object get(); }
        public interface Wide extends Narrow { void put(Object value); }
        static Map<String, List<Integer>> table; static { table = new Map<String, List<Integer>>{ 'a' => new List<Integer>{ 1 } }; }
        final Object held; { held = 1; }
        public A() { this('x'); } public A(String s) { }
        public Object get() { return held; }
        public void put(Object value) { Narrow n = this; n.get(); table.get('a')[0]++; table.get('a').get(0).format(); }
    }`,
    numbers: `public class A {
        Decimal f(Integer i, Long l, Double d, Decimal e) {
            l = i; d = l; e = d; e += i; d *= 2; i += 1; i <<= 2; l = i * l; e = e / 3 + d;
            return Math.max(i, 3) + e.setScale(2, RoundingMode.HALF_UP) + Decimal.valueOf(i) + (Integer) l + Integer.valueOf('1');
        }
        Boolean g(Date a, Datetime b, Time c) { return a + 1 > b && a.addDays(1) != Date.today() && c < Time.newInstance(1, 2, 3, 4); }
    }`
};

describe('rightful programs', () => {
    for (const [idea, text] of Object.entries(programs)) {
        it(`given ${idea}, when checked, then nothing is found`, () => {
            expect(check({ 'A.cls': text }).diagnostics.map(placed)).toEqual([]);
        });
    }

    it('given a test class with setup and mocks, when checked, then nothing is found', () => {
        const text = `@IsTest private class A implements HttpCalloutMock, StubProvider {
            public HttpResponse respond(HttpRequest request) { HttpResponse r = new HttpResponse(); r.setStatusCode(200); return r; }
            public Object handleMethodCall(Object o, String name, Type t, List<Type> types, List<String> names, List<Object> args) { return null; }
            @TestSetup static void setup() { insert new Account(Name = 'x'); }
            @IsTest static void it_calls() {
                Test.setMock(HttpCalloutMock.class, new A());
                A stub = (A) Test.createStub(A.class, new A());
                Test.startTest(); Test.stopTest();
                Assert.areEqual(1, [SELECT COUNT() FROM Account], 'one');
                System.assertEquals('x', [SELECT Name FROM Account LIMIT 1].Name);
            }
        }`;
        expect(check({ 'A.cls': text }).diagnostics.map(placed)).toEqual([]);
    });
});
