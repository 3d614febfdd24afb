import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runDrill } from '../../drill/drill.ts';
import { loadScenario } from '../../drill/scenario.ts';
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
        'Resident memory of the serving process with all its threads, loaders and the scoring vendor included: five seconds after the start ' +
        'with the sample data (5,000 contacts), and five seconds after the drill of the token theft. One run.',
    async measure({ quick, print }) {
        const org = await ServedOrg.start();
        try {
            const rest = async (): Promise<number> => {
                await setTimeout(quick ? IDLE_MS / 5 : IDLE_MS);
                return (await org.memory()) / BYTES_PER_MB;
            };
            const idle = await rest();
            print('the drill …');
            await runDrill(org, loadScenario(SCENARIO), () => undefined);
            return [atMost(GOAL_MB, 'Idle', idle, 'MB'), atMost(GOAL_MB, 'After the drill', await rest(), 'MB')];
        } finally {
            await org.close();
        }
    }
};
