import { describe, expect, it } from 'vitest';
import { displayName } from '../../src/semantics/index.ts';
import { check, lastValue, shape, statementsOf } from './checking.ts';

const classes: Readonly<Record<string, string>> = {
    'Pick.cls': `public class Pick {
    public static String of(Object o) { return 'Object'; }
    public static String of(Long l) { return 'Long'; }
    public static String of(Decimal d) { return 'Decimal'; }
    public static String of(List<SObject> l) { return 'SObjects'; }
    public static String of(SObject s) { return 'SObject'; }
    public static String of(Account a) { return 'Account'; }
    public static String two(String a, Object b) { return ''; }
    public static String two(Object a, String b) { return ''; }
    public static String two(String a, String b) { return ''; }
}`,
    'Animal.cls': `public abstract class Animal implements Comparable {
    public static Integer count = 0;
    protected String name;
    public String label { get { if (label == null) { label = name; } return label; } set; }
    public Integer age { get; set; }
    public Animal(String name) { this.name = name; }
    public abstract String speak();
    public virtual String speak(Integer times) { return speak(); }
    public virtual String speak(String word) { return word; }
    public Integer compareTo(Object other) { return 0; }
    public class Dog extends Animal {
        public Dog() { super('dog'); }
        public override String speak() { return super.speak(1) + name; }
    }
}`,
    'Mood.cls': 'public enum Mood { GOOD, BAD }'
};

const value = (text: string): string => shape(lastValue(text, classes));

describe('conversions are explicit', () => {
    const table: readonly (readonly [text: string, expected: string])[] = [
        ['Long l = 1;', 'numeric(1)'],
        ['Decimal d = 1;', 'numeric(1)'],
        ['Double d = 1.5;', "numeric('1.5')"],
        ['Object o = 1;', 'box(1)'],
        ['Object o = new Account();', 'upcast(new Account{})'],
        ['Object o; Integer i = (Integer) o;', 'unbox(o)'],
        ['Object o; Account a = (Account) o;', 'reference(o)'],
        ['Long l; Integer i = (Integer) l;', 'numeric(l)'],
        ["Id i = 'x';", "stringToId('x')"],
        ['Id i; String s = i;', 'idToString(i)'],
        ['Date d; Datetime t = d;', 'dateToDatetime(d)'],
        ['SObject s = new Account();', 'upcast(new Account{})'],
        ['SObject s; Account a = (Account) s;', 'reference(s)'],
        ['List<Account> a; List<SObject> b = a;', 'listElement(a)'],
        ['List<SObject> a; List<Account> b = a;', 'listElement(a)'],
        ['Account a = [SELECT Id FROM Account];', 'firstRow(soql list Account())'],
        ['List<Account> a = [SELECT Id FROM Account];', 'soql list Account()'],
        ['Integer n = [SELECT COUNT() FROM Account];', 'soql count Account()'],
        ['String s = [SELECT Name FROM Account].Name;', 'firstRow(soql list Account()).field Account.Name'],
        ["Account a = (Account) Database.query('x');", "firstRow(System.Database#query(String)('x'))"],
        ['String s = null;', 'null'],
        ['Comparable c = new Animal.Dog();', 'upcast(new Animal.Dog init$0())'],
        ['Boolean b = true; Long l = b ? 1 : 2L;', 'b ? numeric(1) : 2'],
        ['Integer i; Decimal d = i ?? 1.5;', "numeric(i) ?? '1.5'"]
    ];
    for (const [text, expected] of table) {
        it(`given ${text}, when bound, then ${expected}`, () => expect(value(text)).toBe(expected));
    }
});

