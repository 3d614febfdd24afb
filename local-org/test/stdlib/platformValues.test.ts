import { describe, expect, it } from 'vitest';
import { runAnonymous } from '../apex/program.ts';
import { evaluate, outputs } from './evaluate.ts';

/** How an anonymous block ends: `Type: message`, or null. */
function ending(text: string): string | null {
    const { error } = runAnonymous(text);
    return error && `${error.name}: ${error.message}`;
}

describe('assertions', () => {
    const table = {
        'System.assertEquals(1, 2);': 'Assertion Failed: Expected: 1, Actual: 2',
        "System.assertEquals('a', 'b', 'msg');": 'Assertion Failed: msg: Expected: a, Actual: b',
        'System.assertNotEquals(1, 1);': 'Assertion Failed: Same value: 1',
        'System.assert(false);': 'Assertion Failed',
        "System.assert(false, 'why');": 'Assertion Failed: why',
        'Assert.areEqual(null, 5);': 'Assertion Failed: Expected: null, Actual: 5',
        "Assert.fail('no');": 'Assertion Failed: no',
        "Assert.isTrue(false, 'why');": 'Assertion Failed: why'
    };
    for (const [statement, message] of Object.entries(table)) {
        it(`given ${statement} inside try, when it fails, then it is not caught and says: ${message}`, () => {
            expect(ending(`try { ${statement} } catch (Exception e) {}`)).toBe(`System.AssertException: ${message}`);
        });
    }

    it('given equal values of other numeric types or equal collections, when they are compared, then the assertion holds', () => {
        expect(
            ending(
                'System.assertEquals(1, 1.0); Assert.areEqual(new List<Integer>{ 1 }, new List<Integer>{ 1 }); Assert.isNull(null);'
            )
        ).toBe(null);
    });

    it('given a text in another case, when it is compared, then the assertion fails although == would hold', () => {
        expect(ending("System.assertEquals('a', 'A');")).toBe(
            'System.AssertException: Assertion Failed: Expected: a, Actual: A'
        );
    });
});

describe('values as texts', () => {
    const files = {
        'Point.cls':
            'public class Point { public Integer x = 1; public Double y = 2; private Point next; public Point loop() { next = this; return this; } }',
        'Named.cls': "public class Named { public override String toString() { return 'named'; } }"
    };

    it('given values of all kinds, when they are printed, then as in the debug log', () => {
        const table = {
            'new Point()': 'Point:[x=1, y=2.0, next=null]',
            'new Point().loop()': 'Point:[x=1, y=2.0, next=(already output)]',
            "'' + new Named()": 'named',
            'new List<Double>{ 1, 0.5 }': '(1.0, 0.5)',
            "new Map<String, Decimal>{ 'a' => 1.50 }": '{a=1.50}',
            'new Set<Integer>{ 1, 2 }': '{1, 2}',
            "new Account(Name = 'Acme')": 'Account:{Name=Acme}',
            "Blob.valueOf('abc')": 'Blob[3]',
            'Account.Name': 'Name',
            'Point.class': 'Point',
            'LoggingLevel.WARN': 'WARN',
            'new HttpRequest().toString()': 'System.HttpRequest[Endpoint=null, Method=null]'
        };
        expect(outputs(table, files)).toEqual(table);
    });
});

describe('HTTP messages', () => {
    it('given headers and bodies, when they are read, then header names ignore case and bodies are text or bytes', () => {
        const { output } = runAnonymous(`
            HttpRequest req = new HttpRequest();
            req.setHeader('Content-Type', 'a'); req.setHeader('content-type', 'b');
            req.setBody('\u00fc');
            System.debug(req.getHeader('CONTENT-TYPE') + req.getBodyAsBlob().size() + req.getHeader('none'));
            HttpResponse res = new HttpResponse();
            res.setStatusCode(404); res.setStatus('Not Found'); res.setHeader('X-A', '1');
            System.debug(res + ' ' + res.getHeaderKeys() + res.getBody() + '|');
        `);
        expect(output).toEqual(['b2null', 'System.HttpResponse[Status=Not Found, StatusCode=404] (X-A)|']);
    });

    it('given a timeout beyond two minutes, when it is set, then it is refused', () => {
        expect(ending('new HttpRequest().setTimeout(120001);')).toContain('System.CalloutException');
        expect(ending('new HttpRequest().setTimeout(120000);')).toBe(null);
    });
});

describe('Url, UUID, PageReference, RestContext', () => {
    it('given addresses, when they are taken apart, then their parts are those of java.net.URL', () => {
        const table = {
            "new Url('https://u@example.com:8443/a/b?q=1#r').getAuthority()": 'u@example.com:8443',
            "new Url('https://u@example.com:8443/a/b?q=1#r').getFile()": '/a/b?q=1',
            "new Url('https://example.com').getPort() + ' ' + new Url('https://example.com').getDefaultPort()":
                '-1 443',
            "new Url(new Url('https://example.com/a/b'), 'c').toExternalForm()": 'https://example.com/a/c',
            "new Url('nowhere')": '! System.StringException: no protocol: nowhere',
            "UUID.fromString('00000000-0000-4000-8000-00000000000A')": '00000000-0000-4000-8000-00000000000a',
            "UUID.fromString('x')": '! System.IllegalArgumentException: Invalid UUID string: x',
            "new PageReference('/apex/p?a=1%202').getParameters().get('a')": '1 2',
            "new PageReference('/p?a=1&b=').setAnchor('top').getUrl()": '/p?a=1&b=#top'
        };
        expect(outputs(table)).toEqual(table);
    });

    it('given a REST request put in place, when the context is asked, then it shows that request', () => {
        const { output } = runAnonymous(`
            RestRequest req = new RestRequest();
            req.requestURI = '/x'; req.addParameter('p', '1'); req.requestBody = Blob.valueOf('{}');
            RestContext.request = req; RestContext.response = new RestResponse();
            RestContext.response.statusCode = 201;
            System.debug(RestContext.request.params.get('p') + RestContext.request.requestBody.toString() + RestContext.response.statusCode);
        `);
        expect(output).toEqual(['1{}201']);
        expect(evaluate(['RestContext.request'])).toEqual(['null']);
    });
});

describe('System and Type', () => {
    it('given the clock of the org, when it is asked, then now, today and currentTimeMillis agree', () => {
        expect(
            evaluate(['System.now().getTime() == System.currentTimeMillis()', 'System.today()', 'System.isBatch()'])
        ).toEqual(['true', '2026-01-31 00:00:00', 'false']);
    });

    it('given type names, when types are asked for by name, then any case finds them and unknown ones are null', () => {
        const files = { 'Outer.cls': 'public virtual class Outer { public class Inner extends Outer {} }' };
        const table = {
            "Type.forName('outer.INNER').getName()": 'Outer.Inner',
            "Type.forName('Nothing')": 'null',
            "Type.forName('Outer').newInstance() instanceof Outer": 'true',
            'Outer.class.isAssignableFrom(Outer.Inner.class)': 'true',
            'Outer.Inner.class.isAssignableFrom(Outer.class)': 'false'
        };
        expect(outputs(table, files)).toEqual(table);
    });
});
