import type { Connection } from 'jsforce';
import { checkOrgRegistry } from './orgRegistry.ts';
import { checkOrgRules } from './rules.ts';
import { fine, missing, noted, type Diagnosis } from './diagnosis.ts';

/** What Firebreak needs in an org, asked of the org itself. */
export async function checkOrg(org: Connection, alias: string): Promise<Diagnosis[]> {
    const deployed = await count(org, "FROM ApexClass WHERE Name = 'BreakerGuard'");
    if (deployed === 0) return [missing('Firebreak', 'not deployed', `npm run org:deploy -- --target-org ${alias}`)];
    return [
        fine('Firebreak', 'deployed'),
        await eventMonitoring(org, alias),
        await responder(org, alias),
        await officers(org, alias),
        ...(await subscriptions(org)),
        await breakers(org, alias),
        await healthChecks(org, alias),
        ...(await checkOrgRegistry(org)),
        ...(await checkOrgRules(org)),
        ...(await sources(org, alias))
    ];
}

async function count(org: Connection, from: string): Promise<number> {
    return (await org.query(`SELECT COUNT() ${from}`)).totalSize;
}

async function eventMonitoring(org: Connection, alias: string): Promise<Diagnosis> {
    const what = 'Event Monitoring';
    const { sobjects } = await org.describeGlobal();
    if (!sobjects.some(({ name }) => name === 'ApiEvent'))
        return noted(
            what,
            'not licensed; policies cannot see API queries',
            'Ask for Salesforce Shield or Event Monitoring, or work with what core alone sees.'
        );
    return (await count(org, "FROM ApexClass WHERE Name = 'ApiEventCondition'")) > 0
        ? fine(what, 'licensed, and used by force-app/shield')
        : noted(what, 'licensed, but force-app/shield is not deployed', `npm run org:deploy -- --target-org ${alias}`);
}

function holders(org: Connection, permissionSet: string): Promise<number> {
    return count(
        org,
        `FROM PermissionSetAssignment WHERE PermissionSet.Name = '${permissionSet}' AND Assignee.IsActive = TRUE`
    );
}

const assign = (permissionSet: string, alias: string): string =>
    `npx sf org assign permset -n ${permissionSet} -b <username> -o ${alias}`;

async function responder(org: Connection, alias: string): Promise<Diagnosis> {
    const name = 'Firebreak_Responder';
    const found = await holders(org, name);
    return found > 0 ? fine(name, `${found} active user(s)`) : missing(name, 'nobody', assign(name, alias));
}

async function officers(org: Connection, alias: string): Promise<Diagnosis> {
    const name = 'Firebreak_Compliance_Officer';
    const found = await holders(org, name);
    return found > 1
        ? fine(name, `${found} active users`)
        : noted(name, `${found} active user(s); closing a breaker takes two people`, assign(name, alias));
}

const SUBSCRIBERS = ['LeakSignalTrigger', 'BreakerChangedTrigger', 'ContainmentOrderTrigger', 'BatchErrorTrigger'];

async function subscriptions(org: Connection): Promise<Diagnosis[]> {
    const { records } = await org.query<{ Name: string; Status: string }>(
        'SELECT Name, Status FROM EventBusSubscriber'
    );
    return SUBSCRIBERS.map((name) => {
        const status = records.find((record) => record.Name === name)?.Status ?? 'missing';
        return status === 'Running'
            ? fine(name, status)
            : missing(name, status, 'Setup > Platform Events > the event > Subscriptions > Resume.');
    });
}

async function breakers(org: Connection, alias: string): Promise<Diagnosis> {
    const { records: policies } = await org.query<{ DeveloperName: string }>(
        'SELECT DeveloperName FROM Circuit_Breaker__mdt'
    );
    const { records: rows } = await org.query<{ Key__c: string }>('SELECT Key__c FROM Breaker_State__c');
    const keys = new Set(rows.map(({ Key__c }) => Key__c.toLowerCase()));
    const without = policies.map(({ DeveloperName }) => DeveloperName).filter((name) => !keys.has(name.toLowerCase()));
    return without.length === 0
        ? fine('Breakers', `${policies.length}, each with its row`)
        : missing(
              'Breakers',
              `without a row, so closed: ${without.join(', ')}`,
              `npx sf apex run -f scripts/org/apex/provision-breakers.apex -o ${alias}`
          );
}

const HEALTH_JOBS = 4;

async function healthChecks(org: Connection, alias: string): Promise<Diagnosis> {
    const found = await count(org, "FROM CronTrigger WHERE CronJobDetail.Name LIKE 'Firebreak health :%'");
    return found === HEALTH_JOBS
        ? fine('Health checks', 'every quarter of an hour')
        : missing(
              'Health checks',
              `${found} of ${HEALTH_JOBS} scheduled`,
              `npx sf apex run -f scripts/org/apex/start-health-checks.apex -o ${alias}`
          );
}

async function sources(org: Connection, alias: string): Promise<Diagnosis[]> {
    const { records } = await org.query<{ Source_Key__c: string; Last_Error__c: string | null }>(
        'SELECT Source_Key__c, Last_Error__c FROM Source_Heartbeat__c'
    );
    if (records.length === 0)
        return [
            noted(
                'Signal sources',
                'none has been asked yet',
                `npx sf apex run -f scripts/org/apex/start-health-checks.apex -o ${alias}`
            )
        ];
    const failing = records.filter(({ Last_Error__c: error }) => error !== null);
    return failing.length === 0
        ? [fine('Signal sources', `${records.length}, none of them failing`)]
        : failing.map(({ Source_Key__c: key, Last_Error__c: error }) =>
              missing(`Signal source ${key}`, error!, 'Read docs/ways-out.md about it, and mend the cause.')
          );
}