describe('operators know their operands', () => {
    const table: readonly (readonly [text: string, expected: string])[] = [
        ['Integer i = 1 + 2;', '1 +int 2'],
        ['Long l; l = l * 2;', 'l = l *long numeric(2)'],
        ['Decimal d = 1 / 2.0;', "numeric(1) /decimal '2.0'"],
        ['Double x; Decimal d = x + 1.0;', "numeric(x) +decimal '1.0'"],
        ["String s = 'a' + 1 + null + true;", "concat('a', 1, null, true)"],
        ["Integer i; String s = 1 + i + 'a';", "concat(1 +int i, 'a')"],
        ['Date d; d = d + 1;', 'd = d +date 1'],
        ['Datetime d; d = d - 0.5;', "d = d -datetime '0.5'"],
        ["String s; Boolean b = s == 'x';", "s ==string 'x'"],
        ["Id i; Boolean b = i == 'x';", "i ==id 'x'"],
        ['Long l; Boolean b = l > 1;', 'l >long numeric(1)'],
        ['Date d; Datetime t; Boolean b = d < t;', 'dateToDatetime(d) <datetime t'],
        ['Boolean b = Mood.GOOD != Mood.BAD;', 'enum GOOD 0 !=value enum BAD 1'],
        ['Object o; Boolean b = o == 1;', 'o ==value box(1)'],
        ['Object o; Boolean b = o === null;', 'o ===identity null'],
        ['String s; s += 1;', 's +=string 1'],
        ['Decimal d; d += 1;', 'd +=decimal numeric(1)'],
        ['Long l; l++;', 'l++ long'],
        ['Integer i = -2147483648;', '-2147483648'],
        ['Boolean b = !true;', '!boolean true'],
        ['Integer i; i = ~i;', 'i = ~int i']
    ];
    for (const [text, expected] of table) {
        it(`given ${text}, when bound, then ${expected}`, () => expect(value(text)).toBe(expected));
    }
});

describe('overloads', () => {
    const chosen = (text: string): string => {
        const call = lastValue(text, classes);
        return call.kind === 'UserCall' ? call.method.params.map((param) => displayName(param.type)).join() : call.kind;
    };
    const table: readonly (readonly [text: string, params: string])[] = [
        ['Pick.of(1);', 'Long'],
        ['Double d; Pick.of(d);', 'Decimal'],
        ["Pick.of('a');", 'Object'],
        ['Pick.of(new Account());', 'Account'],
        ['Pick.of(new Contact());', 'SObject'],
        ['Pick.of(new List<Contact>());', 'List<SObject>'],
        ['Pick.of([SELECT Id FROM Contact]);', 'List<SObject>'],
        ['Pick.of(Mood.GOOD);', 'Object'],
        ["Pick.two('a', 'b');", 'String,String'],
        ["Pick.two('a', 1);", 'String,Object'],
        ["Pick.two(1, 'b');", 'Object,String'],
        ["Pick.two(null, 'b');", 'String,String']
    ];
    for (const [text, params] of table) {
        it(`given ${text}, when bound, then the overload (${params})`, () => expect(chosen(text)).toBe(params));
    }
});

