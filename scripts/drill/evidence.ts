import type { Connection } from 'jsforce';

/** What the org itself recorded about the drill: read with a person's rights, by the same queries in any org. */
export interface OrgEvidence {
    readonly incident: IncidentRecord | null;
    /** `At_Ms__c`: milliseconds since 1970, because date-time fields keep whole seconds. */
    readonly entries: readonly { readonly At_Ms__c: number; readonly Kind__c: string; readonly Text__c: string }[];
    readonly levers: readonly {
        readonly Label__c: string;
        readonly Status__c: string;
        readonly Result__c: string | null;
        readonly Verified__c: boolean;
    }[];
    readonly breakers: Readonly<Record<string, string>>;
}

export interface IncidentRecord {
    readonly Id: string;
    readonly Name: string;
    readonly Status__c: string;
    readonly Severity__c: string;
    readonly Summary__c: string;
    readonly Contained_At__c: string | null;
}

export class EvidenceReader {
    private readonly connection: Connection;
    private readonly integration: string;
    private readonly since: string;

    /** @param since only records created after this moment belong to the drill */
    constructor(connection: Connection, integration: string, since: Date) {
        this.connection = connection;
        this.integration = integration;
        this.since = since.toISOString();
    }

    /** The incident of this drill; the newest when there are several. */
    async incident(): Promise<IncidentRecord | null> {
        return this.first<IncidentRecord>(
            `SELECT Id, Name, Status__c, Severity__c, Summary__c, Contained_At__c FROM Leak_Incident__c
             WHERE Integration_Key__c = '${this.integration}' AND CreatedDate >= ${this.since} ORDER BY CreatedDate DESC LIMIT 1`
        );
    }

    async breakers(): Promise<Record<string, string>> {
        const rows = await this.all<{ Key__c: string; State__c: string }>(
            'SELECT Key__c, State__c FROM Breaker_State__c ORDER BY Key__c'
        );
        return Object.fromEntries(rows.map((row) => [row.Key__c, row.State__c]));
    }

    async read(): Promise<OrgEvidence> {
        const incident = await this.incident();
        const ofIncident = incident ? `WHERE Incident__c = '${incident.Id}'` : 'WHERE Incident__c = null AND Id = null';
        return {
            incident,
            entries: await this.all(
                `SELECT At_Ms__c, Kind__c, Text__c FROM Incident_Entry__c ${ofIncident} ORDER BY Sequence__c`
            ),
            levers: await this.all(
                `SELECT Label__c, Status__c, Result__c, Verified__c FROM Containment_Action__c ${ofIncident} ORDER BY Order__c`
            ),
            breakers: await this.breakers()
        };
    }

    private async first<T extends object>(soql: string): Promise<T | null> {
        return (await this.all<T>(soql))[0] ?? null;
    }

    private async all<T extends object>(soql: string): Promise<T[]> {
        const { records } = await this.connection.query<T>(soql.replace(/\s+/g, ' '));
        return records;
    }
}
