import type { Actor, Scenario, Step, Work } from './scenario.ts';

/** What scenarios ask of the org they play in, and not every org has; in words that complete "This org has no …". */
const NEEDS = {
    movableClock: 'clock that can be moved, so that its weeks would last weeks',
    authorisation: 'way for a program to let an app in, in the name of a user',
    signIn: 'page on which a program may sign in as a person',
    website: 'web site of the sample fintech before it',
    guestSite: 'public site of the sample fintech',
    detectionModel: 'way to have the threat detection of the platform speak, whose models learn for weeks',
    vendors: 'connection to the vendors of the sample fintech, which run beside the local org only',
    colleagues: 'login for anybody but the service user'
} as const;

export type Need = keyof typeof NEEDS;

export const EVERY_NEED: ReadonlySet<Need> = new Set(Object.keys(NEEDS) as Need[]);

const OF_ACTOR: Readonly<Record<Actor['kind'], Need | null>> = {
    apiClient: null,
    person: 'signIn',
    visitor: 'website',
    guest: 'guestSite'
};
const OF_STEP: Readonly<Partial<Record<Step['do'], Need>>> = { threatDetected: 'detectionModel' };
const OF_WORK: Readonly<Record<Work['do'], Need | null>> = {
    creditScoring: 'vendors',
    contactSync: 'vendors',
    leadAnswering: 'vendors',
    onboarding: null
};

/** What a scenario needs of its stage. */
export function needsOf({ clock, actors, steps, workload }: Scenario): ReadonlySet<Need> {
    const everybody = Object.values(actors);
    const clients = everybody.filter(({ kind }) => kind === 'apiClient');
    const needs: (Need | null | undefined)[] = [
        clock === 'campaign' ? 'movableClock' : null,
        clients.some(({ isJustLetIn }) => isJustLetIn) ? 'authorisation' : null,
        new Set(clients.map(({ user }) => user)).size > 1 ? 'colleagues' : null,
        ...everybody.map(({ kind }) => OF_ACTOR[kind]),
        ...steps.map((step) => OF_STEP[step.do]),
        ...workload.map((work) => OF_WORK[work.do])
    ];
    return new Set(needs.filter((need) => need != null));
}

/** Those of a scenario's needs that a stage does not meet, in words. */
export function unmet(scenario: Scenario, offers: ReadonlySet<Need>): string[] {
    return [...needsOf(scenario)].filter((need) => !offers.has(need)).map((need) => NEEDS[need]);
}
