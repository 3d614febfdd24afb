import type { Program } from '../runtime/linkage/program.ts';
import { linkProgram } from '../runtime/linkage/program.ts';
import type { CompiledProject } from './projectCompilation.ts';

/** Generates and loads the code of a project without errors. @param coverage counts executed lines; costs speed */
export function linkProject({ checked, schema, platform }: CompiledProject, coverage: boolean): Program {
    return linkProgram(checked.program, { schema, platform, coverage });
}

/** Platform members that the project's Apex names and the local org does not have, sorted. */
export function unsupportedMembers(compiled: CompiledProject): string[] {
    return [...linkProject(compiled, false).linkReport].sort();
}
