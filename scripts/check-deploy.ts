import { runCommand } from '../deploy-check/src/commandLine.ts';

process.exitCode = await runCommand(process.argv.slice(2), { out: console.log, error: console.error });
