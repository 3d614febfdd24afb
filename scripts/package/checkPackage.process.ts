import { checkProject } from '../../deploy-check/src/checkProject.ts';
import type { CheckReport } from './checkPackage.ts';

/** The local org compiles the Apex itself. */
const WITHOUT = ['apex/apex-ls'];

/** To the end: a disconnection drops what the channel has not taken yet, and the findings of a large package are that. */
const report = (message: CheckReport): Promise<void> =>
    new Promise((resolve, reject) =>
        process.send!(message, (fault: Error | null) => (fault ? reject(fault) : resolve()))
    );

try {
    const { findings } = await checkProject(process.argv[2]!, { without: WITHOUT });
    await report({
        findings: findings.map(({ path, line, column, message, mend }) => ({
            path,
            line,
            column,
            message: `${message}. ${mend}`
        }))
    });
} catch (error) {
    await report({ fault: error instanceof Error ? error.message : String(error) });
}
process.disconnect();
