import { diagnosticLine } from '../org/faults.ts';
import {
    compileProject,
    definitionPathOf,
    EMPTY_DEFINITION,
    environmentFor,
    readOrgDefinition,
    unsupportedMembers
} from '../org/index.ts';
import type { CompiledProject } from '../org/index.ts';
import type { CommandLine } from './commandLine.ts';
import type { CommandRunner } from './main.ts';

/** Everything that is wrong with a project, one finding a line, and what of it the local org will refuse to run. */
export const check: CommandRunner = async (line, print) => {
    const compiled = compiledFor(line);
    const { diagnostics, project } = compiled;
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const warnings = diagnostics.length - errors;
    const unsupported = errors > 0 ? [] : unsupportedMembers(compiled);
    for (const diagnostic of diagnostics) print(diagnosticLine(diagnostic));
    for (const member of unsupported)
        print(`${member} is correct Apex, but the local org does not have it: calling it ends in LOC-002`);
    const files = project.classes.length + project.triggers.length;
    print(`${errors} error(s), ${warnings} warning(s) in ${files} Apex files and their metadata`);
    return { exitCode: errors > 0 ? 1 : 0, json: { errors, warnings, diagnostics, unsupported } };
};

/** Compiles the project with the environment that its org definition gives. */
export function compiledFor(line: CommandLine): CompiledProject {
    const path = line.seed ?? definitionPathOf(line.projectDir);
    const definition = path === null ? EMPTY_DEFINITION : readOrgDefinition(path);
    const { features } = definition;
    return compileProject(line.projectDir, { environment: environmentFor(definition), features });
}
