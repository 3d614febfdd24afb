import { describe, expect, it } from 'vitest';
import { parseAnonymous, parseClass, parseTrigger } from '../../src/syntax/index.ts';
import { classOf, membersOf, outline, typeOutline } from './outline.ts';

describe('given a class', () => {
    it('when it has modifiers and super types, then all are kept', () => {
        const found = classOf(
            '@IsTest(SeeAllData=true isParallel = false) public virtual with sharing class A extends B.C implements D, Database.Batchable<SObject> {}'
        );
        expect(found.modifiers.names).toEqual(['public', 'virtual', 'with sharing']);
        expect(found.modifiers.annotations[0]).toMatchObject({
            name: { text: 'IsTest' },
            args: [
                { name: 'SeeAllData', value: { value: 'true' } },
                { name: 'isParallel', value: { value: 'false' } }
            ]
        });
        expect(found.extends && typeOutline(found.extends)).toBe('B.C');
        expect(found.implements.map(typeOutline)).toEqual(['D', 'Database.Batchable<SObject>']);
    });

    it('when an annotation has a bare value, then its argument has no name', () => {
        const [member] = membersOf("@SuppressWarnings('PMD.X') Integer a;");
        expect(member).toMatchObject({
            modifiers: { annotations: [{ args: [{ name: '', value: { value: 'PMD.X' } }] }] }
        });
    });

    it('when it has every kind of member, then each is told apart in order', () => {
        const members = membersOf(`
            public static final Integer A = 1, B;
            public String name { get; private set { name = value; } }
            transient Map<Id, A> byId;
            Sample(Integer a) { this.a = a; }
            public override String toString() { return 'x'; }
            abstract void run(final List<A> a, B b);
            static { A = 1; }
            { B = 2; }
            ;
            class Inner {}
            interface Shape { Integer area(); void draw(Canvas c); }
            enum Colour { RED, GREEN }
            static testMethod void it_works() {}
        `);
        expect(members.map((member) => member.kind)).toEqual([
            'Field',
            'Property',
            'Field',
            'Constructor',
            'Method',
            'Method',
            'Initializer',
            'Initializer',
            'Class',
            'Interface',
            'Enum',
            'Method'
        ]);
        expect(members[1]).toMatchObject({
            getter: { body: null },
            setter: { modifiers: { names: ['private'] }, body: { kind: 'Block' } }
        });
        expect(members[5]).toMatchObject({
            returnType: null,
            body: null,
            params: [{ modifiers: { names: ['final'] }, name: { text: 'a' } }, { name: { text: 'b' } }]
        });
        expect([members[6], members[7]]).toMatchObject([{ isStatic: true }, { isStatic: false }]);
        expect(members[9]).toMatchObject({ members: [{ name: { text: 'area' } }, { returnType: null, body: null }] });
        expect(members[10]).toMatchObject({ constants: [{ text: 'RED' }, { text: 'GREEN' }] });
        expect(members[11]).toMatchObject({ modifiers: { names: ['static', 'testmethod'] } });
    });

    it('when words of the language are spelled in capitals, then they mean the same', () => {
        expect(classOf('PUBLIC WITHOUT SHARING CLASS A { VOID f() { IF (TRUE) RETURN; } }').modifiers.names).toEqual([
            'public',
            'without sharing'
        ]);
    });

    it('when a member is declared, then its span covers modifiers and body', () => {
        const text = 'class A {\n    @Future\n    static void f() {}\n}';
        const method = classOf(text).members[0];
        expect(method?.span).toEqual({ start: 14, end: 44, line: 2, column: 5 });
    });
});

describe('given other units', () => {
    it('when a class file holds an interface or enum, then the unit is that', () => {
        const kindOf = (text: string) => parseClass({ path: 'A.cls', text }).unit?.type.kind;
        expect(kindOf('public interface A extends B, C { }')).toBe('Interface');
        expect(kindOf('global enum A { }')).toBe('Enum');
    });

    it('when a trigger mixes statements and declarations, then they are separated and variables stay in their place', () => {
        const { unit, diagnostics } = parseTrigger({
            path: 'T.trigger',
            text: `trigger T on Account (before insert, after undelete) {
                Integer n = 0;
                void count(Account a) { }
                n++;
                class Box {}
            }`
        });
        expect(diagnostics).toEqual([]);
        expect(unit?.object.text).toBe('Account');
        expect(unit?.events.map((event) => `${event.when} ${event.operation}`)).toEqual([
            'before insert',
            'after undelete'
        ]);
        expect(unit?.members.map((member) => member.kind)).toEqual(['Method', 'Class']);
        expect(unit?.body.map((statement) => statement.kind)).toEqual(['Local', 'ExpressionStatement']);
    });

    it('when an anonymous block has declarations, then only those with access or static leave the order of statements', () => {
        const { unit } = parseAnonymous({
            path: 'a.apex',
            text: `final Integer a = 1;
                static Integer b = 2;
                public Integer twice(Integer x) { return x * 2; }
                Integer c { get; set; }
                System.debug(twice(a));`
        });
        expect(unit?.members.map((member) => member.kind)).toEqual(['Field', 'Method', 'Property']);
        expect(unit?.body.map((statement) => statement.kind)).toEqual(['Local', 'ExpressionStatement']);
    });

    it('when a property body uses expressions, then they are parsed', () => {
        const [property] = membersOf('Integer a { get { return b ?? 0; } }');
        if (property?.kind !== 'Property') throw new Error('expected a property');
        const statement = property.getter?.body?.body[0];
        expect(statement?.kind === 'Return' && statement.value && outline(statement.value)).toBe('(?? b 0)');
    });
});
