import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { systemRows } from '../../../local-org/src/data/systemRows.ts';
import type { Org } from '../../../local-org/src/org/index.ts';
import { createOrg } from '../../../local-org/src/org/index.ts';
import type { LimitUse } from '../../../local-org/src/runtime/transaction.ts';
import { runAsAdmin } from '../anonymous.ts';
import { observedDeliveries } from '../deliveries.ts';
import type { Figure } from '../figure.ts';
import { atLeast, atMost, plain } from '../figure.ts';
import { integrationKey, withRegistered } from '../registeredProject.ts';
import { elapsedAsync, median, quantile } from '../timing.ts';
import type { Bench, Topic } from '../topic.ts';

/** The most that an org may publish in an hour (Platform Events Developer Guide); the local org refuses more, too. */
const SIGNALS_AN_HOUR = 250_000;
const HOUR_MS = 3_600_000;
/** As LeakSignalTrigger's PlatformEventSubscriberConfig has it. */
const BATCH = 200;
/** What the bus delivers at once without that configuration. */
const LARGEST_BATCH = 2000;
const INTEGRATIONS = 500;
const PACED_MS = 60_000;
/** How often the pace of the last signals may be that of the first ones. */
const GROWTH = 2;
const BYTES_PER_MB = 1024 * 1024;

export const topic: Topic = {
    title: 'Signals under load',
    method:
        `A live org with ${INTEGRATIONS} integrations registered beside the samples, on a state folder, in one process that also publishes. ` +
        `One transaction: ${LARGEST_BATCH} signals of four integrations, three of them a reconnaissance, through intake and detector; real limits, but the local org measures no heap. ` +
        `One batch: as many published at once, as the trigger gets them (${BATCH} at a time). Paced: ${BATCH} signals whenever the rate of ` +
        `${SIGNALS_AN_HOUR.toLocaleString('en')} an hour makes them due, for ${PACED_MS / 1000} s; latency from before the publishing until nothing is waiting, ` +
        `the bus taking 100 ms of it. The whole hour: further signals, all that the hour's allocation leaves, ${LARGEST_BATCH} at a time as fast as they are handled. ` +
        'Growth is the median time of the last tenth by that of the first. Lost are those neither stored nor counted in the sums by the hour.',
    measure: (bench) =>
        withRegistered({ integrations: INTEGRATIONS, groups: 0 }, async (projectDir) => {
            const stateDir = mkdtempSync(path.join(tmpdir(), 'firebreak-bench-'));
            try {
                return [...(await oneTransaction(projectDir)), ...(await anHour(projectDir, stateDir, bench))];
            } finally {
                rmSync(stateDir, { recursive: true, force: true });
            }
        })
};

/** What LeakSignalHandler does, with the largest batch that the bus can deliver. */
async function oneTransaction(projectDir: string): Promise<Figure[]> {
    const org = createOrg({ projectDir, stateDir: null });
    try {
        const log = runAsAdmin(
            org,
            `${messages(LARGEST_BATCH, 0, 4)}
             for (Integer i = 0; i < 3; i++) {
                 messages[i * 900].Kind__c = 'Count';
                 messages[i * 900].Objects__c = new List<String>{ 'Account', 'Contact', 'User' }[i];
                 messages[i * 900].Source_Ip__c = '198.51.100.66';
                 messages[i * 900].Integration_Key__c = '${integrationKey(0)}';
             }
             Integer cpu = Limits.getCpuTime();
             DeadLetters letters = new DeadLetters(1);
             Judgement.of(new SignalIntake(letters).accept(messages)).carryOut(letters);
             letters.save();
             System.debug(JSON.serialize(new List<Integer>{
                 Limits.getQueries(), Limits.getQueryRows(), Limits.getDmlStatements(), Limits.getDmlRows(), Limits.getCpuTime() - cpu
             }));`
        );
        await org.settled();
        const [queries, queryRows, dmlStatements, dmlRows, cpuMillis] = JSON.parse(
            log.at(-1)!.slice(log.at(-1)!.indexOf('['))
        ) as number[];
        return underHalf(`${LARGEST_BATCH} in one transaction`, {
            queries: queries!,
            queryRows: queryRows!,
            dmlStatements: dmlStatements!,
            dmlRows: dmlRows!,
            cpuMillis: cpuMillis!
        });
    } finally {
        org.close();
    }
}

type Use = Pick<LimitUse, 'queries' | 'queryRows' | 'dmlStatements' | 'dmlRows' | 'cpuMillis'>;

/** Half of what a synchronous transaction may use (Apex Developer Guide, execution governors). */
function underHalf(what: string, { queries, queryRows, dmlStatements, dmlRows, cpuMillis }: Use): Figure[] {
    return [
        atMost(50, `${what}: queries`, queries, ''),
        atMost(25_000, `${what}: rows queried`, queryRows, ''),
        atMost(75, `${what}: DML statements`, dmlStatements, ''),
        atMost(5000, `${what}: DML rows`, dmlRows, ''),
        atMost(5000, `${what}: CPU`, cpuMillis, 'ms')
    ];
}

