import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { errorText } from '../errors/errorText.mjs';
import { runDrill } from './drill/drill.ts';
import { printOutcome } from './drill/print.ts';
import { loadScenario } from './drill/scenario.ts';
import { LocalStage } from './drill/localStage.ts';
import { OrgStage } from './drill/orgStage.ts';
import type { Stage } from './drill/stage.ts';
import { findLocalOrg } from './localOrg.ts';
import { SalesforceCli } from './org/cli.ts';

const folder = fileURLToPath(new URL('./drill/scenarios/', import.meta.url));
const known = readdirSync(folder).map((entry) => entry.replace('.yaml', ''));
const order = readOrder();
// Progress goes to standard error, so that the JSON stands alone on standard output.
const print = (line: string): void => console.error(line);

if (!order) {
    print(errorText('FB-DRL-005', known.join(', ')));
    process.exitCode = 2;
} else {
    try {
        const scenario = loadScenario(`${folder}${order.scenario}.yaml`);
        const stage = await findStage(order.targetOrg);
        // Whoever stops the drill halfway leaves no org of its own behind.
        for (const signal of ['SIGINT', 'SIGTERM'] as const)
            process.once(signal, () => void stage.close().then(() => process.exit(2)));
        try {
            const outcome = await runDrill(stage, scenario, print);
            console.log(order.json ? JSON.stringify(outcome, null, 2) : printOutcome(outcome));
            process.exitCode = outcome.passed ? 0 : 1;
        } finally {
            await stage.close();
        }
    } catch (fault) {
        print(fault instanceof Error ? fault.message : String(fault));
        process.exitCode = 2;
    }
}

async function findStage(targetOrg: string | null): Promise<Stage> {
    if (targetOrg !== null) return OrgStage.find(new SalesforceCli(() => undefined), targetOrg, print);
    const org = await findLocalOrg(print);
    return new LocalStage(org, () => org.close());
}

interface Order {
    readonly scenario: string;
    readonly json: boolean;
    /** Alias of an org of Salesforce; null for the local org. */
    readonly targetOrg: string | null;
}

/** What the command line asks for, or null when it cannot be understood. */
function readOrder(): Order | null {
    try {
        const { values, positionals } = parseArgs({
            allowPositionals: true,
            options: { json: { type: 'boolean', default: false }, 'target-org': { type: 'string' } }
        });
        const [scenario = ''] = positionals;
        const { json, 'target-org': targetOrg = null } = values;
        return positionals.length === 1 && known.includes(scenario) ? { scenario, json, targetOrg } : null;
    } catch (fault) {
        if (!(fault as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS_')) throw fault;
        return null;
    }
}
