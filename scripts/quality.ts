import path from 'node:path';
import { parseArgs } from 'node:util';
import { table } from 'table';
import { PROJECT } from './firebreakOrg.ts';
import { measureFalseAlarms, measureLeaks } from './quality/detection.ts';
import { Harness } from './quality/harness.ts';
import { verdictsOf, writeQualityPage, type Quality } from './quality/page.ts';
import { measureRunLength, RUN_LENGTHS } from './quality/runLengths.ts';

const PAGE = path.join(PROJECT, 'docs', 'detection-quality.md');
const SEED = 20_250_809;

// npm run quality: measures detection and writes docs/detection-quality.md; --quick prints only. A missed goal is no failure.
const { values } = parseArgs({
    options: {
        quick: { type: 'boolean', default: false },
        runs: { type: 'string', default: '20000' },
        entities: { type: 'string', default: '100' }
    }
});
const runs = values.quick ? 1_000 : Number(values.runs);
const entities = values.quick ? 5 : Number(values.entities);

const harness = Harness.open();
try {
    const quality: Quality = {
        seed: SEED,
        runLengths: RUN_LENGTHS.map((one, i) => {
            tell(`Run lengths ${i + 1} of ${RUN_LENGTHS.length}`);
            return measureRunLength(harness, one, runs, SEED + i);
        }),
        falseAlarms: measureFalseAlarms(harness, entities, SEED + 1_000, (done) =>
            tell(`False alarms: ${done} of ${entities} entity-months`)
        ),
        leaks: measureLeaks(harness, entities, SEED + 100_000, (done) => tell(`Leaks: ${done} of ${entities} entities`))
    };
    console.log(
        table([
            ['Goal', 'Measured', ''],
            ...verdictsOf(quality).map(({ goal, measured, met }) => [goal, measured, met ? 'met' : 'MISSED'])
        ])
    );
    if (!values.quick) await writeQualityPage(PAGE, quality);
} finally {
    harness.close();
}

function tell(line: string): void {
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line} …`);
    else console.log(line);
}
