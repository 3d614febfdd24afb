import { afterAll, expect, it } from 'vitest';
import { createOrg } from '../../src/org/index.ts';
import { projectFolder } from '../org/projectFolder.ts';

const folder = projectFolder({
    'app/classes/Finder.cls': `public virtual class Finder {
    public static String shared = 'Static';
    protected String mine = 'Field';
    public Integer reads = 0;
    public String counted { get { reads++; return 'Property'; } set; }
    public Integer find(String parameter) {
        List<String> names = new List<String>{ 'Local' };
        if (parameter != null) {
            String hidden = 'Inner';
        }
        return Database.query('SELECT Id FROM Account WHERE Name IN :NAMES OR Name = :parameter OR Name = :mine OR Name = :shared').size();
    }
    public Integer count() {
        return Database.countQuery('SELECT COUNT() FROM Account WHERE Name = :counted');
    }
    public Integer locate(Set<Id> ids) {
        Database.QueryLocator locator = Database.getQueryLocator('SELECT Id FROM Account WHERE Id IN :ids', AccessLevel.USER_MODE);
        Integer found = 0;
        Database.QueryLocatorIterator rows = locator.iterator();
        while (rows.hasNext()) {
            rows.next();
            found++;
        }
        return found;
    }
    public static Integer findStatic() {
        return Database.query('SELECT Id FROM Account WHERE Name = :mine').size();
    }
    public void outOfScope() {
        for (Integer i = 0; i < 1; i++) {
            String loopName = 'x';
        }
        Database.query('SELECT Id FROM Account WHERE Name = :loopName');
    }
}`,
    'app/classes/NarrowFinder.cls': `public class NarrowFinder extends Finder {
    public Integer inherited() {
        return Database.query('SELECT Id FROM Account WHERE Name = :mine').size();
    }
}`
});
const org = createOrg({ projectDir: folder.dir, stateDir: null });

afterAll(() => {
    org.close();
    folder.remove();
});

function run(block: string): string[] {
    const names = ['Local', 'Parameter', 'Field', 'Static', 'Property', 'Inner'];
    const setUp = `delete [SELECT Id FROM Account];
        List<Account> accounts = new List<Account>();
        for (String name : new List<String>{ '${names.join("', '")}' }) accounts.add(new Account(Name = name));
        insert accounts;`;
    const { problem, exception, debugLog } = org.runAnonymous(org.admin, setUp + block);
    expect(problem).toBeNull();
    return [
        ...debugLog.map((entry) => entry.slice('DEBUG|'.length)),
        ...(exception ? [`${exception.typeName}: ${exception.apexMessage}`] : [])
    ];
}

it('given a query as text, when its binds name locals, parameters, fields and statics in any case, then their values are used', () => {
    expect(run(`System.debug(new Finder().find('Parameter'));`)).toEqual(['4']);
    expect(run(`System.debug(new NarrowFinder().inherited());`)).toEqual(['1']);
});

it('given a property in scope, when the text does not name it, then its getter does not run', () => {
    expect(
        run(`Finder f = new Finder();
        f.find(null);
        System.debug(f.reads);
        System.debug(f.count());
        System.debug(f.reads);`)
    ).toEqual(['0', '1', '1']);
});

it('given a locator, when its text names a set, then it stands for its members', () => {
    expect(
        run(`System.debug(new Finder().locate(new Map<Id, Account>([SELECT Id FROM Account LIMIT 2]).keySet()));`)
    ).toEqual(['2']);
});

it.each([
    ['of a scope that has ended', 'new Finder().outOfScope();', 'loopName'],
    ['of an instance, from a static method', 'Finder.findStatic();', 'mine'],
    ['that nobody declares', `Database.query('SELECT Id FROM Account WHERE Name = :nobody');`, 'nobody']
])('given a variable %s, when the text names it, then it does not exist', (_what, block, name) => {
    expect(run(block)).toEqual([`System.QueryException: Variable does not exist: ${name}`]);
});
