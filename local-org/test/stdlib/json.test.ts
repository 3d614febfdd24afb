import { describe, expect, it } from 'vitest';
import { SObject } from '../../src/runtime/sobject.ts';
import { Describe } from '../../src/runtime/services.ts';
import type { DescribeService } from '../../src/runtime/services.ts';
import type { ServiceRegistry } from '../../src/runtime/transaction.ts';
import { runAnonymous } from '../apex/program.ts';
import { schema } from '../apex/platform.ts';
import { outputs } from './evaluate.ts';

const files = {
    'Item.cls': `public class Item {
        public enum Quality { GOOD, BAD }
        public String name;
        public Integer amount { get; set; }
        public Decimal price;
        public Double ratio;
        public Long total;
        public Boolean active;
        public Date day;
        public Datetime moment;
        public Quality kind;
        public Id recordId;
        public List<Item> parts;
        public Map<String, Integer> counts;
        public transient String secret;
        public static String shared = 'no';
        public String label { get { return name + '!'; } }
    }`
};

const describeService: Partial<DescribeService> = { newRecord: (object) => new SObject(schema.object(object)!) };
const parts = {
    provide: (services: ServiceRegistry) => services.provide(Describe, describeService as DescribeService)
};

function run(text: string): readonly string[] {
    const { output, error } = runAnonymous(text, files, parts);
    if (error) throw error;
    return output;
}

