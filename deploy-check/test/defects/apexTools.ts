import { planted, type Defect } from './defect.ts';
import { apexMeta, lines } from './sourceFile.ts';

/** A defect in a class of its own. */
function inOwnClass(name: string, rule: string, className: string, body: readonly string[]): Defect {
    return planted(
        name,
        rule,
        `main/classes/${className}.cls`,
        lines(`public with sharing class ${className} {`, ...body.map((line) => `    ${line}`), '}'),
        { with: { [`main/classes/${className}.cls-meta.xml`]: apexMeta('ApexClass') } }
    );
}

/** What only the Java tools find; planted together, as each run of a tool costs seconds. */
export const apexToolDefects: readonly Defect[] = [
    planted(
        'a page with a controller that is not there',
        'apex/apex-ls',
        'main/pages/ShipmentPage.page',
        '<apex:page ‸controller="ShipController">Shipments</apex:page>\n'
    ),
    inOwnClass('a bad cipher', 'apex/pmd', 'Ciphers', [
        'public Blob run(Blob data, Blob key) {',
        "    return Crypto.encrypt('AES128', key, Blob.valueOf(‸'0000000000000000'), data);",
        '}'
    ]),
    inOwnClass('an empty catch', 'apex/pmd', 'Catches', [
        'public void run() {',
        '    try {',
        '        System.debug(1);',
        '    } ‸catch (QueryException problem) {',
        '    }',
        '}'
    ]),
    inOwnClass('an empty try', 'apex/pmd', 'Tries', [
        'public void run() {',
        '    ‸try {',
        '    } finally {',
        '        System.debug(1);',
        '    }',
        '}'
    ]),
    inOwnClass('the id of a record', 'apex/pmd', 'Ids', [
        'public Id owner() {',
        "    return ‸'0058A00000buJJrQAM';",
        '}'
    ]),
    inOwnClass('equals without hashCode', 'apex/pmd', 'Keys', [
        'public ‸Boolean equals(Object other) {',
        '    return other == this;',
        '}'
    ]),
    inOwnClass('an endpoint without encryption', 'apex/pmd', 'Endpoints', [
        'public HttpRequest request() {',
        '    HttpRequest made = new HttpRequest();',
        "    made.setEndpoint(‸'http://carrier.example/ping');",
        '    return made;',
        '}'
    ]),
    inOwnClass('a redirect to wherever the caller says', 'apex/pmd', 'Redirects', [
        'public PageReference next() {',
        "    String target = ApexPages.currentPage().getParameters().get('next');",
        '    return new PageReference(‸target);',
        '}'
    ]),
    inOwnClass('a mock outside of a test', 'apex/pmd', 'Mocks', [
        'public void prepare(HttpCalloutMock mock) {',
        '    ‸Test.setMock(HttpCalloutMock.class, mock);',
        '}'
    ]),
    inOwnClass('a getter that components cannot see', 'apex/pmd', 'Views', [
        '@AuraEnabled',
        'public ‸String name { private get; set; }'
    ])
];
