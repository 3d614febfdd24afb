import { describe, expect, it } from 'vitest';
import { check, marked, placed } from './checking.ts';

const other: Readonly<Record<string, string>> = {
    'Base.cls': `public virtual class Base {
    private Integer secret;
    @TestVisible private Integer shown;
    protected Integer kept;
    public static final Integer LIMIT_OF_ALL = 5;
    public Integer onlyRead { get; private set; }
    public Integer onlyWrite { set; }
    public Base(String s) { }
    private Base(Integer i) { }
    public virtual void open() { }
    public void closed() { }
    private static void hidden() { }
    @TestVisible private static void forTests() { }
    private class Inner { }
}`,
    'Shape.cls': 'public interface Shape { Integer area(String unit); }',
    'Work.cls': 'public abstract class Work { public abstract void run(Integer n); }',
    'Mood.cls': 'public enum Mood { GOOD, BAD }'
};

/** Finding -> class `A` with § before the offending token. */
const table: readonly (readonly [message: string, text: string])[] = [
    // types and supertypes
    ['Invalid type: Nope', 'public class A extends §Nope { }'],
    ['Invalid super type: Shape', 'public class A extends §Shape { }'],
    ['Invalid interface: Work', 'public class A implements §Work { }'],
    ['Interface already implemented: Shape', 'public abstract class A implements Shape, §Shape { }'],
    ['Circular definition: A', 'public virtual class §A extends A { }'],
    ['Top-level type must have public or global visibility', 'class §A { }'],
    [
        "Classes extending Exception must have a name ending in 'Exception': A.Bad",
        'public class A { class §Bad extends Exception { } }'
    ],
    [
        'Exception class must extend another Exception class: A.BadException',
        'public class A { class §BadException { } }'
    ],
    [
        'System exception constructor already defined: <Constructor>(String)',
        'public class A { class B1Exception extends Exception { §B1Exception(String s) { } } }'
    ],
    ['Type name already in use: B', 'public class A { class B { } interface §B { } }'],
    ['Inner types are not allowed to have inner types', 'public class A { class B { class §C { } } }'],
    ['Inner types are not allowed to have static blocks', 'public class A { class B { §static { } } }'],
    ['Type is not visible: Base.Inner', 'public class A { Base.§Inner x; }'],
    // hierarchy
    ['Class A must implement the method: Integer Shape.area(String)', 'public class §A implements Shape { }'],
    ['Class A must implement the abstract method: void Work.run(Integer)', 'public class §A extends Work { }'],
    [
        'Class A must implement the method: Integer System.Comparable.compareTo(Object)',
        'public class §A implements Comparable { }'
    ],
    [
        'Class A must implement the method: void Database.Batchable<SObject>.finish(Database.BatchableContext)',
        'public class §A implements Database.Batchable<SObject> { public Database.QueryLocator start(Database.BatchableContext c) { return null; } public void execute(Database.BatchableContext c, List<Account> l) { } }'
    ],
    [
        'Method must use the override keyword: void A.open()',
        "public class A extends Base { A() { super('a'); } public void §open() { } }"
    ],
    [
        'Non-virtual, non-abstract methods cannot be overridden: void Base.closed()',
        "public class A extends Base { A() { super('a'); } public void §closed() { } }"
    ],
    [
        '@Override specified for non-overriding method: void A.other()',
        'public class A { public override void §other() { } }'
    ],
    [
        'Cannot reduce the visibility of method: void A.open()',
        "public class A extends Base { A() { super('a'); } protected override void §open() { } }"
    ],
    [
        'Method return types clash: Integer open() vs void open() from the type A',
        "public class A extends Base { A() { super('a'); } public override Integer §open() { return 1; } }"
    ],
    [
        'A: Overriding implementations of global or public interface methods must be global or public: Integer A.area(String)',
        'public class §A implements Shape { Integer area(String unit) { return 1; } }'
    ],
    // members
    ['Duplicate field: x', 'public class A { Integer X; String §x; }'],
    [
        'Method already defined: void f(Integer) from the type A',
        'public class A { void f(Integer a) { } void §f(Integer b) { } }'
    ],
    ['Identifier name is reserved: Group', 'public class A { Integer §Group; }'],
    ['Identifier name is reserved: limit', 'public class A { void f(Integer §limit) { } }'],
    ['Duplicate variable: b', 'public class A { void f(Integer b, String §b) { } }'],
    ['Invalid constructor name: B', 'public class A { §B() { } }'],
    ['Abstract methods cannot have a body', 'public abstract class A { abstract void §f() { } }'],
    ['Method must have a body', 'public class A { void §f(); }'],
    [
        'abstract methods defined types requires that class be declared as abstract: A',
        'public class A { abstract void §f(); }'
    ],
    ['Duplicate modifier: static', 'public class A { §static static void f() { } }'],
    ['Declarations can only have one scope', 'public class A { §public private void f() { } }'],
    ['virtual is not allowed on fields', 'public class A { §virtual Integer x; }'],
    ['Annotation does not exist: Wrong', 'public class A { @§Wrong void f() { } }'],
    // bodies of methods
    [
        'Missing return statement required return type: Integer',
        'public class A { Integer §f() { if (true) { return 1; } } }'
    ],
    ['Missing return statement required return type: Integer', 'public class A { Integer f() { §return; } }'],
    ['Illegal conversion from String to Integer', "public class A { Integer f() { return §'a'; } }"],
    ['Void method must not return a value', 'public class A { void f() { return §1; } }'],
    ['Constructors must not return a value', 'public class A { A() { return §1; } }'],
    ['Unreachable statement', 'public class A { Integer f() { return 1; §f(); } }'],
    [
        'Unreachable statement',
        'public class A { Integer f(Boolean b) { if (b) { return 1; } else { throw new DmlException(); } §return 2; } }'
    ],
    ['Duplicate variable: p', 'public class A { void f(Integer p) { String §p; } }'],
    ['This cannot be referenced in a static context', 'public class A { static Object f() { return §this; } }'],
    [
        'Super cannot be referenced in a static context',
        'public class A extends Work { public override void run(Integer n) { } static void f() { super.§run(1); } }'
    ],
    [
        'Abstract method cannot be called directly: run(Integer)',
        'public class A extends Work { public override void run(Integer n) { super.§run(n); } }'
    ],
    [
        'Non static field cannot be referenced from a static context: x from the type A',
        'public class A { Integer x; static Integer f() { return §x; } }'
    ],
    [
        'Non static method cannot be referenced from a static context: g()',
        'public class A { void g() { } static void f() { §g(); } }'
    ],
    [
        'Static field cannot be referenced from a non static context: X from the type A',
        'public class A { static Integer X; void f() { Integer y = this.§X; } }'
    ],
    [
        'Static method cannot be referenced from a non static context: g()',
        'public class A { static void g() { } void f() { this.§g(); } }'
    ],
    [
        'Final members can only be assigned in their declaration, init blocks, or constructors: x',
        'public class A { final Integer x = 1; void f() { §x = 2; } }'
    ],
    // visibility
    ['Variable is not visible: secret', 'public class A { Object f(Base b) { return b.§secret; } }'],
    ['Variable is not visible: kept', 'public class A { Object f(Base b) { return b.§kept; } }'],
    ['Variable is not visible: onlyRead', 'public class A { void f(Base b) { b.§onlyRead = 1; } }'],
    [
        'A value cannot be read from onlyWrite in type Base',
        'public class A { Object f(Base b) { return b.§onlyWrite; } }'
    ],
    ['Method is not visible: void Base.hidden()', 'public class A { void f() { Base.§hidden(); } }'],
    ['Method is not visible: void Base.forTests()', 'public class A { void f() { Base.§forTests(); } }'],
    ['Method is not visible: [Base].<Constructor>(Integer)', 'public class A { Object f() { return new §Base(1); } }'],
    ['Constructor not defined: [Base].<Constructor>()', 'public class A { Object f() { return new §Base(); } }'],
    ['Constructor not defined: [A].<Constructor>(Integer)', 'public class A { Object f() { return new §A(1); } }'],
    ['Abstract classes cannot be constructed: Work', 'public class A { Object f() { return new §Work(); } }'],
    ['Type cannot be constructed: Shape', 'public class A { Object f() { return new §Shape(); } }'],
    ['No default constructor available in super type: Base', 'public class §A extends Base { }'],
    ['No default constructor available in super type: Base', 'public class A extends Base { public §A() { } }'],
    [
        "Call to 'super()' must be the first statement in a constructor method",
        "public class A extends Base { A() { super('a'); §super('b'); } }"
    ],
    ['Variable does not exist: UGLY', 'public class A { Mood m = Mood.§UGLY; }'],
    // annotations
    ['Future methods must be declared as static', 'public class A { @§future void f() { } }'],
    [
        'Future methods do not support parameter type of Account',
        'public class A { @§future static void f(Account a) { } }'
    ],
    [
        'Future methods do not support return type of Integer',
        'public class A { @§future static Integer f() { return 1; } }'
    ],
    [
        'Only one parameter is supported on methods with @Invocable annotation',
        'public class A { @§InvocableMethod public static void f(List<Id> a, List<Id> b) { } }'
    ],
    [
        'InvocableMethod methods must be declared as static',
        'public class A { @§InvocableMethod public void f(List<Id> a) { } }'
    ],
    [
        'Only one method per type can be defined with: InvocableMethod',
        'public class A { @InvocableMethod public static void f(List<Id> a) { } @§InvocableMethod public static void g(List<Id> a) { } }'
    ],
    [
        'Overload of AuraEnabled method: f overload is not permitted',
        'public class A { @AuraEnabled public static void f() { } @§AuraEnabled public static void f(Integer i) { } }'
    ],
    ['RestResource classes must be declared as global', "@§RestResource(urlMapping='/a/*') public class A { }"],
    ['Rest Resource url cannot be empty', "@§RestResource(urlMapping='') global class A { }"],
    ["Rest Resource url must begin with a forward slash, '/'", "@§RestResource(urlMapping='a/*') global class A { }"],
    [
        "Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'",
        "@§RestResource(urlMapping='/a*') global class A { }"
    ],
    [
        "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character",
        "@§RestResource(urlMapping='/*a') global class A { }"
    ],
    [
        'HttpGet methods must be declared as global',
        "@RestResource(urlMapping='/a') global class A { @§HttpGet static void f() { } }"
    ],
    [
        'HttpPost methods must be declared as static',
        "@RestResource(urlMapping='/a') global class A { @§HttpPost global void f() { } }"
    ],
    [
        'Defining type for HttpPut methods must be declared as RestResource',
        'global class A { @§HttpPut global static void f() { } }'
    ],
    [
        'Only one method per type can be defined with: HttpPatch',
        "@RestResource(urlMapping='/a') global class A { @HttpPatch global static void f() { } @§HttpPatch global static void g() { } }"
    ],
    [
        'HttpPost methods do not support parameter type of Blob',
        "@RestResource(urlMapping='/a') global class A { @§HttpPost global static void f(Blob b) { } }"
    ],
    [
        'HttpPost methods do not support parameter type of A.In',
        "@RestResource(urlMapping='/a') global class A { global class In { global Set<String> names; } @§HttpPost global static void f(In i) { } }"
    ],
    [
        'HttpGet methods do not support return type of Map<Id,Account>',
        "@RestResource(urlMapping='/a') global class A { @§HttpGet global static Map<Id, Account> f() { return null; } }"
    ],
    [
        'Test method defined types requires that the class be annotated with IsTest',
        'public class A { @§IsTest static void f() { } }'
    ],
    ['Test methods must be declared as static', '@IsTest private class A { @§IsTest void f() { } }'],
    ['Test methods must have no arguments', '@IsTest private class A { @§IsTest static void f(Integer i) { } }']
];

