import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseClass } from '../../src/syntax/index.ts';
import { tokenize } from '../../src/syntax/lexer.ts';
import { T } from '../../src/syntax/tokenKinds.ts';
import { accepts, oracleAccepts, type Grammar } from './oracle.ts';
import { classes, queries, statements, triggers } from './oracleSnippets.ts';

describe.each<[Grammar, readonly string[]]>([
    ['anonymous', statements],
    ['class', classes],
    ['trigger', triggers],
    ['query', queries]
])('given the grammar of %s', (grammar, snippets) => {
    it.each(snippets)('when %j is parsed, then the verdict is that of the public grammar', (text) => {
        expect(accepts(grammar, text)).toBe(oracleAccepts(grammar, text));
    });
});

describe('given what the platform refuses though the public grammar accepts it', () => {
    it.each([
        "a = 'x\ny';",
        "a = '''\nx''';",
        'Integer имя;',
        'a = [SELECT Id FROM A WHERE];',
        'a = [SELECT Id FROM A LIMIT];',
        'a = [SELECT Id FROM A WITH];'
    ])('when %j is parsed, then it is refused', (text) => {
        expect(oracleAccepts('anonymous', text)).toBe(true);
        expect(accepts('anonymous', text)).toBe(false);
    });
});

describe('given the Apex of this project', () => {
    it('when every file is parsed, then the verdict is that of the public grammar', () => {
        const root = fileURLToPath(new URL('../../../force-app/', import.meta.url));
        const disagreements = apexFiles(root).filter((file) => {
            const grammar = file.endsWith('.trigger') ? 'trigger' : 'class';
            const text = readFileSync(root + file, 'utf8');
            return accepts(grammar, text) !== oracleAccepts(grammar, text);
        });
        expect(disagreements).toEqual([]);
    }, 60_000);
});

function apexFiles(root: string): string[] {
    try {
        return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(cls|trigger)$/.test(name));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
    }
}

const sample = `@IsTest(SeeAllData=false)
public virtual without sharing class Breaker extends Base implements Guard, Database.Batchable<SObject> {
    private static final Map<String, List<Id>> CACHE = new Map<String, List<Id>>{ 'a' => null };
    public String state { get { return state ?? 'CLOSED'; } private set; }
    enum Mode { OPEN, CLOSED }
    interface Lever { Boolean pull(Id target, Integer times); }
    static { CACHE.put('b', new List<Id>()); }
    public Breaker(String state) { this.state = state; }
    @Future(callout=true)
    public static void open(Set<Id> ids) {
        Integer total = 0, limits = -1;
        for (Account a : [SELECT Id, Owner.Name, (SELECT Id FROM Contacts) FROM Account
                WHERE Id IN :ids AND (Name LIKE 'x%' OR Amount > 1.5) ORDER BY Name DESC LIMIT :limits]) {
            total += a.Contacts?.size() * 2 - 1;
            if (total >= 10 && !a.isClone()) continue; else total++;
        }
        for (Integer i = 0; i < total; i++) { System.debug((Object) i); }
        switch on total { when 1, 2 { return; } when else { insert as user new Task(Subject = 'x'); } }
        try { update [SELECT Id FROM Lead]; } catch (DmlException e) { throw e; } finally { CACHE.clear(); }
        Object o = total > 1 ? (Object) new Integer[]{ 1, 2 } : Breaker.class;
        do { total--; } while (o instanceof List<Integer>);
        System.runAs(new User()) { upsert ids Key__c; }
    }
    protected abstract Iterable<SObject> start(Database.BatchableContext bc);
}
`;

/** The sample with each of its tokens left out, doubled, and replaced by others, one at a time. */
function* mutants(): Generator<string> {
    const tokens = tokenize(sample, 'apex');
    const replacements = [';', ')', 'x', '{', '=', 'class', '1', ','];
    for (let i = 0; tokens.kinds[i] !== T.EOF; i++) {
        const before = sample.slice(0, tokens.starts[i]);
        const token = sample.slice(tokens.starts[i], tokens.ends[i]);
        const after = sample.slice(tokens.ends[i]);
        yield before + after;
        yield `${before}${token} ${token}${after}`;
        yield `${before} ${replacements[i % replacements.length]} ${after}`;
    }
}

describe('given a class with one token wrong', () => {
    it('when each mutant is parsed, then both parsers agree on at least 98 in 100', () => {
        expect(parseClass({ path: 'Breaker.cls', text: sample }).diagnostics).toEqual([]);
        expect(oracleAccepts('class', sample)).toBe(true);
        let total = 0;
        const disagreements: string[] = [];
        for (const mutant of mutants()) {
            total++;
            if (accepts('class', mutant) !== oracleAccepts('class', mutant)) disagreements.push(mutant);
        }
        expect(total).toBeGreaterThan(1000);
        expect(1 - disagreements.length / total).toBeGreaterThanOrEqual(0.98);
    }, 120_000);
});