describe('JSON.serialize', () => {
    it('given an object, when it is serialized, then every readable member has its value, static and transient ones are left out', () => {
        const output = run(`
            Item one = new Item();
            one.name = 'a"b\\n'; one.amount = 3; one.price = 1.50; one.ratio = 2; one.total = 5000000000L; one.active = true;
            one.day = Date.newInstance(2026, 1, 31); one.moment = Datetime.newInstanceGmt(2026, 1, 31, 12, 0, 0); one.kind = Item.Quality.BAD;
            one.recordId = '001000000000001AAA'; one.parts = new List<Item>(); one.counts = new Map<String, Integer>{ 'x' => 1 };
            one.secret = 's';
            System.debug(JSON.serialize(one));
        `);
        expect(JSON.parse(output[0]!)).toEqual({
            name: 'a"b\n',
            amount: 3,
            price: 1.5,
            ratio: 2,
            total: 5000000000,
            active: true,
            day: '2026-01-31',
            moment: '2026-01-31T12:00:00.000Z',
            kind: 'BAD',
            recordId: '001000000000001AAA',
            parts: [],
            counts: { x: 1 },
            label: 'a"b\n!'
        });
        expect(output[0]).toContain('"price":1.50,"ratio":2.0,"total":5000000000');
    });

    it('given fields and properties, when they are serialized, then fields stand first', () => {
        const names = Object.keys(JSON.parse(run('System.debug(JSON.serialize(new Item()));')[0]!) as object);
        expect(names).toEqual([
            'name',
            'price',
            'ratio',
            'total',
            'active',
            'day',
            'moment',
            'kind',
            'recordId',
            'parts',
            'counts',
            'amount',
            'label'
        ]);
    });

    it('given nulls, when they are suppressed, then members without value are left out and map entries stay', () => {
        const table = {
            "JSON.serialize(new Map<String, Object>{ 'a' => null, 'b' => 1.0 }, true)": '{"a":null,"b":1.0}',
            'JSON.serialize(new Item(), true)': '{"label":"null!"}',
            'JSON.serialize(null)': 'null',
            'JSON.serialize(new List<Object>{ 1, 2.50, true, null })': '[1,2.50,true,null]',
            "JSON.serialize(new Set<String>{ 'x\\u0001/' })": '["x\\u0001/"]',
            "JSON.serialize(Blob.valueOf('foo'))": '"Zm9v"'
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });

    it('given nested structures, when they are printed prettily, then as the Jackson printer lays them out', () => {
        const output = run(`System.debug(JSON.serializePretty(new Map<String, Object>{
            'a' => new List<Integer>{ 1, 2 }, 'b' => new Map<String, Object>{ 'c' => null }, 'd' => new List<Object>() }));`);
        expect(output[0]).toBe('{\n  "a" : [ 1, 2 ],\n  "b" : {\n    "c" : null\n  },\n  "d" : [ ]\n}');
    });

    it('given records, when they are serialized, then attributes lead, only set fields follow and moments end in +0000', () => {
        const table = {
            "JSON.serialize(new Account(Name = 'Acme', Phone = null))":
                '{"attributes":{"type":"Account"},"Name":"Acme","Phone":null}',
            "JSON.serialize(new Contact(Id = '003000000000001AAA', LastName = 'X', Account = new Account(Name = 'Acme')))":
                '{"attributes":{"type":"Contact","url":"/services/data/v66.0/sobjects/Contact/003000000000001AAA"},"Id":"003000000000001AAA",' +
                '"Account":{"attributes":{"type":"Account"},"Name":"Acme"},"LastName":"X"}',
            'JSON.serialize(new Event(StartDateTime = Datetime.newInstanceGmt(2026, 1, 31, 12, 0, 0)))':
                '{"attributes":{"type":"Event"},"StartDateTime":"2026-01-31T12:00:00.000+0000"}'
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });

    it('given types without JSON form, when they are serialized, then the platform names the type', () => {
        const table = {
            'JSON.serialize(Account.SObjectType)':
                '! System.JSONException: Apex Type unsupported in JSON: Schema.SObjectType',
            "JSON.serialize(Pattern.compile('a'))": '! System.JSONException: Apex Type unsupported in JSON: Pattern'
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });
});

describe('JSON.deserialize', () => {
    it('given every kind of member, when an object is serialized and read again, then it has the same JSON', () => {
        const source = {
            NAME: 'n',
            amount: '7',
            price: '2.50',
            ratio: 0.5,
            total: 5000000000,
            active: 'true',
            day: '2026-01-31',
            moment: '2026-01-31T13:00:00+01:00',
            kind: 'good',
            recordId: '001000000000001',
            parts: [{ name: 'inner', parts: null }],
            counts: { x: 1 },
            secret: 'ignored',
            unknown: [1]
        };
        const output = run(`
            Item item = (Item) JSON.deserialize('${JSON.stringify(source)}', Item.class);
            System.debug(JSON.serialize(item, true));
            System.debug(item.secret);
        `);
        expect(JSON.parse(output[0]!)).toEqual({
            name: 'n',
            amount: 7,
            price: 2.5,
            ratio: 0.5,
            total: 5000000000,
            active: true,
            day: '2026-01-31',
            moment: '2026-01-31T12:00:00.000Z',
            kind: 'GOOD',
            recordId: '001000000000001AAA',
            parts: [{ name: 'inner', label: 'inner!' }],
            counts: { x: 1 },
            label: 'n!'
        });
        expect(output[1]).toBe('null');
    });

    it("given input that does not fit the type, when it is read, then the messages are the platform's", () => {
        const table = {
            "JSON.deserialize('[]', Item.class)":
                "! System.JSONException: Malformed JSON: Expected '{' at the beginning of object",
            "JSON.deserialize('{}', List<Item>.class)":
                "! System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set",
            'JSON.deserializeStrict(\'{"first": 1}\', Item.class)': '! System.JSONException: Unknown field: Item.first',
            'JSON.deserialize(\'{"amount":"thirty"}\', Item.class)':
                '! System.JSONException: For input string: "thirty" at [line:1, column:11]',
            'JSON.deserialize(\'{"active":"yes"}\', Item.class)':
                '! System.JSONException: Illegal value for boolean: yes at [line:1, column:11]',
            'JSON.deserialize(\'{"day":"31.1.2026"}\', Item.class)':
                '! System.JSONException: Invalid format: "31.1.2026" at [line:1, column:8]',
            'JSON.deserialize(\'{"kind":"UGLY"}\', Item.class)':
                '! System.JSONException: The type Item.Quality does not have an enum value UGLY at [line:1, column:9]',
            'JSON.deserialize(\'{"name":{}}\', Item.class)':
                '! System.JSONException: Illegal value for primitive at [line:1, column:9]',
            'JSON.deserialize(\'{"a":1}\', Map<String, Object>.class)':
                '! System.JSONException: Apex Type unsupported in JSON: Object',
            "JSON.deserialize('', Item.class)":
                '! System.JSONException: No content to map to Object due to end of input',
            'JSON.deserialize(null, Item.class)': '! System.NullPointerException: Argument 1 cannot be null'
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });

    it('given records, when they are read, then read-only fields, parents and children are set, and unknown columns matter only when strict', () => {
        const table = {
            '((Account) JSON.deserialize(\'{"name":"Acme","CreatedDate":"2026-01-31T12:00:00.000+0000","x":1}\', Account.class)).CreatedDate':
                '2026-01-31 12:00:00',
            '((Contact) JSON.deserialize(\'{"Account":{"Name":"Acme"}}\', Contact.class)).Account.Name': 'Acme',
            '((Account) JSON.deserialize(\'{"Contacts":{"totalSize":1,"done":true,"records":[{"LastName":"X"}]}}\', Account.class)).Contacts[0].LastName':
                'X',
            '((SObject) JSON.deserialize(\'{"attributes":{"type":"Account"},"Name":"Acme"}\', SObject.class)).get(\'Name\')':
                'Acme',
            'JSON.deserializeStrict(\'{"first":1}\', Account.class)':
                "! System.JSONException: No such column 'first' on sobject of type Account"
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });
});

describe('JSON.deserializeUntyped', () => {
    it('given values of all kinds, when they are read, then numbers take the smallest type that holds them', () => {
        const table = {
            "JSON.deserializeUntyped('5') instanceof Integer": 'true',
            "JSON.deserializeUntyped('5000000000') instanceof Long": 'true',
            "JSON.deserializeUntyped('5.10')": '5.10',
            'JSON.deserializeUntyped(\'{"a":[1,"x",null,true],"b":{}}\')': '{a=(1, x, null, true), b={}}',
            'JSON.deserializeUntyped(\'"\\\\u00fc\\\\n"\')': '\u00fc\n'
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });

    it('given malformed texts, when they are read, then the place of the fault is told', () => {
        const value = "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";
        const table = {
            "JSON.deserializeUntyped('{a:1}')":
                "! System.JSONException: Unexpected character ('a' (code 97)): was expecting double-quote to start field name at [line:1, column:2]",
            "JSON.deserializeUntyped('[1,]')": `! System.JSONException: Unexpected character (']' (code 93)): ${value} at [line:1, column:4]`,
            'JSON.deserializeUntyped(\'{"a" 1}\')':
                "! System.JSONException: Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at [line:1, column:6]",
            "JSON.deserializeUntyped('[1\\n2]')":
                "! System.JSONException: Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries at [line:2, column:1]",
            'JSON.deserializeUntyped(\'{"a":1\')':
                '! System.JSONException: Unexpected end-of-input: expected close marker for OBJECT (from [line:1, column:1]) at [line:1, column:7]',
            "JSON.deserializeUntyped('01')":
                "! System.JSONException: Unexpected character ('1' (code 49)): Expected space separating root-level values at [line:1, column:2]"
        };
        expect(outputs(table, files, parts)).toEqual(table);
    });
});

describe('JSONParser and JSONGenerator', () => {
    it('given a text, when it is read token by token, then names, texts and typed values are those of the current token', () => {
        const output = run(`
            JSONParser parser = JSON.createParser('{"a":1,"skip":{"x":[1]},"item":{"name":"n"},"d":"2026-01-31"}');
            while (parser.nextToken() != null) {
                String name = parser.getCurrentName();
                if (parser.getCurrentToken() == JSONToken.VALUE_NUMBER_INT) System.debug(name + '=' + parser.getIntegerValue());
                if (parser.getCurrentToken() == JSONToken.START_OBJECT && name == 'skip') { parser.skipChildren(); System.debug(parser.getCurrentToken()); }
                if (parser.getCurrentToken() == JSONToken.START_OBJECT && name == 'item') System.debug(((Item) parser.readValueAs(Item.class)).name);
                if (parser.getCurrentToken() == JSONToken.VALUE_STRING) System.debug(parser.getDateValue());
            }
            System.debug(parser.getCurrentToken());
        `);
        expect(output).toEqual(['a=1', 'END_OBJECT', 'n', '2026-01-31 00:00:00', 'null']);
    });

    it('given a value of another kind, when it is asked for, then it throws', () => {
        const output = run(`
            JSONParser parser = JSON.createParser('["x"]');
            parser.nextToken(); parser.nextToken();
            try { parser.getIntegerValue(); } catch (JSONException e) { System.debug(e.getMessage()); }
        `);
        expect(output).toEqual(['Current token (VALUE_STRING) not numeric, can not use numeric value accessors']);
    });

    it('given a generator, when it writes, then the text is complete JSON and calls out of order are refused', () => {
        const output = run(`
            JSONGenerator gen = JSON.createGenerator(false);
            gen.writeStartObject();
            gen.writeNumberField('n', 1.50);
            gen.writeFieldName('list');
            gen.writeStartArray();
            gen.writeString('x'); gen.writeNull(); gen.writeObject(new Map<String, Integer>{ 'k' => 1 });
            gen.writeEndArray();
            gen.writeDateField('d', Date.newInstance(2026, 1, 31));
            try { gen.writeString('y'); } catch (JSONException e) { System.debug(e.getMessage()); }
            gen.close();
            System.debug(gen.getAsString());
        `);
        expect(output).toEqual([
            'Can not write string, expecting field name',
            '{"n":1.50,"list":["x",null,{"k":1}],"d":"2026-01-31"}'
        ]);
    });
});
