import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runDrill } from '../../drill/drill.ts';
import { LocalStage } from '../../drill/localStage.ts';
import { loadScenario } from '../../drill/scenario.ts';
import type { Figure } from '../figure.ts';
import { atMost } from '../figure.ts';
import { ServedOrg } from '../servedOrg.ts';
import type { Topic } from '../topic.ts';

const SCENARIO = fileURLToPath(new URL('../../drill/scenarios/drift.yaml', import.meta.url));
const GOAL_MB = 350;
const BYTES_PER_MB = 1024 * 1024;
const IDLE_MS = 5000;

export const topic: Topic = {
    title: 'Memory of the served org',
    method:
        'Resident memory of the serving process with all its threads, the TypeScript loader and the scoring vendor included: five seconds ' +
        'after the first start, which makes the sample data (5,000 contacts) and builds the pages; five seconds after a second start on the ' +
        'same folder, which finds both; and five seconds after the drill of the token theft in that one. One run.',
    async measure({ quick, print }) {
        const stateDir = mkdtempSync(path.join(tmpdir(), 'firebreak-bench-'));
        const idle = async (org: ServedOrg, what: string): Promise<Figure> => {
            await setTimeout(quick ? IDLE_MS / 5 : IDLE_MS);
            return atMost(GOAL_MB, what, (await org.memory()) / BYTES_PER_MB, 'MB');
        };
        try {
            print('first start …');
            const first = await served(stateDir, async (org) => [await idle(org, 'Idle after the first start')]);
            print('second start, and the drill …');
            const second = await served(stateDir, async (org) => {
                const before = await idle(org, 'Idle after a later start');
                await runDrill(new LocalStage(org), loadScenario(SCENARIO), () => undefined);
                return [before, await idle(org, 'After the drill')];
            });
            return [...first, ...second];
        } finally {
            rmSync(stateDir, { recursive: true, force: true });
        }
    }
};

async function served(stateDir: string, measure: (org: ServedOrg) => Promise<Figure[]>): Promise<Figure[]> {
    const org = await ServedOrg.start(stateDir);
    try {
        return await measure(org);
    } finally {
        await org.close();
    }
}
