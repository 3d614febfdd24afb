import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OrgFault } from '../org/faults.ts';

export const USAGE = `Usage: local-org <command> --project DIR [options]

  check   report what a deployment of the project would refuse
  test    run the Apex tests        --class NAME  --method NAME  --junit FILE
  run     run anonymous Apex        FILE, or standard input
  serve   serve the org over HTTP   --port N  --state DIR  --pubsub-port N (Pub/Sub API over gRPC; none without it)
  token   print an access token of a served org, for sf org login access-token   --state DIR  --user NAME

  --project DIR   folder with sfdx-project.json (default: the current folder)
  --seed FILE     org definition (default: config/local-org.json of the project)
  --json FILE     write the result as JSON as well

Exit codes: 0 fine, 1 findings or failures, 2 could not run.`;

const COMMANDS = ['check', 'test', 'run', 'serve', 'token'] as const;
export type Command = (typeof COMMANDS)[number];

export interface CommandLine {
    readonly command: Command;
    readonly projectDir: string;
    readonly json: string | null;
    readonly junit: string | null;
    /** undefined: the project's own */
    readonly seed: string | undefined;
    readonly classes: readonly string[];
    readonly methods: readonly string[];
    readonly port: number;
    /** null: the Pub/Sub API is not served. */
    readonly pubSubPort: number | null;
    readonly stateDir: string | null;
    /** Username of `token`; null for the org's own admin. */
    readonly user: string | null;
    /** Apex file of `run`; null reads standard input. */
    readonly file: string | null;
}

/** null when help was asked for. @throws OrgFault LOC-007 */
export function readCommandLine(args: readonly string[]): CommandLine | null {
    const { values, positionals } = parse(args);
    if (values.help || positionals[0] === 'help') return null;
    const command = COMMANDS.find((candidate) => candidate === positionals[0]);
    if (!command)
        throw new OrgFault(
            'LOC-007',
            `${positionals[0] ?? 'no command'} is none of ${COMMANDS.join(', ')}.\n\n${USAGE}`
        );
    if (positionals.length > (command === 'run' ? 2 : 1))
        throw new OrgFault('LOC-007', `what is "${positionals.at(-1)}" for?\n\n${USAGE}`);
    const port = portOf('--port', values.port);
    const pubSub = values['pubsub-port'];
    return {
        command,
        projectDir: resolve(values.project),
        json: values.json ?? null,
        junit: values.junit ?? null,
        seed: values.seed,
        classes: values.class,
        methods: values.method,
        port,
        pubSubPort: pubSub === undefined ? null : portOf('--pubsub-port', pubSub),
        stateDir: values.state ?? null,
        user: values.user ?? null,
        file: positionals[1] ?? null
    };
}

function portOf(option: string, text: string): number {
    const port = Number(text);
    if (/^\d+$/.test(text) && port <= 65_535) return port;
    throw new OrgFault('LOC-007', `${option} ${text} is no port.`);
}

function parse(args: readonly string[]) {
    try {
        return parseArgs({
            args: [...args],
            allowPositionals: true,
            options: {
                project: { type: 'string', default: '.' },
                json: { type: 'string' },
                junit: { type: 'string' },
                seed: { type: 'string' },
                class: { type: 'string', multiple: true, default: [] },
                method: { type: 'string', multiple: true, default: [] },
                port: { type: 'string', default: '8585' },
                'pubsub-port': { type: 'string' },
                state: { type: 'string' },
                user: { type: 'string' },
                help: { type: 'boolean', short: 'h', default: false }
            }
        });
    } catch (error) {
        throw new OrgFault('LOC-007', `${(error as Error).message}\n\n${USAGE}`, { cause: error });
    }
}
