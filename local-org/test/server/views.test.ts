import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from 'jsforce';
import { HttpOrg } from './httpOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

type ReportBody = {
    allData: boolean;
    factMap: Record<string, { rows?: { dataCells: { label: string; value: unknown }[] }[]; aggregates: unknown[] }>;
    reportMetadata: { detailColumns: string[] };
};

describe('reports, list views and files of a served org', () => {
    let served: ServedFixture;
    let admin: string;
    let user: string;
    beforeEach(() => {
        served = new ServedFixture();
        served.customers(3);
        served.org.runAnonymous(served.org.admin, "insert new Customer__c(Name = 'lost one', Key__c = 'L');");
        admin = served.logIn('ada@example.com');
        user = served.logIn('uma@example.com');
    });
    afterEach(() => served.close());
    const idOf = (object: string, name: string) =>
        served.rows(object).find(({ DeveloperName }) => DeveloperName === name)!.Id as string;
    const customers = (names: readonly string[]) =>
        served
            .rows('Customer__c')
            .filter(({ Name }) => names.includes(Name as string))
            .map(({ Id }) => ({ datacells: [Id] }));
    const runReport = (token: string, query = '?includeDetails=true') =>
        served.ask('GET', `/services/data/v66.0/analytics/reports/${idOf('Report', 'Customers')}${query}`, { token });
    const exportReport = (token: string) =>
        served.ask('GET', `/${idOf('Report', 'Customers').slice(0, 15)}?isdtp=p1&export=1&enc=UTF-8&xf=csv`, {
            headers: { cookie: `sid=${token}` },
            from: '127.0.0.66'
        });
    const openList = (token: string, query = '') =>
        served.ask(
            'GET',
            `/services/data/v66.0/sobjects/Customer__c/listviews/${idOf('ListView', 'Known')}/results${query}`,
            { token }
        );

    it('given a report, when a client runs it, then its filters, order and columns that the user may read decide what leaves', () => {
        const body = json(runReport(admin)) as ReportBody;
        expect(body.factMap['T!T']!.rows!.map(({ dataCells }) => dataCells.map(({ label }) => label))).toEqual([
            ['Customer 2', 'K2', 'Ada Admin'],
            ['Customer 1', 'K1', 'Ada Admin'],
            ['Customer 0', 'K0', 'Ada Admin']
        ]);
        expect(body.reportMetadata.detailColumns).not.toContain('Customer__c.Secret__c');
        const [{ Id }] = served.rows('Customer__c') as [{ Id: string }];
        expect(body.factMap['T!T']!.rows![2]!.dataCells[0]).toEqual({ label: 'Customer 0', value: Id });
        expect((json(runReport(admin, '')) as ReportBody).factMap['T!T']).toEqual({
            aggregates: [{ label: '3', value: 3 }]
        });
    });

    it('given a run, when it is answered, then its event has what the platform tells of it', () => {
        runReport(admin);
        const [event] = served.rows('ReportEvent');
        expect(event).toMatchObject({
            ReportId: idOf('Report', 'Customers'),
            Name: 'Customer list',
            Description: 'All customers but the lost ones',
            Operation: 'ReportRunUsingSynchronousApi',
            EventSource: 'API',
            Format: 'Tabular',
            ExportFileFormat: null,
            ColumnHeaders: '[Customer__c.Name, Customer__c.Key__c, Customer__c.Owner.Name]',
            QueriedEntities: 'Customer__c,User',
            Scope: 'organization',
            Sequence: 1,
            PolicyOutcome: 'NoAction',
            Username: 'ada@example.com'
        });
        expect(String(event!.RowsProcessed)).toBe('3');
        expect(JSON.parse(event!.Records as string)).toEqual({
            totalSize: 3,
            rows: customers(['Customer 0', 'Customer 1', 'Customer 2']).reverse()
        });
    });

    it('given a user who sees no record of others, when he runs a report, then only his own leave', () => {
        for (const name of ['ada', 'uma']) {
            served.org.runAnonymous(
                served.org.users.named(`${name}@example.com`)!,
                `insert new Diary__c(Name = 'of ${name}');`
            );
        }
        const path = `/services/data/v66.0/analytics/reports/${idOf('Report', 'Diaries')}?includeDetails=true`;
        const titles = (token: string) =>
            (json(served.ask('GET', path, { token })) as ReportBody).factMap['T!T']!.rows!.map(
                ({ dataCells }) => dataCells[0]!.label
            );
        expect([titles(user), titles(admin)]).toEqual([['of uma'], ['of ada', 'of uma']]);
    });

    it('given a report too long for one event, when it is run, then several events tell its rows in order', () => {
        served.customers(1500);
        runReport(admin);
        const events = served.rows('ReportEvent');
        expect(events.length).toBeGreaterThan(1);
        expect(new Set(events.map(({ ExecutionIdentifier }) => ExecutionIdentifier)).size).toBe(1);
        expect(events.map(({ Sequence }) => Sequence)).toEqual(events.map((_, index) => index + 1));
        const ids = events.flatMap(({ Records }) => (JSON.parse(Records as string) as { rows: unknown[] }).rows);
        expect(ids).toHaveLength(1503);
    });

    it('given an export, when it stays within what the policy lets through, then a file leaves with all rows and its event says so', () => {
        const answer = exportReport(admin);
        expect(answer.headers['content-type']).toBe('text/csv; charset=UTF-8');
        const lines = (answer.body as string).split('\n');
        expect(lines.slice(0, 4)).toEqual([
            '"Name","Key","Customer: Owner Name"',
            '"Customer 2","K2","Ada Admin"',
            '"Customer 1","K1","Ada Admin"',
            '"Customer 0","K0","Ada Admin"'
        ]);
        expect(lines).toContain('"Generated By:  Ada Admin 1/31/2026, 12:00 PM"');
        expect(served.rows('ReportEvent')).toMatchObject([
            { Operation: 'ReportExported', ExportFileFormat: 'CSV', EventSource: 'Classic', SourceIp: '127.0.0.66' }
        ]);
    });

    it('given an export that a policy forbids, when it is asked for, then nothing leaves and the event names the policy', () => {
        served.customers(5);
        const answer = exportReport(admin);
        expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('Blocked by the fixture.')]);
        expect(answer.body).not.toContain('Customer 1');
        expect(served.rows('ReportEvent')).toMatchObject([
            { PolicyOutcome: 'Block', PolicyId: idOf('TransactionSecurityPolicy', 'Guard_ReportEvent') }
        ]);
    });

    it('given nobody signed in, when a report is exported, then the browser is sent to the log-in page and nothing leaves', () => {
        const answer = exportReport('ended');
        expect(answer.status).toBe(302);
        expect(answer.headers['location']).toMatch(/^\/login\?startURL=%2F00O/);
        expect(served.rows('ReportEvent')).toEqual([]);
    });

    it('given a user without the permission, when he runs or exports a report, then he is refused and no event is made', () => {
        const bot = served.logIn('bot@example.com');
        expect(runReport(bot)).toMatchObject({ status: 403, body: expect.stringContaining('FORBIDDEN') });
        expect(exportReport(bot).status).toBe(403);
        expect(served.rows('ReportEvent')).toEqual([]);
    });

    it('given a report of a kind that the local org lacks, when it is run, then it is refused by name', () => {
        const path = `/services/data/v66.0/analytics/reports/${idOf('Report', 'Customers_by_Owner')}`;
        expect(served.ask('GET', path, { token: admin })).toMatchObject({
            status: 501,
            body: expect.stringContaining('Summary reports')
        });
        expect(
            served.ask('GET', '/services/data/v66.0/analytics/reports/00O000000000999', { token: admin }).status
        ).toBe(404);
    });

    it('given a list view, when it is opened, then its rows leave by pages and the event tells columns, filters and rows', () => {
        const body = json(openList(admin, '?limit=2')) as {
            done: boolean;
            size: number;
            records: { columns: { fieldNameOrPath: string; value: string }[] }[];
        };
        expect(body).toMatchObject({ done: false, size: 2 });
        expect(body.records.map(({ columns }) => columns.slice(0, 3).map(({ value }) => value))).toEqual([
            ['Customer 0', 'K0', 'ada'],
            ['Customer 1', 'K1', 'ada']
        ]);
        const [event] = served.rows('ListViewEvent');
        expect(event).toMatchObject({
            Name: 'Known customers',
            DeveloperName: 'Known',
            ListViewId: idOf('ListView', 'Known'),
            EventSource: 'API',
            Scope: 'Everything',
            QueriedEntities: 'Customer__c,User',
            OrderBy: '[Name ASC NULLS FIRST, Id ASC NULLS FIRST]',
            PolicyOutcome: 'NoAction'
        });
        expect(JSON.parse(event!.Records as string)).toEqual({
            totalSize: 2,
            rows: customers(['Customer 0', 'Customer 1'])
        });
    });

    it('given a list view that a policy forbids, when it is opened, then it is refused with the policy’s words', () => {
        served.customers(5);
        const answer = openList(admin);
        expect([answer.status, json(answer)]).toEqual([
            403,
            [{ message: 'Blocked by the fixture.', errorCode: 'TXN_SECURITY_NO_ACCESS' }]
        ]);
    });

    const upload = (name: string, owner = 'ada@example.com') => {
        served.org.runAnonymous(
            served.org.users.named(owner)!,
            `insert new ContentVersion(Title = '${name}', PathOnClient = '${name}.txt', VersionData = Blob.valueOf('content of ${name}'));`
        );
        return served.rows('ContentVersion').at(-1)!.Id as string;
    };
    const fetchFile = (token: string, id: string) =>
        served.ask('GET', `/services/data/v66.0/sobjects/ContentVersion/${id}/VersionData`, { token });

    it('given a file, when a client fetches its content, then the bytes leave and the event tells which file', () => {
        const id = upload('plan');
        const record = json(served.ask('GET', `/services/data/v66.0/sobjects/ContentVersion/${id}`, { token: admin }));
        expect(record).toMatchObject({
            VersionData: `/services/data/v66.0/sobjects/ContentVersion/${id}/VersionData`,
            ContentSize: 15,
            FileType: 'TEXT',
            VersionNumber: '1',
            IsLatest: true
        });
        expect(Buffer.from(fetchFile(admin, id).body).toString()).toBe('content of plan');
        expect(served.rows('FileEventStore')).toMatchObject([
            {
                FileAction: 'API_DOWNLOAD',
                FileName: 'plan.txt',
                FileSource: 'S',
                FileType: 'TEXT',
                ContentSize: 15,
                DocumentId: served.rows('ContentDocument')[0]!.Id,
                VersionId: id,
                VersionNumber: '1',
                IsLatestVersion: true,
                PolicyOutcome: 'NoAction',
                Username: 'ada@example.com'
            }
        ]);
    });

    it('given a browser, when a file is downloaded, then the event says that a page did it', () => {
        const id = upload('plan');
        const answer = served.ask('GET', `/sfc/servlet.shepherd/version/download/${id}`, {
            headers: { cookie: `sid=${admin}` }
        });
        expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''plan.txt");
        expect(served.rows('FileEventStore')).toMatchObject([{ FileAction: 'UI_DOWNLOAD' }]);
    });

    it('given a file that a policy keeps back, when it is fetched, then no byte leaves', () => {
        const answer = fetchFile(admin, upload('secret plan'));
        expect([answer.status, json(answer)]).toEqual([
            403,
            [{ message: 'Blocked by the fixture.', errorCode: 'TXN_SECURITY_NO_ACCESS' }]
        ]);
    });

    it('given a file of somebody else, when a user asks for it, then it does not exist for him until it is shared', () => {
        const id = upload('plan');
        expect(fetchFile(user, id).status).toBe(404);
        served.org.runAnonymous(
            served.org.admin,
            `insert new ContentDocumentLink(ContentDocumentId = '${String(served.rows('ContentDocument')[0]!.Id)}', LinkedEntityId = '${served.userId('uma@example.com')}', ShareType = 'V');`
        );
        expect(fetchFile(user, id).status).toBe(200);
    });
});

