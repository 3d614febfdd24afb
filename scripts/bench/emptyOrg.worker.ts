import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serve } from '../../local-org/src/server/index.ts';
import type { FromServedOrg, ToServedOrg } from './servedOrg.ts';

// An org into which nothing is deployed yet, in the folder that is named, told by messages as the other one.
const tell = (message: FromServedOrg): void => void process.send!(message);
const folder = process.argv[2]!;
const projectDir = path.join(folder, 'empty');
const stateDir = path.join(folder, 'state');
mkdirSync(path.join(projectDir, 'force-app'), { recursive: true });
const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
writeFileSync(path.join(projectDir, 'sfdx-project.json'), JSON.stringify(project));
const org = await serve({ projectDir, stateDir, port: 0, seed: null, pages: false, print: () => undefined });
process.on('message', (message: ToServedOrg) => {
    if (message.ask === 'memory') tell({ answer: 'memory', bytes: process.memoryUsage.rss() });
    else void org.close().then(() => process.disconnect());
});
tell({ answer: 'ready', url: org.url, stateDir });
