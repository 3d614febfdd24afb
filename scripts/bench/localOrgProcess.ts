import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT } from '../firebreakOrg.ts';

const COMMAND = path.join(PROJECT, 'local-org', 'bin', 'local-org.mjs');

/** Runs the local org's command line on this project in a process of its own. @throws Error when it could not run (findings and failures are a result) */
export function localOrg(...args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [COMMAND, ...args, '--project', PROJECT], {
            stdio: ['ignore', 'pipe', 'pipe']
        });
        let output = '';
        for (const stream of [child.stdout, child.stderr])
            stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.on('error', reject);
        child.on('close', (code) =>
            code === 0 || code === 1
                ? resolve(output)
                : reject(new Error(`local-org ${args.join(' ')} ended with ${code}:\n${output}`))
        );
    });
}
