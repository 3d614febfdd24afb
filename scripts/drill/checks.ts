import { onboardedWhileCut, openedAt, rowsExposed, type DrillRun } from './outcome.ts';

/** What a scenario can demand of its outcome. */
interface Check {
    readonly what: string;
    holds(run: DrillRun): boolean;
}

/** Largest part of the prize that may have left before the cut. */
const TOLERATED_PART = 0.01;

const afterwards = ({ attack }: DrillRun) => attack.filter((report) => report.campaignAt === null);

const CHECKS = {
    contained: {
        what: 'an incident was opened and contained',
        holds: ({ evidence }) => evidence.incident !== null && evidence.incident.Contained_At__c !== null
    },
    leversProven: {
        what: 'every lever is verified',
        holds: ({ evidence }) => evidence.levers.length > 0 && evidence.levers.every((lever) => lever.Verified__c)
    },
    bulkRefused: {
        what: 'the bulk results were refused before they were read',
        holds: ({ attack }) => {
            const bulk = attack.filter((report) => report.step.startsWith('bulkQuery'));
            return bulk.length > 0 && bulk.every((report) => report.outcome === 'refused' && report.rows === 0);
        }
    },
    sessionEnded: {
        what: 'the session ended with INVALID_SESSION_ID',
        holds: ({ attack }) => attack.some((report) => report.errorCode === 'INVALID_SESSION_ID')
    },
    lockedOut: {
        what: 'the stolen access no longer logs in',
        holds: (run) => afterwards(run).at(-1)?.outcome === 'refused'
    },
    exportsRefused: {
        what: 'exports were refused after the cut',
        holds: ({ attack }) =>
            attack.some((report) => report.step.startsWith('exportReport') && report.outcome === 'refused')
    },
    enumerationStopped: {
        what: 'after the cut the site handed out nothing',
        holds: (run) => afterwards(run).findLast((report) => report.step === 'try again')?.errorCode === 'NO_ACCESS'
    },
    underTenPercent: {
        what: 'less than 10 % of the records left',
        holds: (run) => rowsExposed(run) < run.rowsAvailable * 0.1
    },
    underOnePercent: {
        what: 'less than 1 % of the records left',
        holds: (run) => rowsExposed(run) < run.rowsAvailable * TOLERATED_PART
    },
    containedWithinAMinute: {
        what: 'contained within 60 s of the verdict',
        holds: (run) => {
            const opened = openedAt(run);
            const contained = run.evidence.entries.find((entry) => entry.Text__c.startsWith('Contained'));
            return opened !== null && contained !== undefined && contained.At_Ms__c - opened <= 60_000;
        }
    },
    ordinaryAnswers: {
        what: 'ordinary inquiries were answered before the cut',
        holds: ({ work }) => work.answersAllowed > 0
    },
    answerHeldBack: {
        what: 'the answer that would have carried data out was held back',
        holds: ({ scenario, evidence, work }) =>
            work.answersRefused > 0 &&
            scenario.collector !== null &&
            (evidence.incident?.Summary__c ?? '').includes(scenario.collector)
    },
    defaultAnswers: {
        what: 'inquiries got the declared default answer during containment',
        holds: ({ work }) => work.defaultAnswers > 1
    },
    nothingCollected: { what: 'nothing reached the collector', holds: ({ collected }) => collected === 0 },
    calloutsStopped: { what: 'guarded callouts ended at the breaker', holds: ({ work }) => work.calloutsBlocked > 0 },
    syncStopped: { what: 'the sync job stopped', holds: ({ work }) => work.batchStoppedAtChunk !== null },
    colleaguesWentOn: {
        what: 'colleagues went on with their own exports, before and after the cut',
        holds: (run) => {
            const opened = openedAt(run) ?? Infinity;
            const ordinary = run.attack.filter(({ actor }) => run.scenario.actors[actor]!.isColleague);
            const exports = ordinary.filter(({ rows }) => rows > 0);
            return (
                ordinary.every(({ outcome }) => outcome === 'answered') &&
                exports.some(({ endedAt }) => endedAt < opened) &&
                exports.some(({ startedAt }) => startedAt > opened)
            );
        }
    },
    accusedAlone: {
        what: 'nobody but the accused was cut off',
        holds: ({ scenario, evidence }) =>
            Object.entries(evidence.breakers).every(
                ([key, state]) => (state === 'CLOSED') === (key !== scenario.integration)
            )
    },
    onboardingWentOn: {
        what: 'onboarding went on during containment',
        holds: (run) => onboardedWhileCut(run) > 0 && run.work.onboardingFailures.length === 0
    },
    raisingNotLearned: {
        what: 'the baseline has learned less than half of what was raised',
        holds: ({ learned }) =>
            learned.length > 0 &&
            learned.every(
                ({ factor, raisedTo, hoursQuarantined }) => factor - 1 < (raisedTo - 1) / 2 && hoursQuarantined > 0
            )
    },
    noIncident: { what: 'no incident was opened', holds: ({ evidence }) => evidence.incident === null },
    breakersClosed: {
        what: 'every breaker stayed closed',
        holds: ({ evidence }) => Object.values(evidence.breakers).every((state) => state === 'CLOSED')
    },
    nothingRefused: {
        what: 'no request was refused',
        holds: ({ attack }) => attack.length > 0 && attack.every((report) => report.outcome === 'answered')
    },
    calloutsWent: {
        what: 'no callout was blocked',
        holds: ({ work }) => work.calloutsBlocked === 0 && work.scored > 0
    },
    syncWentThrough: {
        what: 'the sync job went through',
        holds: ({ work }) => work.batchStoppedAtChunk === null && work.batchChunks > 0
    },
    onboardingWorked: {
        what: 'onboarding worked',
        holds: ({ work }) => work.onboardedAt.length > 0 && work.onboardingFailures.length === 0
    }
} as const satisfies Readonly<Record<string, Check>>;

export type CheckName = keyof typeof CHECKS;
export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[];

/** Holds the run against what its scenario demands. */
export function checked(run: DrillRun): { readonly what: string; readonly ok: boolean }[] {
    return run.scenario.checks.map((name) => ({ what: CHECKS[name].what, ok: CHECKS[name].holds(run) }));
}
