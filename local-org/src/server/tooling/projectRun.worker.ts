import { parentPort, workerData } from 'node:worker_threads';
import { compileProject, EMPTY_DEFINITION, environmentFor, OrgFault, readOrgDefinition } from '../../org/index.ts';
import { runTests } from '../../testing/index.ts';
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
    send({ kind: 'checked', diagnostics: compiled.diagnostics });
    const isSound = compiled.diagnostics.every(({ severity }) => severity !== 'error');
    const report =
        order.tests && isSound
            ? await runTests(
                  {
                      projectDir: order.projectDir,
                      seed: order.seed,
                      filter: order.tests,
                      onResult: (result) => send({ kind: 'result', result })
                  },
                  compiled
              )
            : null;
    send({ kind: 'done', report });
} catch (error) {
    // Classes of errors do not survive the way between threads.
    if (!(error instanceof OrgFault)) throw error;
    send({ kind: 'refused', message: error.message });
}