describe('members and calls', () => {
    const table: readonly (readonly [text: string, expected: string])[] = [
        ["Animal a = new Animal.Dog(); a.speak('x');", "virtual a.speak$1$string('x')"],
        ['Animal a; a.speak(1);', 'virtual a.speak$1(1)'],
        ['Animal a; a.compareTo(null);', 'virtual a.compareto$1(null)'],
        ['Comparable c; c.compareTo(1);', 'c.interface System.Comparable compareto$1(box(1))'],
        ['Iterator<Integer> i; i.next();', 'i.interface System.Iterator next$0()'],
        ['Animal.COUNT = 1;', 'field _count = 1'],
        ['Animal a; a.age = 1;', 'a.field _age = 1'],
        ["Animal a; a.label = 'x';", "a.property label = 'x'"],
        ['List<Integer> l; l.add(1);', 'l.System.List#add(T)(1)'],
        ["Map<String, Object> m; m.put('a', 1L);", "m.System.Map#put(K,V)('a', box(1))"],
        ['List<Decimal> l; l.add(1);', 'l.System.List#add(T)(numeric(1))'],
        ["'a'.equals('b');", "'a'.System.String#equals(Object)(box('b'))"],
        ['Object o; o.hashCode();', 'o.Object#hashCode()()'],
        ['Mood m; m.name();', 'm.System.Enum#name()()'],
        ['Mood.values();', 'System.Enum#values(Type)(token type class)'],
        ["LoggingLevel.valueOf('INFO');", "System.Enum#valueOf(Type,String)(token type platform, 'INFO')"],
        ['System.debug(Mood.GOOD);', 'System.System#debug(Object)(upcast(enum GOOD 0))'],
        [
            "Account a; a.Name.addError('x');",
            "a.System.SObject#addError(Schema.SObjectField,String)(token sobjectField Account Name, 'x')"
        ],
        ['Account a; Account b = a.clone();', 'a.System.SObject#clone()()'],
        ['Contact c; String s = c.account.NAME;', 'c.parent Contact.Account.field Account.Name'],
        ['Account a; List<Contact> l = a.contacts;', 'a.children Account.Contacts'],
        [
            "Account a = new Account(name = 'x', NumberOfEmployees = 1);",
            "new Account{field Name = 'x', field NumberOfEmployees = 1}"
        ],
        ['Account a; Contact c = new Contact(Account = a);', 'new Contact{parent Account = a}'],
        [
            'Account a; String s = a?.Name.toLowerCase();',
            'safe(a: safe.field Account.Name.System.String#toLowerCase()())'
        ],
        [
            'Account a; String s = a?.Name?.trim();',
            'safe(a: safe(safe.field Account.Name: safe.System.String#trim()()))'
        ],
        [
            "Integer n; Id i; Object o = [SELECT Id FROM Account WHERE Id = :i AND (Name = :('x' + n)) LIMIT :n];",
            "upcast(soql list Account(i, concat('x', n), n))"
        ],
        ['Map<Id, Account> m = new Map<Id, Account>([SELECT Id FROM Account]);', 'collection(soql list Account())'],
        ["Map<String, Long> m = new Map<String, Long>{ 'a' => 1 };", "collection('a', numeric(1))"],
        ['Object o = new Integer[]{ 1, 2 }[0];', 'box(collection(1, 2)[0])']
    ];
    for (const [text, expected] of table) {
        it(`given ${text}, when bound, then ${expected}`, () => expect(value(text)).toBe(expected));
    }
});

describe('tokens', () => {
    const table: readonly (readonly [text: string, expected: string])[] = [
        ['SObjectType t = Account.SObjectType;', 'token sobjectType Account'],
        ['SObjectField f = account.name;', 'token sobjectField Account Name'],
        ['SObjectField f = Account.SObjectType.fields.Name;', 'token sobjectField Account Name'],
        ['Schema.DescribeFieldResult f = SObjectType.Account.fields.Name;', 'token fieldDescribe Account Name'],
        [
            'Schema.DescribeFieldResult f = Schema.Account.Name.getDescribe();',
            'token sobjectField Account Name.Schema.SObjectField#getDescribe()()'
        ],
        ['Schema.DescribeSObjectResult d = Schema.SObjectType.Account;', 'token describe Account'],
        [
            'Map<String, Schema.SObjectField> m = Schema.SObjectType.Account.fields.getMap();',
            'token describe Account.Schema.DescribeSObjectResult.fields.Schema.SObjectTypeFields#getMap()()'
        ],
        ['Type t = List<Account>.class;', 'token type list'],
        ['String s = System.Label.Greeting;', 'label Greeting'],
        ["Rate__mdt r = Rate__mdt.getInstance('x');", "Rate__mdt.getInstance('x')"],
        ['Map<String, Rate__mdt> m = Rate__mdt.getAll();', 'Rate__mdt.getAll()'],
        ['Boolean b = Setting__c.getOrgDefaults().Active__c;', 'Setting__c.getOrgDefaults().field Setting__c.Active__c']
    ];
    for (const [text, expected] of table) {
        it(`given ${text}, when bound, then ${expected}`, () => expect(value(text)).toBe(expected));
    }
});

