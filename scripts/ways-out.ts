import { loadProject } from '../local-org/src/project/index.ts';
import { PROJECT } from './firebreakOrg.ts';
import { generate } from './generatedFile.ts';
import { renderPage } from './waysOut/page.ts';
import { faultsOf, waysOutOf } from './waysOut/waysOut.ts';

// npm run build:ways-out (-- --check): ends with 1 when a record claims what the project does not have, or the page is stale.
const { project } = loadProject(PROJECT);
const faults = faultsOf(project);
for (const fault of faults) console.error(fault);
const isCurrent = await generate(
    'docs/ways-out.md',
    renderPage(waysOutOf(project)),
    process.argv.includes('--check'),
    'npm run build:ways-out'
);
process.exitCode = faults.length > 0 || !isCurrent ? 1 : 0;
