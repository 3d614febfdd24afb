import path from 'node:path';
import { parseArgs } from 'node:util';
import { table } from 'table';
import { PROJECT } from './firebreakOrg.ts';
import { verdictsOf, writeQualityPage, type Quality } from './quality/page.ts';
import { measurePart, type Amount, type PartName, type PartResult } from './quality/parts.ts';
import { RUN_LENGTHS } from './quality/runLengths.ts';

const PAGE = path.join(PROJECT, 'docs', 'detection-quality.md');

// npm run quality: measures detection and writes docs/detection-quality.md; --quick prints only. A missed goal is no failure.
const { values } = parseArgs({
    options: {
        quick: { type: 'boolean', default: false },
        runs: { type: 'string', default: '20000' },
        entities: { type: 'string', default: '100' },
        months: { type: 'string', default: '100' }
    }
});
const amount: Amount = {
    runs: values.quick ? 1_000 : Number(values.runs),
    entities: values.quick ? 5 : Number(values.entities),
    months: values.quick ? 5 : Number(values.months),
    seed: 20_250_809
};

const [short, long, falseAlarms, leaks] = await Promise.all([
    measured('Run lengths'),
    measured('Long run lengths'),
    measured('False alarms'),
    measured('Leaks')
]);
const order = new Map(
    RUN_LENGTHS.map((one, i) => [JSON.stringify([one.chart, one.twoSided, one.threshold, one.shift]), i])
);
const runLengths = [...short, ...long].sort((a, b) => place(a) - place(b));
const quality: Quality = { seed: amount.seed, runLengths, falseAlarms, leaks };
console.log(
    table([
        ['Goal', 'Measured', ''],
        ...verdictsOf(quality).map(({ goal, measured: value, met }) => [goal, value, met ? 'met' : 'MISSED'])
    ])
);
if (!values.quick) await writeQualityPage(PAGE, quality);

function measured<N extends PartName>(name: N): Promise<PartResult<N>> {
    return measurePart(name, amount, (done, all) => console.log(`${name}: ${done} of ${all}`));
}

function place({ chart, twoSided, threshold, shift }: (typeof runLengths)[number]): number {
    return order.get(JSON.stringify([chart, twoSided, threshold, shift]))!;
}