describe('slots', () => {
    const slots = (files: Readonly<Record<string, string>>, name: string): string[] => {
        const { classes: symbols, diagnostics } = check(files);
        expect(diagnostics).toEqual([]);
        return symbols.find((symbol) => symbol.name === name)!.methods.map((method) => method.slot);
    };

    it('given a class that is queueable, schedulable and a finalizer, when slots are given, then its three execute methods differ', () => {
        const text = `public class Job implements Queueable, Schedulable, Finalizer {
            public void execute(FinalizerContext c) { }
            public void execute(SchedulableContext c) { }
            public void execute(QueueableContext c) { }
        }`;
        expect(slots({ 'Job.cls': text }, 'Job')).toEqual([
            'execute$1$finalizercontext',
            'execute$1$schedulablecontext',
            'execute$1'
        ]);
    });

    it('given an overload beside the implementation of a platform interface, when slots are given, then the implementation has the plain one', () => {
        const text = `public class P implements Comparable {
            public Integer compareTo(P other) { return 0; }
            public Integer compareTo(Object other) { return 0; }
        }`;
        expect(slots({ 'P.cls': text }, 'P')).toEqual(['compareto$1$p', 'compareto$1']);
    });

    it('given an override, when slots are given, then it has the slot of what it overrides', () => {
        expect(slots(classes, 'Animal.Dog')).toEqual(['speak$0']);
        expect(slots(classes, 'Animal')).toEqual(['speak$0', 'speak$1', 'speak$1$string', 'compareto$1']);
    });

    it('given private methods of one name up and down a hierarchy, when slots are given, then they do not override each other', () => {
        const files = {
            'Up.cls': 'public virtual class Up { private void f() { } }',
            'Down.cls': 'public class Down extends Up { private void f() { } }'
        };
        expect(slots(files, 'Up')).not.toEqual(slots(files, 'Down'));
    });

    it('given fields of one name up and down a hierarchy, when stored, then each has its own place', () => {
        const { classes: symbols } = check({
            'Up.cls': 'public virtual class Up { private Integer x; }',
            'Down.cls': 'public class Down extends Up { private Integer X; }'
        });
        expect(symbols.map((symbol) => symbol.fields[0]!.jsName)).toEqual(['_x', '_X$1']);
    });
});

describe('statements', () => {
    it('given a for-each whose elements need a conversion, when bound, then a hidden local carries the element', () => {
        const [, loop] = statementsOf('List<Integer> l;\nfor (Decimal d : l) { }');
        if (loop?.kind !== 'ForEach' || loop.body.kind !== 'Block') throw new Error('not a for-each');
        const [local] = loop.body.body;
        expect(displayName(loop.local.type)).toBe('Integer');
        expect(local?.kind === 'Local' && local.init && shape(local.init)).toBe('numeric(element)');
    });

    it('given loops over a query, when bound, then records or chunks are asked for', () => {
        const sources = statementsOf(
            'for (Account a : [SELECT Id FROM Account]) { }\nfor (List<Account> a : [SELECT Id FROM Account]) { }'
        ).map((statement) => statement.kind === 'ForEach' && statement.source);
        expect(sources).toEqual(['soqlRecord', 'soqlChunk']);
    });

    it('given a property used inside its own accessor, when bound, then it is its storage', () => {
        const { program } = check(classes);
        const accessor = program.classes.find(({ symbol }) => symbol.name === 'Animal')!.accessors[0]!;
        const [condition] = accessor.body!.body;
        expect(condition?.kind === 'If' && shape(condition.condition)).toBe('this.field _label ==value null');
    });

    it('given a trigger, when bound, then Trigger.new has the type of its object', () => {
        const { program, diagnostics } = check({
            'T.trigger': 'trigger T on Account (before insert) { for (Account a : Trigger.new) { a.Name = null; } }'
        });
        expect(diagnostics).toEqual([]);
        expect(program.triggers[0]).toMatchObject({ object: 'Account', events: ['before insert'] });
    });

    it('given constructors, when bound, then the chain names its target', () => {
        const { program } = check(classes);
        const dog = program.classes.find(({ symbol }) => symbol.name === 'Animal.Dog')!;
        expect(dog.constructors[0]!.chain).toMatchObject({
            kind: 'super',
            target: { symbol: 'constructor', slot: 'init$1' }
        });
    });
});
