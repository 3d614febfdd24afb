import {
    compileProject,
    definitionPathOf,
    environmentFor,
    readOrgDefinition
} from '../../../local-org/src/org/index.ts';
import { linkProgram } from '../../../local-org/src/runtime/linkage/program.ts';
import '../../../local-org/src/org/orgServices.ts';
import { PROJECT } from '../../firebreakOrg.ts';
import { plain } from '../figure.ts';
import { localOrg } from '../localOrgProcess.ts';
import { elapsed, elapsedAsync, fastest, median } from '../timing.ts';
import type { Topic } from '../topic.ts';

export const topic: Topic = {
    title: 'Checking and linking this project',
    method:
        '`local-org check` as a process of its own, from start to end, median of five. Within one process: reading, parsing and checking all ' +
        'metadata and Apex (`compileProject`), and generating and loading the JavaScript (`linkProgram`), the first time and the fastest of ' +
        'five further times.',
    async measure({ quick }) {
        const rounds = quick ? 2 : 5;
        const processes: number[] = [];
        for (let i = 0; i < rounds; i++) processes.push(await elapsedAsync(() => localOrg('check')));
        const environment = environmentFor(readOrgDefinition(definitionPathOf(PROJECT)!));
        const compile = () => compileProject(PROJECT, { environment });
        const firstCompile = elapsed(compile);
        const { checked, schema, platform, project } = compile();
        const link = () => linkProgram(checked.program, { schema, platform, coverage: false });
        return [
            plain('Apex files', project.classes.length + project.triggers.length, ''),
            plain('Check in a new process', median(processes), 'ms'),
            plain('Read and check, first time', firstCompile, 'ms'),
            plain('Link, first time', elapsed(link), 'ms'),
            plain('Read and check, warm', fastest(rounds, compile), 'ms'),
            plain('Link, warm', fastest(rounds, link), 'ms')
        ];
    }
};
