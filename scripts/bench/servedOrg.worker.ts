import { startFirebreakOrg } from '../firebreakOrg.ts';
import type { FromServedOrg, ToServedOrg } from './servedOrg.ts';

// What `npm start` does, told by messages instead of signals.
const tell = (message: FromServedOrg): void => void process.send!(message);
const org = await startFirebreakOrg({
    port: 0,
    stateDir: process.argv[2] ?? null,
    withPages: true,
    print: () => undefined
});
process.on('message', (message: ToServedOrg) => {
    if (message.ask === 'memory') tell({ answer: 'memory', bytes: process.memoryUsage.rss() });
    else void org.close().then(() => process.disconnect());
});
tell({ answer: 'ready', url: org.url, stateDir: org.stateDir });
