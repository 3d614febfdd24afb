import type { Org } from '../../../local-org/src/org/index.ts';
import { createOrg } from '../../../local-org/src/org/index.ts';
import { PROJECT } from '../../firebreakOrg.ts';
import { runAsAdmin } from '../anonymous.ts';
import { observedDeliveries } from '../deliveries.ts';
import { atMost, plain } from '../figure.ts';
import { elapsedAsync, median } from '../timing.ts';
import type { Topic } from '../topic.ts';

const BATCH = 200;
const WARM_UP = 3;
const HOUR_MS = 3_600_000;
/** Budgets that LeakSignalHandlerTest holds the handler to. */
const MAX_QUERIES = 30;
const MAX_STATEMENTS = 20;
const EVERY_LEVER_IS_PROVEN = `
    Assert.areEqual(6, [SELECT COUNT() FROM Containment_Action__c WHERE Verified__c = TRUE WITH SYSTEM_MODE], 'levers proven');`;

export const topic: Topic = {
    title: 'Signals through trigger and detector',
    method:
        `Batches of ${BATCH} \`Leak_Signal__e\` published by anonymous Apex in a live org without waiting times, taken off the bus by ` +
        '`LeakSignalTrigger`, stored, and judged by all active rules. Each batch is the ordinary traffic of an hour of a registered ' +
        `integration, from its own network; time runs from before the publishing until nothing is waiting. Median of twenty batches after ` +
        `${WARM_UP} to warm up. Limits are those of the trigger's transaction, CPU as the local org counts it. The last batch holds a ` +
        'reconnaissance from a foreign network and ends in verdicts; its time includes the breaker and all levers that follow.',
    async measure({ quick, print }) {
        const org = createOrg({
            projectDir: PROJECT,
            stateDir: null,
            latencies: { queueableMs: 0, eventMs: 0, batchMs: 0 },
            print
        });
        try {
            const uses = observedDeliveries(org);
            const rounds = quick ? 4 : 20;
            const millis: number[] = [];
            for (let round = 0; round < WARM_UP + rounds; round++) {
                millis.push(await elapsedAsync(() => publish(org, (WARM_UP + rounds - round) * HOUR_MS, false)));
            }
            const quiet = uses.at(-1)!;
            const perBatch = median(millis.slice(WARM_UP))!;
            uses.length = 0;
            const alarmMillis = await elapsedAsync(() => publish(org, 0, true));
            const alarm = uses[0]!;
            runAsAdmin(org, EVERY_LEVER_IS_PROVEN);
            return [
                plain('Signals per second', (1000 * BATCH) / perBatch, ''),
                plain(`Time per batch of ${BATCH}`, perBatch, 'ms'),
                atMost(MAX_QUERIES, 'Queries', quiet.queries, ''),
                plain('Rows queried', quiet.queryRows, ''),
                atMost(MAX_STATEMENTS, 'DML statements', quiet.dmlStatements, ''),
                plain('DML rows', quiet.dmlRows, ''),
                plain('CPU', quiet.cpuMillis, 'ms'),
                atMost(MAX_QUERIES, 'With a reconnaissance: queries', alarm.queries, ''),
                atMost(MAX_STATEMENTS, 'With a reconnaissance: DML statements', alarm.dmlStatements, ''),
                plain('With a reconnaissance: DML rows', alarm.dmlRows, ''),
                plain('With a reconnaissance: CPU', alarm.cpuMillis, 'ms'),
                plain('With a reconnaissance: until every lever is done', alarmMillis, 'ms')
            ];
        } finally {
            org.close();
        }
    }
};

async function publish(org: Org, agoMs: number, withReconnaissance: boolean): Promise<void> {
    runAsAdmin(
        org,
        `List<Leak_Signal__e> signals = new List<Leak_Signal__e>();
         Long moment = Datetime.now().getTime() - ${agoMs}L;
         List<String> counted = new List<String>{ 'Account', 'Contact', 'Case', 'User' };
         for (Integer i = 0; i < ${BATCH}; i++) {
             Boolean foreign = ${withReconnaissance} && i < counted.size();
             signals.add(new Leak_Signal__e(
                 Integration_Key__c = 'Drift_Chat', Source__c = 'ApiEventPolicy', Kind__c = foreign ? 'Count' : 'Query',
                 Source_Event_Id__c = moment + '-' + i, User_Id__c = UserInfo.getUserId(),
                 Source_Ip__c = foreign ? '198.51.100.66' : '127.0.0.1', Client__c = 'drift-chat/4.2',
                 Objects__c = foreign ? counted[i] : 'Lead', Rows__c = 5, Occurred_At_Ms__c = moment
             ));
         }
         SignalPublisher.publish(signals);`
    );
    await org.settled();
}
