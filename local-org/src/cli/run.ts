import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { AnonymousOutcome } from '../org/index.ts';
import {
    createOrg,
    definitionPathOf,
    EMPTY_DEFINITION,
    environmentFor,
    OrgFault,
    readOrgDefinition
} from '../org/index.ts';
import { OrgMetadata } from '../server/metadata/orgMetadata.ts';
import type { CommandRunner } from './main.ts';

const NO_WAITING = { queueableMs: 0, eventMs: 0, batchMs: 0 };

/** Runs an anonymous block as the org's admin, with the jobs and events that follow from it. */
export const run: CommandRunner = async (line, print) => {
    const block = line.file === null ? await text(process.stdin) : readBlock(line.file);
    const seed = line.seed ?? definitionPathOf(line.projectDir);
    const org = createOrg({
        projectDir: line.stateDir === null ? line.projectDir : deployedFolder(line.stateDir, line.projectDir, seed),
        seed,
        stateDir: line.stateDir,
        latencies: NO_WAITING,
        print
    });
    try {
        const outcome = org.runAnonymous(org.admin, block);
        for (const entry of outcome.debugLog) print(entry);
        await org.settled();
        if (outcome.problem) print(`${outcome.problem.line}:${outcome.problem.column}: ${outcome.problem.message}`);
        if (outcome.exception) print([exceptionText(outcome), ...stackOf(outcome)].join('\n'));
        return { exitCode: outcome.problem || outcome.exception ? 1 : 0, json: jsonOf(outcome) };
    } finally {
        org.close();
    }
};

/** Where the metadata of a kept org is: in the project, unless something was deployed into it while it was served. */
function deployedFolder(stateDir: string, projectDir: string, seed: string | null): string {
    const definition = seed === null ? EMPTY_DEFINITION : readOrgDefinition(seed);
    return OrgMetadata.open(stateDir, projectDir, environmentFor(definition)).folder ?? projectDir;
}

function readBlock(path: string): string {
    try {
        return readFileSync(path, 'utf8');
    } catch (error) {
        throw new OrgFault('LOC-007', `${path} cannot be read: ${(error as Error).message}`, { cause: error });
    }
}

function exceptionText({ exception }: AnonymousOutcome): string | null {
    return exception && `${exception.typeName}: ${exception.apexMessage ?? 'Script-thrown exception'}`;
}

function stackOf({ exception }: AnonymousOutcome): string[] {
    return (exception?.apexStack() ?? []).map(({ place, line }) => `${place}: line ${line}, column 1`);
}

/** The shape of a Tooling API answer to executeAnonymous, with the log beside it. */
function jsonOf(outcome: AnonymousOutcome): object {
    const { problem, exception, debugLog } = outcome;
    return {
        compiled: problem === null,
        compileProblem: problem?.message ?? null,
        line: problem?.line ?? exception?.apexStack()[0]?.line ?? -1,
        column: problem?.column ?? (exception ? 1 : -1),
        success: problem === null && exception === null,
        exceptionMessage: exceptionText(outcome),
        exceptionStackTrace: exception ? stackOf(outcome).join('\n') : null,
        debugLog
    };
}
