import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serve } from '../../local-org/src/server/index.ts';
import { answerMessages } from './servedOrgMessages.ts';

// An org into which nothing is deployed yet, in the folder that is named, told by messages as the other one.
const folder = process.argv[2]!;
const projectDir = path.join(folder, 'empty');
const stateDir = path.join(folder, 'state');
mkdirSync(path.join(projectDir, 'force-app'), { recursive: true });
const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
writeFileSync(path.join(projectDir, 'sfdx-project.json'), JSON.stringify(project));
const org = await serve({ projectDir, stateDir, port: 0, seed: null, pages: false, print: () => undefined });
answerMessages({ url: org.url, stateDir, close: () => org.close() });
