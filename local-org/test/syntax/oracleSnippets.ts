/** Texts, well-formed and not, on which this parser and the public grammar must agree. */

// prettier-ignore
export const statements: readonly string[] = [
    'Integer a;', 'Integer a = 1, b, c = a;', 'Integer a, = 1;', 'final String s = null;', 'A.B.C d = e.f.g;',
    'List<Map<String, Set<Id>>> a = new List<Map<String, Set<Id>>>();', 'List<List<A>>> a;', 'Map<String> a;',
    'Map<String, > a;', 'A[] b = new A[0];', 'A[][] b;', 'A[] b = new A[]{c, d};', 'A[] b = new A[]{c, d,};',
    'List<A> b = new List<A>{c, d,};', 'Set<A> b = new Set<A>{};', 'Map<A, B> m = new Map<A, B>{c => d, e => f};',
    'Map<A, B> m = new Map<A, B>{c => d, e};', 'Map<A, B> m = new Map<A, B>{c, d => e};', 'A b = new A;', 'A b = new A();',
    "Account a = new Account(Name = 'x', B__c = 1);", 'A b = new A.B(c);', 'new A();', 'new A().b();',
    'a = b;', 'a = b = c;', 'a += b -= c *= d /= e;', 'a %= b;', 'a &= b; a |= b; a ^= b; a <<= b; a >>= b; a >>>= b;',
    'a = b + c * d / e - f;', 'a = b % c;', 'a = b +;', 'a = + b;', 'a = - - b;', 'a = --b;', 'a = b++ + ++c;', 'a = b+++c;',
    'a = !b && c || d;', 'a = ~b & c | d ^ e;', 'a = b << 1; a = b >> 2; a = b >>> 3;', 'a = b >>>> 1;',
    'a = b < c; a = b <= c; a = b > c; a = b >= c;', 'a = b == c; a = b != c; a = b <> c; a = b === c; a = b !== c;',
    'a = b ? c : d;', 'a = b ? c;', 'a = b ? c ? d : e : f;', 'a = b ?? c;', 'a = b ?? ;', 'a?.b?.c();', 'a?.b;', 'a?.[0];',
    'a = b instanceof C;', 'a = b instanceof C.D[];', 'a = b instanceof 1;', 'a = (B) c;', 'a = (B.C<D>) e;',
    'a = (b) + c;', 'a = (b)(c);', 'a = (b) - c;', 'a = (Integer) -1;', 'a = ();', 'a = (b, c);', 'a = (b;', 'a = b);',
    'a[0] = b[c[1]];', 'a[] = b;', 'a[0;', 'a.b[0].c(d)[1].e++;', 'f();', 'f(,);', 'f(a,);', 'f(a b);', 'f(a)(b);',
    'a.new.old;', 'a.class.forName(b);', 'a.void;', 'Trigger.new[0].get(b);', 'this.a = b;', 'super.f();', 'this;',
    'A.class;', 'List<A>.class.getName();', 'Map<A, B[]>.class;', 'A[].class;', 'void.class;', 'List.class;', 'a = List;',
    'a = map;', 'a = set;', 'Set<Id> ids = set;', 'a.list.map = b;', 'String list;', 'String set;', 'String on;', 'String class;',
    'String void;', 'String trigger = when.get.set.sharing;', 'String if;', 'Integer 1a;', 'Integer a1;', 'Integer _a;',
    'Integer $a;', 'a = 1; b = 1L; c = 1.5; d = 1.5d; e = .5; f = 1.5D;', 'a = 1d;', 'a = 1.;', 'a = 0x1F;', 'a = 1_000;',
    "a = 'x';", "a = 'it\\'s \\n \\t \\\\ \\u00e9 \"q\"';", "a = '\\x';", "a = '\\u12';", "a = 'x;", 'a = "x";', "a = '';", "a = '' '';",
    'a = true || FALSE == Null;', 'a = 2020-01-01;', 'a = 2020 - 01 - 01;', 'a = 10:10:10Z;',
    'if (a) b(); else c();', 'if (a) { } else if (b) { } else { }', 'if (a) ;', 'if (a);', 'if a b();', 'if () b();', 'else b();',
    'if (a) Integer b = 1;', 'for (;;) {}', 'for (;;);', 'for (Integer i = 0; i < 1; i++) a();', 'for (i = 0, j = 1; ; i++, j--) {}',
    'for (A b : c) {}', 'for (A b : c);', 'for (final A b : c) {}', 'for (b : c) {}', 'for (A b in c) {}', 'for (A b) {}', 'for (A[] b : [SELECT Id FROM A]) {}',
    'while (a) b();', 'while (a);', 'while () {}', 'do { } while (a);', 'do { } while (a)', 'do a(); while (b);',
    'try { } catch (A b) { }', 'try { } finally { }', 'try { } catch (A b) { } catch (C.D e) { } finally { }', 'try { }', 'catch (A b) { }',
    'try a(); catch (B c) { }', 'try { } catch (A) { }', 'throw a;', 'throw;', 'throw new A(b);', 'return;', 'return a;', 'return', 'break;', 'break a;', 'continue;',
    'switch on a { when 1 { } }', 'switch on a { when 1, 2 { } when else { } }', 'switch on a { }', 'switch on a { when A b { } }', 'switch on a { when -1, +2 { } }',
    "switch on a { when 'x', null { } }", 'switch on a { when A.B { } }', 'switch on a { when (1), ((2)) { } }', 'switch on a { when 1 b(); }', 'switch on a { when 1.5 { } }',
    'switch on a { when true { } }', 'switch (a) { when 1 { } }', 'switch on a { when { } }', 'switch on a.b(c) { when X, Y { } }', 'switch on a { b(); }', 'Integer switch = on1;',
    'insert a;', 'insert;', 'insert a, b;', 'insert as user a;', 'update as system a;', 'delete as admin a;', 'upsert a;', 'upsert a B__c;', 'upsert a B.C.D__c;', 'upsert a b c;',
    'upsert as user a B__c;', 'merge a b;', 'merge a;', 'merge a b c;', 'undelete a;', 'delete [SELECT Id FROM A];', 'insert new A();', 'insert as;',
    'System.runAs(a) { b(); }', 'System.runAs() { }', 'system.RUNAS(a) { }', ';', '{ }', '{ a(); ', '}', '{ ; }',
    'public Integer a = 1;', 'static void f() { }', 'Integer f(A a, final B b) { return 1; }', 'class A { } interface B { } enum C { D }', 'Integer a { get; set; }', 'void f();',
    '@Future static void f() { }', '@A(b=1 c=2) void f() { }', "@A(b='x', c=true) void f() { }", "@A('x') void f() { }", '@A(,) void f() { }', '@ void f() { }', '@A() void f() { }',
    'a = [SELECT Id FROM A];', 'a = [SELECT Id, B.C.D d FROM A x WHERE x.Id = :b AND C IN :d ORDER BY E LIMIT :f OFFSET 1];', 'a = [SELECT Id FROM A WHERE Id = :(b) AND C = 1];',
    'a = [SELECT COUNT() FROM A];', 'a = [SELECT COUNT(Id) c, MAX(B) FROM A GROUP BY D HAVING COUNT(Id) > 1];', 'a = [SELECT Id FROM A][0].Id;', 'a = [SELECT];', 'a = [SELECT Id];',
    'a = [SELECT Id FROM A ALL ROWS];', 'a = [SELECT Id FROM A FOR UPDATE];', 'a = [SELECT Id FROM A FOR DELETE];',
    'a = [];', 'a = [b];', "a = [FIND 'x' IN ALL FIELDS RETURNING A(Id, B WHERE C = 1 LIMIT 1), D];", 'a = [FIND :b RETURNING A];', 'a = [FIND b RETURNING A];', "a = [FIND 'x\\-y'];",
    "a = [FIND 'x\\n'];", "a = [FIND 'x' IN NAME];", 'a = b # c;', 'a = b ` c;', '/* a */ b(); // c', '/* a', '// a', 'a /* b */ . /* c */ d();'
];

