import { checkProject } from '../../deploy-check/src/checkProject.ts';
import type { CheckReport } from './checkPackage.ts';

/** The local org compiles the Apex itself. */
const WITHOUT = ['apex/apex-ls'];

const report = (message: CheckReport): void => void process.send!(message);

try {
    const { findings } = await checkProject(process.argv[2]!, { without: WITHOUT });
    report({
        findings: findings.map(({ path, line, column, message, mend }) => ({
            path,
            line,
            column,
            message: `${message} ${mend}`
        }))
    });
} catch (error) {
    report({ fault: error instanceof Error ? error.message : String(error) });
}
process.disconnect();
