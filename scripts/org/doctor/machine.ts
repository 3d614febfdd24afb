import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../../firebreakOrg.ts';

/** What a check may ask of the machine it runs on. */
export interface Machine {
    readonly nodeVersion: string;
    readonly env: NodeJS.ProcessEnv;
    /** First line that a program prints, or null when there is none or it fails. */
    firstLineOf(program: string, args: readonly string[]): string | null;
    /** Whether a file exists; relative paths count from the project. */
    has(file: string): boolean;
    /** Full path of a program, or null when it is not on the path. */
    find(program: string): string | null;
}

export const thisMachine: Machine = {
    nodeVersion: process.versions.node,
    env: process.env,
    firstLineOf(program, args) {
        // On Windows npm and sf are scripts, which only a shell starts.
        const shell = process.platform === 'win32' && program !== process.execPath;
        const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', shell, cwd: PROJECT });
        if (status !== 0) return null;
        // Java prints its version to standard error.
        return (stdout.trim() || stderr.trim()).split('\n')[0] ?? null;
    },
    has: (file) => existsSync(path.resolve(PROJECT, file)),
    find(program) {
        const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
        return (
            (process.env.PATH ?? '')
                .split(path.delimiter)
                .flatMap((folder) => endings.map((ending) => path.join(folder, program + ending)))
                .find(existsSync) ?? null
        );
    }
};
