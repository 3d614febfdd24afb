import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runDrill } from './drill/drill.ts';
import { printOutcome } from './drill/print.ts';
import { loadScenario } from './drill/scenario.ts';
import { findStage } from './drill/stage.ts';

const folder = fileURLToPath(new URL('./drill/scenarios/', import.meta.url));
const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } }
});
const [name] = positionals;
const file = `${folder}${name}.yaml`;
// Progress goes to standard error, so that the JSON stands alone on standard output.
const print = (line: string): void => console.error(line);

if (!name || !existsSync(file)) {
    const known = readdirSync(folder).map((entry) => entry.replace('.yaml', ''));
    console.error(`FB-DRL-005: name one of the scenarios: ${known.join(', ')}. Example: npm run drill -- drift`);
    process.exitCode = 2;
} else {
    try {
        const scenario = loadScenario(file);
        const stage = await findStage(print);
        try {
            const outcome = await runDrill(stage, scenario, print);
            console.log(values.json ? JSON.stringify(outcome, null, 2) : printOutcome(outcome));
            process.exitCode = outcome.passed ? 0 : 1;
        } finally {
            await stage.close();
        }
    } catch (fault) {
        console.error(fault instanceof Error ? fault.message : String(fault));
        process.exitCode = 2;
    }
}