// prettier-ignore
export const classes: readonly string[] = [
    'class A { }', 'public with sharing class A extends B implements C, D { }', 'class A extends B, C { }', 'class A implements { }', 'class A<T> { }', 'public class { }', 'class A', 'class A { } class B { }',
    'class A { ; }', 'class A { Integer a }', 'class A { Integer a; }', 'class A { Integer a = 1, b; }', 'class A { a; }', 'class A { a = 1; }', 'class A { static { } { } }', 'class A { public { } }',
    'class A { A() { } }', 'class A { A(); }', 'class A { public A(Integer a) { this(); } }', 'class A { void f(); }', 'class A { void f() { } }', 'class A { f() { } }', 'class A { void f { } }', 'class A { void f(a) { } }',
    'class A { void f(Integer a,) { } }', 'class A { Integer[] f(List<A>[] a) { return b; } }', 'class A { Integer a { get; } }', 'class A { Integer a { get { return 1; } private set; } }', 'class A { Integer a { } }',
    'class A { Integer a { get } }', 'class A { Integer a { read; } }', 'class A { class B { class C { } } }', 'class A { enum B { } enum C { D, E } }', 'class A { enum B { C, } }', 'class A { enum B { C; } }',
    'class A { interface B { void f(); } }', 'interface A { void f() { } }', 'interface A { Integer f(Integer a); public void g(); }', 'interface A { Integer a; }', 'interface A extends B, C { }', 'enum A { B C }', 'enum A { class }',
    'class A { public static final transient Integer B = 1; }', 'class A { virtual with sharing class B { } }', 'class A { with class B { } }', 'class A { transient; }', '@IsTest private class A { @TestSetup static void f() { } }',
    'class A { @InvocableMethod(label=\'x\' description=\'y\') static void f() { } }', 'class A { static testMethod void f() { } webservice static void g() { } }', 'class A { if (a) { } }', 'class A { void f() { class B { } } }',
    'trigger A on B (before insert) { }', '', ' ', 'class A { void f() { a(); }', 'class A { void f() { a() } }', 'class class { }', 'class Trigger { Integer when; }', 'class List { }', 'class On { }'
];

