import { startFirebreakOrg } from './firebreakOrg.ts';
import { ToolError } from './toolError.ts';

const DEFAULT_PORT = 8585;

const started = performance.now();
try {
    const org = await startFirebreakOrg({
        port: readPort('PORT', DEFAULT_PORT),
        pubSubPort: readPort('PUBSUB_PORT', 0),
        stateDir: '.local-org',
        withPages: true,
        checksPackages: true,
        print: (line) => console.log(line)
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`
Firebreak is running in the local org (ready after ${seconds} s).

  Console      ${org.url}/lightning/n/Firebreak_Console
  Rules        ${org.url}/lightning/n/Firebreak_Rules
  Health       ${org.url}/lightning/n/Firebreak_Health
  Pub/Sub API  ${org.pubSubAddress}
  Try a drill  npm run drill -- drift     (in a second terminal, watch the console)
  Stop         Ctrl+C
`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => void org.close().then(() => process.exit(0)));
    }
} catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = 1;
}

/** @throws ToolError FB-RUN-008 */
function readPort(variable: string, fallback: number): number {
    const text = process.env[variable] ?? '';
    if (text === '') return fallback;
    const port = Number(text);
    if (/^\d+$/.test(text) && port <= 65_535) return port;
    throw new ToolError('FB-RUN-008', variable, text);
}
