import { checkProject } from '../../deploy-check/src/checkProject.ts';
import type { CheckRun } from './topics/checkDeploy.ts';

// The check as `npm run check:deploy` makes it, in a process of its own.
const [directory, fresh] = process.argv.slice(2);
const { context, findings } = await checkProject(directory!, { fresh: fresh === 'fresh' });
const run: CheckRun = {
    files: context.files.length,
    findings: findings.length,
    rules: findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`).slice(0, 5),
    milliseconds: performance.now(),
    megabytes: process.resourceUsage().maxRSS / 1024
};
process.send!(run);
process.disconnect();