// prettier-ignore
export const triggers: readonly string[] = [
    'trigger A on B (before insert) { }', 'trigger A on B (before insert, after undelete) { a(); void f() { } class C { } }', 'trigger A on B () { }', 'trigger A on B (before merge) { }',
    'trigger A on B (insert) { }', 'trigger A on B before insert { }', 'trigger A (before insert) { }', 'trigger on B (before insert) { }', 'trigger A on B (before insert) { return; }',
    'trigger A on B (before insert) ', 'trigger A on B (before insert,) { }', 'class A { }'
];

// prettier-ignore
export const queries: readonly string[] = [
    'SELECT Id FROM A', 'SELECT Id FROM A, A.B c', 'SELECT Id, FROM A', 'SELECT FIELDS(ALL) FROM A LIMIT 200', 'SELECT FIELDS(SOME) FROM A', 'SELECT (SELECT Id FROM B) FROM A', 'SELECT (SELECT Id FROM B FROM A',
    'SELECT TYPEOF A WHEN B THEN C, D ELSE E END FROM F', 'SELECT TYPEOF A WHEN B THEN C FROM F', 'SELECT TYPEOF A ELSE E END FROM F', 'SELECT toLabel(A), FORMAT(MAX(B)) c, convertCurrency(D) FROM E', 'SELECT SQRT(A) FROM B',
    'SELECT A FROM B USING SCOPE mine', 'SELECT A FROM B USING mine', 'SELECT A FROM B WHERE C = 1 AND D = 2 AND E = 3', 'SELECT A FROM B WHERE C = 1 AND D = 2 OR E = 3', 'SELECT A FROM B WHERE (C = 1 AND D = 2) OR E = 3',
    'SELECT A FROM B WHERE NOT C = 1', 'SELECT A FROM B WHERE NOT C = 1 AND D = 2', 'SELECT A FROM B WHERE C = 1 AND NOT D = 2', 'SELECT A FROM B WHERE C = 1 AND (NOT D = 2)', 'SELECT A FROM B WHERE C LIKE \'x%\' AND D IN (1, 2) AND E NOT IN (SELECT F FROM G)',
    'SELECT A FROM B WHERE C INCLUDES (\'x;y\') AND D EXCLUDES (\'z\')', 'SELECT A FROM B WHERE C = TODAY AND D > LAST_N_DAYS:3', 'SELECT A FROM B WHERE D > LAST_N_DAYS', 'SELECT A FROM B WHERE D = TODAY:3', 'SELECT A FROM B WHERE C = 2020-01-01 AND D = 2020-01-01T00:00:00Z',
    'SELECT A FROM B WHERE D = 2020-01-01T00:00:00', 'SELECT A FROM B WHERE C = USD5', 'SELECT A FROM B WHERE C = -5 AND D = +5.5', 'SELECT A FROM B WHERE C = D', 'SELECT A FROM B WHERE C =', 'SELECT A FROM B WHERE = 1', 'SELECT A FROM B WHERE C === 1',
    'SELECT A FROM B WHERE CALENDAR_YEAR(C) = 2020', 'SELECT A FROM B WHERE DISTANCE(C, GEOLOCATION(1.5, -2), \'mi\') < 20', 'SELECT A FROM B WITH SECURITY_ENFORCED', 'SELECT A FROM B WITH USER_MODE LIMIT 1',
    'SELECT A FROM B GROUP BY A', 'SELECT A FROM B GROUP BY ROLLUP(A, C)', 'SELECT A FROM B GROUP BY CUBE(A)', 'SELECT A FROM B GROUP A', 'SELECT A FROM B GROUP BY A HAVING COUNT(Id) > 1', 'SELECT A FROM B HAVING COUNT(Id) > 1',
    'SELECT A FROM B ORDER BY A DESC NULLS LAST, C ASC', 'SELECT A FROM B ORDER BY A NULLS', 'SELECT A FROM B ORDER BY A UP', 'SELECT A FROM B LIMIT 1 OFFSET 2', 'SELECT A FROM B OFFSET 2', 'SELECT A FROM B LIMIT -1', 'SELECT A FROM B LIMIT \'1\'',
    'SELECT A FROM B ORDER BY A WHERE C = 1', 'SELECT A FROM B FOR VIEW FOR REFERENCE', 'SELECT A FROM B FOR', 'SELECT A FROM B ALL ROWS', 'SELECT A FROM B all', 'SELECT A FROM B order ORDER BY A', 'SELECT A FROM B UPDATE VIEWSTAT', 'SELECT Group, Order, Limit, Name, Type FROM Group', ''
];
