import { diagnosticLine } from '../org/faults.ts';
import { compileProject, definitionPathOf, EMPTY_DEFINITION, environmentFor, readOrgDefinition } from '../org/index.ts';
import type { CompiledProject } from '../org/index.ts';
import type { CommandLine } from './commandLine.ts';
import type { CommandRunner } from './main.ts';

/** Everything that is wrong with a project, one finding a line. */
export const check: CommandRunner = async (line, print) => {
    const { diagnostics, project } = compiledFor(line);
    for (const diagnostic of diagnostics) print(diagnosticLine(diagnostic));
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const files = project.classes.length + project.triggers.length;
    print(`${errors} error(s), ${diagnostics.length - errors} warning(s) in ${files} Apex files and their metadata`);
    return { exitCode: errors > 0 ? 1 : 0, json: { errors, warnings: diagnostics.length - errors, diagnostics } };
};

/** Compiles the project with the environment that its org definition gives. */
export function compiledFor(line: CommandLine): CompiledProject {
    const path = line.seed ?? definitionPathOf(line.projectDir);
    const definition = path === null ? EMPTY_DEFINITION : readOrgDefinition(path);
    return compileProject(line.projectDir, { environment: environmentFor(definition) });
}
