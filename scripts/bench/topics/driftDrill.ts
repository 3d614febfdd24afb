import { fileURLToPath } from 'node:url';
import { runDrill } from '../../drill/drill.ts';
import { LocalStage } from '../../drill/localStage.ts';
import type { DrillOutcome } from '../../drill/outcome.ts';
import { loadScenario } from '../../drill/scenario.ts';
import type { Figure } from '../figure.ts';
import { atMost, plain } from '../figure.ts';
import { ServedOrg } from '../servedOrg.ts';
import { median } from '../timing.ts';
import type { Topic } from '../topic.ts';

const SCENARIO = fileURLToPath(new URL('../../drill/scenarios/drift.yaml', import.meta.url));
const scenario = loadScenario(SCENARIO);

export const topic: Topic = {
    title: 'The drill of a token theft',
    method:
        '`npm run drill -- drift` on a new org each time, served by a process of its own; times count from the first foreign request, ' +
        `with the ${scenario.actors.thief!.pauseMs} ms between two requests of the client in them. Median of three drills; rows and failed checks are the worst of them.`,
    async measure({ quick, print }) {
        const outcomes: DrillOutcome[] = [];
        for (let i = 0; i < (quick ? 1 : 3); i++) {
            print(`drill ${i + 1} …`);
            outcomes.push(await drill());
        }
        const after = (what: string, of: (outcome: DrillOutcome) => number | null): Figure =>
            plain(what, median(outcomes.map((outcome) => of(outcome) ?? Infinity).filter(Number.isFinite)), 'ms');
        const worst = (of: (outcome: DrillOutcome) => number): number => Math.max(...outcomes.map(of));
        return [
            after('First verdict', (outcome) => afterLine(outcome, 'firebreak', /^\w+ \(\w+\): /)),
            after('Detection, by the incident', (outcome) => outcome.detectedAfterMs),
            after('Breaker open', (outcome) =>
                afterLine(outcome, 'firebreak', new RegExp(`^Breaker ${scenario.integration} went .* to OPEN`))
            ),
            after('First request refused', (outcome) => afterLine(outcome, 'client', /: refused, /)),
            after('Contained, every lever proven', (outcome) => outcome.containedAfterMs),
            plain(
                'Rows available',
                worst((outcome) => outcome.rowsAvailable),
                ''
            ),
            atMost(
                0,
                'Rows exposed',
                worst((outcome) => outcome.rowsExposed),
                ''
            ),
            atMost(
                0,
                'Failed checks of the drill',
                worst((outcome) => outcome.checks.filter(({ ok }) => !ok).length),
                ''
            )
        ];
    }
};

async function drill(): Promise<DrillOutcome> {
    const org = await ServedOrg.start();
    try {
        return await runDrill(new LocalStage(org), scenario, () => undefined);
    } finally {
        await org.close();
    }
}

function afterLine({ timeline }: DrillOutcome, who: string, what: RegExp): number | null {
    return timeline.find((line) => line.who === who && what.test(line.what))?.afterMs ?? null;
}
