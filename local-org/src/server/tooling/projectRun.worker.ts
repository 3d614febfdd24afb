import { parentPort, workerData } from 'node:worker_threads';
import type { CompiledProject } from '../../org/index.ts';
import { compileProject, EMPTY_DEFINITION, environmentFor, OrgFault, readOrgDefinition } from '../../org/index.ts';
import type { Project } from '../../project/index.ts';
import type { TestFilter, TestReport } from '../../testing/index.ts';
import { findTests, runTests, untested } from '../../testing/index.ts';
import { lossyChanges } from '../metadata/filledFields.ts';
import type { FromProjectRun, ProjectRunOrder } from './projectRun.ts';

const { order } = workerData as { order: ProjectRunOrder };
const send = (message: FromProjectRun): void => parentPort!.postMessage(message);

try {
    const definition = order.seed === null ? EMPTY_DEFINITION : readOrgDefinition(order.seed);
    const compiled = compileProject(order.projectDir, {
        environment: environmentFor(definition),
        features: definition.features,
        keyPrefixes: new Map(order.keyPrefixes)
    });
    const diagnostics = [...compiled.diagnostics, ...schemaFaults(compiled)];
    const unknownTests = order.tests === null ? [] : unknownClasses(compiled, order.tests);
    send({ kind: 'checked', diagnostics, unknownTests });
    const isSound = unknownTests.length === 0 && diagnostics.every(({ severity }) => severity !== 'error');
    send({ kind: 'done', report: order.tests && isSound ? await reportOf(compiled, order.tests) : null });
} catch (error) {
    // Classes of errors do not survive the way between threads.
    if (!(error instanceof OrgFault)) throw error;
    send({ kind: 'refused', message: error.message });
}

async function reportOf(compiled: CompiledProject, filter: TestFilter): Promise<TestReport> {
    if (findTests(compiled.checked.classes, filter).length === 0) return untested(order, compiled);
    const onResult = (result: TestReport['tests'][number]): void => send({ kind: 'result', result });
    return runTests({ projectDir: order.projectDir, seed: order.seed, filter, onResult }, compiled);
}

function unknownClasses({ checked }: CompiledProject, { classes }: TestFilter): string[] {
    return classes.filter((name) => findTests(checked.classes, { classes: [name], methods: [] }).length === 0);
}

function schemaFaults({ schema, project }: CompiledProject): ReturnType<typeof lossyChanges> {
    return lossyChanges(schema, order.filledFields, (object, field) => placeOf(project, object, field));
}

function placeOf(project: Project, object: string, field: string): { path: string; line: number; column: number } {
    const definition = project.objects.find(({ name }) => name === object)!.fields.find(({ name }) => name === field)!;
    return { path: definition.path, line: definition.line, column: definition.column };
}