describe('reports and list views for the genuine client', () => {
    const served = new HttpOrg();
    let admin: Connection;
    beforeAll(async () => {
        await served.openCallingItself();
        admin = await served.logIn('ada@example.com');
        await admin.sobject('Customer__c').create([{ Name: 'Acme', Key__c: 'A' }]);
    });
    afterAll(() => served.close());

    it('given a report, when jsforce lists and runs it, then it gets its rows', async () => {
        const reports = await admin.analytics.reports();
        const report = reports.find(({ name }) => name === 'Customer list')!;
        const result = await admin.analytics.report(report.id).execute({ details: true });
        expect(result.factMap['T!T']).toMatchObject({ rows: [{ dataCells: [{ label: 'Acme' }, { label: 'A' }, {}] }] });
        const described = await admin.analytics.report(report.id).describe();
        expect(described.reportMetadata.reportFormat).toBe('TABULAR');
    });

    it('given a list view, when jsforce opens it, then it gets its rows', async () => {
        const { listviews } = (await admin.sobject('Customer__c').listviews()) as { listviews: { id: string }[] };
        const result = (await admin.sobject('Customer__c').listview(listviews[0]!.id).results()) as {
            records: { columns: { value: string }[] }[];
        };
        expect(result.records[0]!.columns[0]!.value).toBe('Acme');
    });
});
