import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { ToolError } from '../toolError.ts';
import { CHECK_NAMES, type CheckName } from './checks.ts';
import { readHistory, type HistoryPlan } from './historyPlan.ts';
import { YamlReader } from './yamlReader.ts';

/** A campaign to replay: who attacks from where, step by step, and the ordinary work that goes on meanwhile. */
export interface Scenario {
    readonly name: string;
    readonly title: string;
    readonly campaign: string;
    readonly expect: 'contained' | 'quiet';
    /** Key of the integration whose access is used. */
    readonly integration: string;
    /** Name of the actor whom the integration covers as a person and who is to be cut off alone; null for a service user. */
    readonly accused: string | null;
    /** Whether the org's clock follows the times of the steps; else they follow each other at once. */
    readonly clock: 'campaign' | 'real';
    /** Objects whose records the campaign is after; their number is what could be read. */
    readonly prize: readonly string[];
    /** Loopback address of the attacker's web server; null where there is none. Steps name its URL as `{collector}`. */
    readonly collector: string | null;
    /** What the integration read before, and what its own work goes on to read; null where nothing was learned. */
    readonly history: HistoryPlan | null;
    /** Key: name of the actor. */
    readonly actors: Readonly<Record<string, Actor>>;
    readonly steps: readonly Step[];
    readonly workload: readonly Work[];
    /** What must have come of it. */
    readonly checks: readonly CheckName[];
}

const ACTOR_KINDS = ['apiClient', 'person', 'visitor', 'guest'] as const;

/** Somebody outside the org, with a genuine client. */
export interface Actor {
    readonly kind: (typeof ACTOR_KINDS)[number];
    /** Loopback address that the requests come from. */
    readonly address: string;
    /** Blank for a visitor of the web site. */
    readonly user: string;
    /** Connected app whose token is used; null for a person at a browser. */
    readonly app: string | null;
    /** Whether the user lets that app in just before the campaign; else its token is an old one. */
    readonly isJustLetIn: boolean;
    /** Public site that a guest visits: the first part of its addresses; null for whoever logs in. */
    readonly site: string | null;
    /** How the client names itself. */
    readonly client: string;
    /** Real time between two requests. */
    readonly pauseMs: number;
    /** Somebody at ordinary work, which must go on: what he reads is no loss. */
    readonly isColleague: boolean;
}

/** What an actor can do, by the kind of actor, and what each needs to know. */
const STEP_KINDS = {
    login: [],
    listObjects: [],
    describe: ['object'],
    count: ['object'],
    limits: [],
    bulkQuery: ['soql'],
    restQuery: ['soql'],
    /** The integration's own work: as many records of an object as its history makes usual for that hour. */
    usual: ['object'],
    /** Pages through an object by id, a page with each repetition. */
    drip: ['object', 'fields', 'rows'],
    exportReport: ['report'],
    openListView: ['object', 'listView'],
    /** Fills in the inquiry form of the web site. */
    writeLead: ['lastName', 'company', 'email', 'question'],
    /** Pages through an object as a guest, a page with each repetition. */
    enumerate: ['object', 'rows'],
    /** Not done by the actor: the platform's threat detection accuses it. */
    threatDetected: ['event', 'object', 'score'],
    /** Not done by the actor: a third party's monitor reports how many records it saw the actor read. */
    monitorReports: ['object', 'rows']
} as const satisfies Readonly<Record<string, readonly (keyof StepNeeds)[]>>;

const NUMBERS: ReadonlySet<string> = new Set(['rows', 'score']);

interface StepNeeds {
    readonly object?: string;
    readonly soql?: string;
    readonly fields?: string;
    readonly rows?: number;
    readonly report?: string;
    readonly listView?: string;
    readonly lastName?: string;
    readonly company?: string;
    readonly email?: string;
    readonly question?: string;
    /** Name of the threat event. */
    readonly event?: string;
    /** How sure the platform's model is. */
    readonly score?: number;
}

export interface Step extends StepNeeds {
    /** When it happened in the campaign. */
    readonly at: string;
    /** Name of the actor. */
    readonly as: string;
    readonly do: keyof typeof STEP_KINDS;
    /** How often, and how far apart in the campaign. */
    readonly repeat: { readonly times: number; readonly everyMinutes: number };
}

const WORK_KINDS = ['creditScoring', 'contactSync', 'onboarding', 'leadAnswering'] as const;

export interface Work {
    readonly do: (typeof WORK_KINDS)[number];
    /** When in the campaign it begins; null for from the start. */
    readonly at: string | null;
    readonly everyMs?: number;
    readonly chunkSize?: number;
}

