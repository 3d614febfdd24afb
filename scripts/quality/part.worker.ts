import { Harness } from './harness.ts';
import { PARTS, type Amount, type FromPart, type PartName } from './parts.ts';

const [name, amount] = process.argv.slice(2);
const harness = Harness.open();
const say = (message: FromPart): void => void process.send!(message);
try {
    const measure = PARTS[name as PartName];
    say({ result: measure(harness, JSON.parse(amount!) as Amount, (done, all) => say({ done, all })) });
} finally {
    harness.close();
    process.disconnect();
}