describe('findings in declarations', () => {
    for (const [message, source] of table) {
        it(`given ${JSON.stringify(source)}, when checked, then only "${message}" at the mark`, () => {
            const { text, place } = marked(source);
            expect(check({ ...other, 'A.cls': text }).diagnostics.map(placed)).toEqual([`${place} ${message}`]);
        });
    }

    it('given a test class, when it reaches for @TestVisible members, then they are visible', () => {
        const text =
            '@IsTest private class A { @IsTest static void it_reads() { Base.forTests(); Base b = new Base(null); b.shown = 1; } }';
        expect(check({ ...other, 'A.cls': text }).diagnostics).toEqual([]);
    });

    it('given a REST resource with types that REST transfers, when checked, then nothing is found', () => {
        const text = `@RestResource(urlMapping='/a/*/b/*') global with sharing class A {
            global class Node { global List<Node> children; global Map<String, Account> accounts; global transient Set<Id> ids; }
            @HttpGet global static void read() { }
            @HttpPost global static Node write(Node node, Datetime at) { return node; } }`;
        expect(check({ 'A.cls': text }).diagnostics).toEqual([]);
    });

    it('given an exception class, when its four inherited constructors are used, then nothing is found', () => {
        const text = `public class A { class SadException extends Exception { }
            void f() { Exception e = new SadException(); e = new SadException('a'); e = new SadException(e); e = new SadException('a', e); } }`;
        expect(check({ 'A.cls': text }).diagnostics).toEqual([]);
    });

    it('given triggers, when their object or events are wrong, then each is found', () => {
        const found = check({
            'A.trigger': 'trigger A on Nope__c (before insert) { }',
            'B.trigger': 'trigger B on Account (before undelete, after insert, after insert) { return 1; }'
        }).diagnostics.map(placed);
        expect(found).toEqual([
            "1:14 Trigger type isn't an SObject: Nope__c",
            '1:23 Trigger Usage Before Undelete is not supported',
            '1:54 Duplicate Trigger Usage: after insert',
            '1:77 Trigger bodies must not return a value'
        ]);
    });
});
