import type { Connection } from 'jsforce';
import { ToolError } from '../toolError.ts';

/** Not in the inventory: settings, which the page says stay, and the file of all labels, which holds none once each label is gone. */
const UNCOUNTED: ReadonlySet<string> = new Set(['Settings', 'CustomLabels']);

/** Everything else that is deployed in an org, as `type name`. */
export async function inventoryOf(org: Connection): Promise<ReadonlySet<string>> {
    const { metadataObjects } = await org.metadata.describe();
    const names = new Set<string>();
    for (const { xmlName, childXmlNames } of metadataObjects)
        for (const type of [xmlName, ...(childXmlNames ?? [])].filter((name) => !UNCOUNTED.has(name)))
            for (const { fullName } of [await org.metadata.list({ type })].flat()) names.add(`${type} ${fullName}`);
    return names;
}

/** @throws ToolError FB-RUN-011 when a breaker has no row or a subscription does not run */
export async function expectInstalled(org: Connection, block: string): Promise<void> {
    const { records: policies } = await org.query<{ DeveloperName: string }>(
        'SELECT DeveloperName FROM Circuit_Breaker__mdt'
    );
    const { records: rows } = await org.query<{ Key__c: string }>('SELECT Key__c FROM Breaker_State__c');
    const keys = new Set(rows.map(({ Key__c: key }) => key.toLowerCase()));
    const { records: subscribers } = await org.query<{ Name: string; Status: string }>(
        'SELECT Name, Status FROM EventBusSubscriber'
    );
    const faults = [
        ...(policies.length === 0 ? ['there is no breaker'] : []),
        ...policies
            .filter(({ DeveloperName: name }) => !keys.has(name.toLowerCase()))
            .map(({ DeveloperName: name }) => `the breaker ${name} has no row`),
        ...(subscribers.length === 0 ? ['nothing is subscribed'] : []),
        ...subscribers
            .filter(({ Status: status }) => status !== 'Running')
            .map(({ Name: name, Status: status }) => `the subscription ${name} is ${status}`)
    ];
    if (faults.length > 0) throw new ToolError('FB-RUN-011', block, faults.join(', '));
}

/** @throws ToolError FB-RUN-011 when the org has what it had not before, or misses what it had */
export async function expectAsBefore(org: Connection, block: string, before: ReadonlySet<string>): Promise<void> {
    const after = await inventoryOf(org);
    const jobs = await org.query<{ CronJobDetail: { Name: string } }>('SELECT CronJobDetail.Name FROM CronTrigger');
    const faults = [
        ...[...after].filter((name) => !before.has(name)).map((name) => `${name} is left`),
        ...[...before].filter((name) => !after.has(name)).map((name) => `${name} is gone`),
        ...jobs.records.map(({ CronJobDetail: { Name: name } }) => `the job ${name} is left`)
    ];
    if (faults.length > 0) throw new ToolError('FB-RUN-011', block, faults.join(', '));
}