/** A scenario file that cannot be used: names the file, the line and column, and what was expected there. */
export class ScenarioError extends ToolError {
    constructor(file: string, line: number, column: number, expected: string) {
        super('FB-DRL-001', file, line, column, `${expected}.`);
    }
}

/** @throws ScenarioError when the file is not YAML of the expected shape. */
export function loadScenario(file: string, text = readFileSync(file, 'utf8')): Scenario {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const fail = (offset: number, expected: string): never => {
        const { line, col } = lines.linePos(offset);
        throw new ScenarioError(file, line, col, expected);
    };
    const syntax = document.errors[0];
    if (syntax) fail(syntax.pos[0], `expected YAML: ${syntax.message.split('\n')[0]!.replace(/ at line.*$/, '')}`);
    const root = new YamlReader(document.contents, fail);
    const actors = Object.fromEntries(
        Object.entries(root.maps('actors')).map(([name, reader]) => [name, readActor(reader)])
    );
    const history = root.has('history') ? readHistory(root.map('history')) : null;
    const clock = root.has('clock') ? root.oneOf('clock', ['campaign', 'real'] as const) : 'real';
    if (history && clock === 'real') root.refuse('history', 'expected "clock: campaign" with a history');
    return {
        name: root.text('name'),
        title: root.text('title'),
        campaign: root.text('campaign'),
        expect: root.oneOf('expect', ['contained', 'quiet'] as const),
        integration: root.text('integration'),
        accused: root.has('accused') ? root.oneOf('accused', Object.keys(actors)) : null,
        clock,
        prize: root.texts('prize'),
        collector: root.has('collector') ? readAddress(root, 'collector') : null,
        history,
        actors,
        steps: root.list('steps').map((step) => readStep(step, Object.keys(actors), history)),
        workload: root.list('workload').map(readWork),
        checks: readChecks(root)
    };
}

function readActor(actor: YamlReader): Actor {
    const kind = actor.has('kind') ? actor.oneOf('kind', ACTOR_KINDS) : 'apiClient';
    return {
        kind,
        address: readAddress(actor, 'address'),
        user: kind === 'visitor' ? '' : actor.text('user'),
        app: kind === 'apiClient' ? actor.text('app') : null,
        site: kind === 'guest' ? actor.text('site') : null,
        client: actor.text('client'),
        pauseMs: actor.number('pauseMs'),
        isJustLetIn: isYes(actor, 'justLetIn'),
        isColleague: isYes(actor, 'colleague')
    };
}

function readStep(step: YamlReader, actors: readonly string[], history: HistoryPlan | null): Step {
    const kind = step.oneOf('do', Object.keys(STEP_KINDS) as (keyof typeof STEP_KINDS)[]);
    if (kind === 'usual') {
        if (!history) step.refuse('do', 'expected a "history" that says what is usual');
        const objects = history.usual.map(({ object }) => object);
        step.oneOf('object', objects);
    }
    const needs: Record<string, string | number> = {};
    for (const need of STEP_KINDS[kind]) needs[need] = NUMBERS.has(need) ? step.number(need) : step.text(need);
    const repeat = step.has('repeat') ? step.map('repeat') : null;
    return {
        at: readTime(step),
        as: actors.length === 1 && !step.has('as') ? actors[0]! : step.oneOf('as', actors),
        do: kind,
        repeat: repeat
            ? { times: repeat.number('times'), everyMinutes: repeat.number('everyMinutes') }
            : { times: 1, everyMinutes: 0 },
        ...needs
    };
}

function readWork(work: YamlReader): Work {
    return {
        do: work.oneOf('do', WORK_KINDS),
        at: work.has('at') ? readTime(work) : null,
        everyMs: work.has('everyMs') ? work.number('everyMs') : undefined,
        chunkSize: work.has('chunkSize') ? work.number('chunkSize') : undefined
    };
}

function isYes(reader: YamlReader, key: string): boolean {
    return reader.has(key) && reader.oneOf(key, ['yes', 'no'] as const) === 'yes';
}

function readAddress(reader: YamlReader, key: string): string {
    return reader.matching(key, /^127(\.\d{1,3}){3}$/, 'a loopback address such as 127.0.0.66');
}

function readTime(reader: YamlReader): string {
    return reader.matching('at', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a time such as 2025-08-17T11:11:56Z');
}

function readChecks(root: YamlReader): CheckName[] {
    return root
        .texts('checks')
        .map(
            (text) =>
                CHECK_NAMES.find((name) => name === text) ??
                root.refuse('checks', `expected "checks" to hold only ${CHECK_NAMES.join(', ')}, found "${text}"`)
        );
}
