import { serve } from '../../src/server/index.ts';
import { FIXTURE } from './servedOrg.ts';
import { join } from 'node:path';

/** Serves the fixture in a process of its own, until it is killed. Arguments: the state folder. Prints the address. */
const org = await serve({
    projectDir: FIXTURE,
    port: 0,
    stateDir: process.argv[2]!,
    seed: join(FIXTURE, 'config', 'local-org.json'),
    pages: false,
    print: () => undefined
});
console.log(org.url);
