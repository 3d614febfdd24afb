import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT } from '../firebreakOrg.ts';

export interface Registered {
    /** Integrations beside those of the samples, each with a breaker of its own. */
    readonly integrations: number;
    /** Group breakers, one half by vendor and one by data class; every integration belongs to one of each. */
    readonly groups: number;
}

/** Key of an integration, and of the breaker that cuts it. @param index from 0 */
export const integrationKey = (index: number): string => `Bench_${index}`;

/** Lets something happen to a copy of this project that has more registered; the copy goes afterwards. */
export async function withRegistered<T>(
    registered: Registered,
    act: (directory: string) => Promise<T> | T
): Promise<T> {
    const directory = mkdtempSync(path.join(tmpdir(), 'firebreak-bench-'));
    try {
        for (const part of ['sfdx-project.json', 'config', 'force-app'])
            cpSync(path.join(PROJECT, part), path.join(directory, part), { recursive: true });
        writeRecords(path.join(directory, 'force-app/samples/main/customMetadata'), registered);
        return await act(directory);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

function writeRecords(folder: string, { integrations, groups }: Registered): void {
    const each = Math.max(1, Math.ceil(groups / 2));
    for (let index = 0; index < integrations; index++) {
        const key = integrationKey(index);
        writeRecord(folder, 'AI_Integration', key, {
            Vendor__c: `Vendor ${index % each}`,
            Kind__c: 'InboundApi',
            Purpose__c: 'Measured by the benchmarks',
            Data_Classes__c: `Class ${index % each}`,
            Allowed_Networks__c: '127.0.0.1/32',
            Allowed_Objects__c: 'Lead,Contact,Account',
            Breaker__c: key,
            Fallback__c: 'Block',
            Rows_Per_Hour_Limit__c: 2000,
            Active__c: true
        });
        writeRecord(folder, 'Circuit_Breaker', key, { Fail_Mode__c: 'Closed', Shadow__c: false });
    }
    for (let index = 0; index < groups; index++) {
        const isVendor = index % 2 === 0;
        const number = Math.floor(index / 2);
        writeRecord(folder, 'Circuit_Breaker', `Bench_Group_${index}`, {
            Scope__c: isVendor ? 'Vendor' : 'DataClass',
            Scope_Value__c: isVendor ? `Vendor ${number}` : `Class ${number}`,
            Fail_Mode__c: 'Open',
            Shadow__c: false
        });
    }
}

function writeRecord(folder: string, type: string, name: string, fields: Record<string, FieldValue>): void {
    const values = Object.entries(fields).map(
        ([field, value]) =>
            `<values><field>${field}</field><value xsi:type="${xsdType(value)}">${value}</value></values>`
    );
    writeFileSync(
        path.join(folder, `${type}.${name}.md-meta.xml`),
        `<?xml version="1.0" encoding="UTF-8" ?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<label>${name}</label><protected>false</protected>${values.join('')}</CustomMetadata>`
    );
}

type FieldValue = string | number | boolean;

function xsdType(value: FieldValue): string {
    return typeof value === 'string' ? 'xsd:string' : typeof value === 'number' ? 'xsd:double' : 'xsd:boolean';
}
