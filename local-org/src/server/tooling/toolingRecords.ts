import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ToolingRow } from './rowQuery.ts';

/** Objects of the Tooling API that clients write, with their fields. Their rows end with the process that serves the org. */
const FIELDS: Readonly<Record<string, { readonly prefix: string; readonly fields: readonly string[] }>> = {
    DebugLevel: {
        prefix: '7dl',
        fields: [
            'DeveloperName',
            'MasterLabel',
            'Language',
            'ApexCode',
            'ApexProfiling',
            'Callout',
            'Database',
            'System',
            'Validation',
            'Visualforce',
            'Workflow',
            'Nba',
            'Wave',
            'DataAccess'
        ]
    },
    TraceFlag: {
        prefix: '7tf',
        fields: ['TracedEntityId', 'LogType', 'DebugLevelId', 'StartDate', 'ExpirationDate']
    }
};
const DATES: ReadonlySet<string> = new Set(['StartDate', 'ExpirationDate']);

/** Debug levels and trace flags. */
export class ToolingRecords {
    private readonly rows = new Map<string, Map<string, Record<string, string | number | boolean | Date | null>>>();

    has(object: string): boolean {
        return nameOf(object) !== null;
    }

    fieldsOf(object: string): readonly string[] {
        const extra = object === 'TraceFlag' ? ['DebugLevel'] : [];
        return ['Id', 'CreatedDate', ...FIELDS[object]!.fields, ...extra];
    }

    all(object: string): ToolingRow[] {
        const levels = this.rows.get('DebugLevel');
        return [...(this.rows.get(object)?.values() ?? [])].map((row) =>
            object === 'TraceFlag' ? { ...row, DebugLevel: levels?.get(String(row['DebugLevelId'])) ?? null } : row
        );
    }

    get(object: string, id: string): ToolingRow {
        return this.row(object, id);
    }

    /** @param newId gives ids by key prefix @returns the id */
    create(
        object: string,
        values: Readonly<Record<string, unknown>>,
        now: number,
        newId: (prefix: string) => string
    ): string {
        const name = nameOf(object)!;
        const id = newId(FIELDS[name]!.prefix);
        const row = { Id: id, CreatedDate: new Date(now), ...this.values(name, values) };
        const unique = row as Record<string, unknown>;
        const rows = this.rows.get(name) ?? new Map<string, typeof row>();
        if (name === 'DebugLevel' && [...rows.values()].some((other) => isSameName(other, unique))) {
            throw new ApiFault(400, 'DUPLICATE_VALUE', `duplicate value found: DeveloperName`, ['DeveloperName']);
        }
        if (name === 'TraceFlag' && !this.rows.get('DebugLevel')?.has(String(unique['DebugLevelId']))) {
            throw new ApiFault(400, 'INVALID_CROSS_REFERENCE_KEY', 'Debug Level ID: id value of incorrect type', [
                'DebugLevelId'
            ]);
        }
        rows.set(id, row);
        this.rows.set(name, rows);
        return id;
    }

    update(object: string, id: string, values: Readonly<Record<string, unknown>>): void {
        Object.assign(this.row(object, id), this.values(nameOf(object)!, values));
    }

    remove(object: string, id: string): void {
        this.row(object, id);
        this.rows.get(nameOf(object)!)!.delete(id);
    }

    private row(object: string, id: string): Record<string, string | number | boolean | Date | null> {
        const row = this.rows.get(nameOf(object)!)?.get(id);
        if (!row) throw notFound();
        return row;
    }

    private values(name: string, given: Readonly<Record<string, unknown>>) {
        const result: Record<string, string | number | boolean | Date | null> = {};
        for (const [key, value] of Object.entries(given)) {
            if (key === 'attributes' || key === 'Id') continue;
            const field = FIELDS[name]!.fields.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
            if (field === undefined)
                throw new ApiFault(400, 'INVALID_FIELD', `No such column '${key}' on sobject of type ${name}`);
            result[field] =
                DATES.has(field) && value !== null ? dateOf(field, value) : (value as string | number | boolean | null);
        }
        return result;
    }
}

function nameOf(object: string): string | null {
    return Object.keys(FIELDS).find((name) => name.toLowerCase() === object.toLowerCase()) ?? null;
}

function isSameName(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
    return String(one['DeveloperName']).toLowerCase() === String(other['DeveloperName']).toLowerCase();
}

/** The platform takes milliseconds and texts. */
function dateOf(field: string, value: unknown): Date {
    const date = new Date(typeof value === 'number' ? value : String(value));
    if (Number.isNaN(date.getTime()))
        throw new ApiFault(400, 'JSON_PARSER_ERROR', `Cannot deserialize instance of datetime from ${String(value)}`, [
            field
        ]);
    return date;
}
