import { describe, expect, it } from 'vitest';
import { checkBlock, marked, placed } from './checking.ts';

/** Finding -> anonymous block with § before the offending token. */
const table: readonly (readonly [message: string, block: string])[] = [
    // names
    ['Variable does not exist: y', 'Integer x = §y;'],
    ['Variable does not exist: Foo__c', 'Account a = new Account();\nString s = (String) a.§Foo__c;'],
    ['Variable does not exist: Nope', 'Object o = Schema.Account.§Nope;'],
    ['Invalid type: Foo', '§Foo x;'],
    ['Invalid type: Missing', 'List<§Missing> x;'],
    ['Invalid type: System.Nothing', '§System.Nothing x;'],
    ['Invalid type argument count for Map: expected 2 but found 1', '§Map<String> m;'],
    ['Identifier name is reserved: then', 'Integer §then = 1;'],
    ['Duplicate variable: X', 'Integer x = 1;\nif (x == 1) { String §X = null; }'],
    ['External string does not exist: Farewell', 'String s = Label.§Farewell;'],
    // calls
    ['Method does not exist or incorrect signature: void foo(Integer) from the type AnonymousBlock', '§foo(1);'],
    ['Method does not exist or incorrect signature: void trimm() from the type String', "String s = 'a'.§trimm();"],
    [
        'Method does not exist or incorrect signature: void substring(String) from the type String',
        "String s = 'a'.§substring('b');"
    ],
    [
        'Method does not exist or incorrect signature: void put(Integer) from the type Map<String,Integer>',
        'Map<String, Integer> m = new Map<String, Integer>();\nm.§put(1);'
    ],
    [
        'Method does not exist or incorrect signature: void getAll() from the type Account',
        'Object o = Account.§getAll();'
    ],
    ['Non static method cannot be referenced from a static context: trim()', 'String s = String.§trim();'],
    [
        'addError must be invoked on an expression that is an exact SObject field reference',
        "String s = 'a';\ns.§addError('x');"
    ],
    // conversions
    ['Illegal assignment from String to Integer', "Integer x = §'a';"],
    ['Illegal assignment from Decimal to Integer', 'Integer x;\nx = §1.5;'],
    ['Illegal assignment from Long to Integer', 'Integer x = §5L;'],
    ['Illegal assignment from Integer to String', 'String s = §1;'],
    ['Illegal assignment from Object to String', "Object o = 'a';\nString s = §o;"],
    ['Illegal assignment from SObject to Account', 'SObject o;\nAccount a = §o;'],
    ['Illegal assignment from Contact to Account', 'Account a = §new Contact();'],
    ['Illegal assignment from List<Integer> to List<String>', 'List<String> l = §new List<Integer>();'],
    ['Illegal assignment from Datetime to Date', 'Date d = §Datetime.now();'],
    ['Illegal assignment from List<Account> to Map<Id,Account>', 'Map<Id, Account> m = §[SELECT Id FROM Account];'],
    ['Incompatible types since an instance of String is never an instance of Integer', "Integer x = §(Integer) 'a';"],
    [
        'Incompatible types since an instance of Account is never an instance of Contact',
        'Contact c = §(Contact) new Account();'
    ],
    [
        'Operation instanceof is always false since an instance of String is never an instance of Integer',
        "Boolean b = §'a' instanceof Integer;"
    ],
    ['Incompatible types in ternary operator: Integer, String', "Object o = §true ? 1 : 'a';"],
    ['Incompatible types in null coalescing operator: Integer, String', "Integer i;\nObject o = §i ?? 'a';"],
    // operators
    ['Arithmetic expressions must use numeric arguments', 'Integer x = §true + 1;'],
    ['Date expressions must use Integer or Long', 'Date d = §Date.today() + 1.5;'],
    ['Date/time expressions must use Integer or Double or Decimal', 'Datetime d = §Datetime.now() + true;'],
    ['<< operation can only be applied to Integer or Long types', 'Integer x = §1 << 1.0;'],
    [
        '& operator can only be applied to Boolean expressions or to Integer or Long expressions',
        'Boolean b = §true & 1;'
    ],
    ['Logical operator can only be applied to Boolean', 'Boolean b = true && §1;'],
    ['! operator can only be applied to boolean expressions', 'Boolean b = §!1;'],
    ['Unary negation must use a numeric argument', "Integer x = §-'a';"],
    ['Comparison arguments must be compatible types: Integer, String', "Boolean b = §1 == 'a';"],
    ['Comparison arguments must be compatible types: Account, Contact', 'Boolean b = §new Account() == new Contact();'],
    ['Inequality operator not allowed for this type: Boolean', 'Boolean b = §true < false;'],
    ['Condition expression must be of type Boolean: Integer', 'if (§1) { }'],
    ['Condition expression must be of type Boolean: String', "while (§'a') { }"],
    ['Expression must be a list type: Map<String,Integer>', "Map<String, Integer> m;\nInteger i = §m['a'];"],
    ['List index must be of type Integer: String', "List<String> l;\nString s = l[§'a'];"],
    ['Expression cannot be assigned', "§'a'.length() = 1;"],
    ['Unary postfix increment/decrement can only be applied to numeric expressions: String', "String s = 'a';\n§s++;"],
    ['Illegal integer', 'Integer x = §2147483648;'],
    [
        'Final members can only be assigned in their declaration, init blocks, or constructors: x',
        'final Integer x = 1;\n§x = 2;'
    ],
    ['Field is not writeable: Invoice__c.Double__c', 'Invoice__c i = new Invoice__c();\ni.§Double__c = 1;'],
    ['Field is not writeable: Invoice__c.Double__c', 'Invoice__c i = new Invoice__c(§Double__c = 1);'],
    // creation
    ['Field does not exist: Foo__c on Account', 'Account a = new Account(§Foo__c = 1);'],
    ['Duplicate field initialization: Name', "Account a = new Account(Name = 'a', §Name = 'b');"],
    ['Type requires name=value pair construction: Account', "Account a = new §Account('x');"],
    [
        'Invalid constructor syntax, name=value pairs can only be used for SObjects: HttpRequest',
        'Object o = new §HttpRequest(Method = 1);'
    ],
    ['Type cannot be constructed: String', 'String s = new §String();'],
    ['Type cannot be constructed: SObject', 'SObject s = new §SObject();'],
    ['Type cannot be constructed: Exception', 'Exception e = new §Exception();'],
    ['Constructor not defined: [System.HttpRequest].<Constructor>(Integer)', 'HttpRequest r = new §HttpRequest(1);'],
    [
        'Initial expression is of incorrect type, expected: Integer but was: String',
        "List<Integer> l = new List<Integer>{ 1, §'a' };"
    ],
    ['Invalid key type Integer for Map<Id,Integer>', 'Map<Id, Integer> m = new Map<Id, Integer>{ §1 => 1 };'],
    [
        'Invalid value type String for Map<String,Integer>',
        "Map<String, Integer> m = new Map<String, Integer>{ 'a' => §'b' };"
    ],
    [
        'Invalid initializer type String found for Set<Integer>: expected a List or a Set of type: Integer',
        "Set<Integer> s = new §Set<Integer>('a');"
    ],
    // statements
    ['Expression cannot be a statement.', 'Integer x = 1;\n§x == 1;'],
    ['Break statement must be in loop', '§break;'],
    ['Continue statement must be in loop', 'if (true) { §continue; }'],
    ['Loop must iterate over collection: Integer', 'for (Integer i : §5) { }'],
    ['Invalid loop variable type expected Integer was String', 'for (§String s : new List<Integer>()) { }'],
    [
        'Loop variable must be a generic SObject or List or a concrete SObject or List of: Account',
        'for (§Contact c : [SELECT Id FROM Account]) { }'
    ],
    ['Throw expression must be of type exception: String', "throw §'a';"],
    ['Catch block variable must be of type exception: Account', 'try { Integer i = 1; } catch (§Account e) { }'],
    [
        'Exception type already caught: DmlException',
        'try { Integer i = 1; } catch (Exception e) { } catch (§DmlException e) { }'
    ],
    ['Unreachable statement', 'for (Integer i = 0; i < 1; i++) { break; §i = 2; }'],
    ['DML requires SObject or SObject list type: String', "insert §'a';"],
    ['DML requires SObject or SObject list type: Set<Account>', 'update §new Set<Account>();'],
    ['DML operation INSERT not allowed on Rate__mdt', 'insert §new Rate__mdt();'],
    ['DML operation INSERT not allowed on Done__e', 'insert §new Done__e();'],
    [
        'Invalid field for upsert, must be an External Id custom or standard indexed field: Note__c',
        'upsert new Invoice__c() §Note__c;'
    ],
    ['Specified type Invoice__c cannot be merged', 'merge §new Invoice__c() new Invoice__c();'],
    ["runAs requires a single argument of type 'User' or 'Version'", '§System.runAs(new Account()) { }'],
    // switch
    ['Boolean is not a valid switch expression type', 'switch on §true { when else { } }'],
    [
        "String value in 'when expression' cannot be implicitly converted to the Integer type in switch expression",
        "switch on 1 { when §'a' { } }"
    ],
    ['1 occurs as more than one when branch for this switch statement', 'switch on 1 { when 1 { } when §1 { } }'],
    [
        "'when expression' must be a literal, a constant literal field or enum value",
        'Integer i = 1;\nswitch on 1 { when §i { } }'
    ],
    [
        "Switching on SObject types must be a 'when type variable' or 'when null'",
        "SObject s;\nswitch on s { when §'a' { } }"
    ],
    [
        "Enum value used in 'when expression' should be unqualified",
        'System.LoggingLevel l;\nswitch on l { when §LoggingLevel.INFO { } }'
    ],
    ['Variable does not exist: LOUD', 'System.LoggingLevel l;\nswitch on l { when §LOUD { } }']
];

describe('findings in statements and expressions', () => {
    for (const [message, block] of table) {
        it(`given ${JSON.stringify(block)}, when checked, then only "${message}" at the mark`, () => {
            const { text, place } = marked(block);
            expect(checkBlock(text).diagnostics.map(placed)).toEqual([`${place} ${message}`]);
        });
    }

    it('given a name that is unknown, when its value is used on and on, then there is one finding', () => {
        const { diagnostics } = checkBlock(
            'Integer x = y.z.f(1) + 2;\nMissing m = new Missing();\nm.run();\nString s = m.name + x;'
        );
        expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
            'apex/unknown-variable',
            'apex/unknown-type',
            'apex/unknown-type'
        ]);
    });
});