async function anHour(projectDir: string, stateDir: string, { quick, print }: Bench): Promise<Figure[]> {
    const org = createOrg({ projectDir, stateDir, print });
    try {
        const uses = observedDeliveries(org);
        const load = new Load(org);
        print(`${LARGEST_BATCH} at once …`);
        await load.publish(LARGEST_BATCH);
        const batch = underHalf(
            `${LARGEST_BATCH} in one batch, the largest of ${uses.length} deliveries`,
            largest(uses)
        );
        print(`paced for ${PACED_MS / 1000} s …`);
        const paced = await pace(load, quick ? PACED_MS / 6 : PACED_MS);
        print('the rest of the hour …');
        const whole = quick ? SIGNALS_AN_HOUR / 10 : SIGNALS_AN_HOUR;
        const millis: number[] = [];
        const started = performance.now();
        const before = load.published;
        while (load.published < whole) {
            const size = Math.min(LARGEST_BATCH, whole - load.published);
            millis.push((await load.publish(size)) / size);
        }
        const perHour = ((load.published - before) * HOUR_MS) / (performance.now() - started);
        const tenth = Math.ceil(millis.length / 10);
        return [
            ...batch,
            plain('Paced: signals', paced.signals, ''),
            plain('Paced: latency, median', median(paced.latencies), 'ms'),
            plain('Paced: latency, 99th percentile', quantile(paced.latencies, 0.99), 'ms'),
            atMost(0, 'Paced: batches that were late', paced.late, ''),
            plain('Whole hour: signals published', load.published, ''),
            atLeast(
                SIGNALS_AN_HOUR,
                'Whole hour: signals an hour, as fast as they are handled',
                Math.round(perHour),
                ''
            ),
            atMost(
                GROWTH,
                'Whole hour: growth of the time for a signal',
                median(millis.slice(-tenth))! / median(millis.slice(0, tenth))!,
                'x'
            ),
            atMost(0, 'Whole hour: lost', load.published - load.rows('Leak_Signal__c'), ''),
            atMost(0, 'Whole hour: counted too often or too seldom', Math.abs(load.published - load.counted), ''),
            atMost(0, 'Whole hour: dead letters', load.rows('Signal_Dead_Letter__c'), ''),
            atMost(0, 'Whole hour: verdicts on this ordinary traffic', load.rows('Detection_Verdict__c'), ''),
            ...underHalf('Whole hour, the largest delivery', largest(uses)),
            plain('Memory after the hour', process.memoryUsage.rss() / BYTES_PER_MB, 'MB')
        ];
    } finally {
        org.close();
    }
}

function largest(uses: readonly LimitUse[]): Use {
    const most = (of: (use: LimitUse) => number): number => Math.max(...uses.map(of));
    return {
        queries: most(({ queries }) => queries),
        queryRows: most(({ queryRows }) => queryRows),
        dmlStatements: most(({ dmlStatements }) => dmlStatements),
        dmlRows: most(({ dmlRows }) => dmlRows),
        cpuMillis: most(({ cpuMillis }) => cpuMillis)
    };
}

interface Paced {
    readonly signals: number;
    readonly latencies: readonly number[];
    /** Batches that became due while the one before was not yet handled. */
    readonly late: number;
}

async function pace(load: Load, forMs: number): Promise<Paced> {
    const everyMs = (BATCH * HOUR_MS) / SIGNALS_AN_HOUR;
    const latencies: number[] = [];
    let late = 0;
    const started = performance.now();
    for (let due = 0; due < forMs; due += everyMs) {
        const wait = started + due - performance.now();
        if (wait > 0) await setTimeout(wait);
        latencies.push(await load.publish(BATCH));
        if (latencies.at(-1)! > everyMs) late++;
    }
    return { signals: latencies.length * BATCH, latencies, late };
}

/** Publishes the ordinary traffic of the registered integrations, and knows what became of it. */
class Load {
    private readonly org: Org;
    published = 0;

    constructor(org: Org) {
        this.org = org;
    }

    /** @returns milliseconds until nothing is waiting */
    publish(count: number): Promise<number> {
        const block = `${messages(count, this.published)} SignalPublisher.publish(messages);`;
        this.published += count;
        return elapsedAsync(async () => {
            runAsAdmin(this.org, block);
            await this.org.settled();
        });
    }

    /** Requests by the sums of the hours. */
    get counted(): number {
        return systemRows(this.org.data, 'Traffic_Hour__c')
            .filter(({ Object__c: subject }) => subject === '*')
            .reduce((sum, { Requests__c: requests }) => sum + Number(requests), 0);
    }

    /** How many records the org has. */
    rows(object: string): number {
        return this.org.data.store.table(this.org.schema.object(object)!).size;
    }
}

/** Apex that makes the messages: one row of one of three objects each, the integrations in turn, from their own network, now. */
function messages(count: number, first: number, integrations = INTEGRATIONS): string {
    return `List<Leak_Signal__e> messages = new List<Leak_Signal__e>();
        List<String> objects = new List<String>{ 'Account', 'Contact', 'Lead' };
        Long moment = Datetime.now().getTime();
        for (Integer i = ${first}; i < ${first + count}; i++) {
            messages.add(new Leak_Signal__e(
                Integration_Key__c = 'Bench_' + Math.mod(i, ${integrations}), Source__c = 'ApiEventPolicy', Kind__c = 'Query',
                Source_Event_Id__c = 'load-' + i, User_Id__c = UserInfo.getUserId(), Source_Ip__c = '127.0.0.1',
                Client__c = 'bench/1.0', Objects__c = objects[Math.mod(i / ${integrations}, 3)], Rows__c = 1, Occurred_At_Ms__c = moment
            ));
        }`;
}
