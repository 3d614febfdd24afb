import { findBundles, readProject } from './lwc/bundles.ts';
import { renderGenerated, staleFiles, writeGenerated } from './lwc/generate.ts';
import { checkBundles } from './lwc/platformCompiler.ts';

/** Writes the JavaScript of the components; `--check` only says what is stale, `--compile` asks the platform's compiler. */
const args = process.argv.slice(2);
const project = readProject();
const bundles = findBundles(project);

if (args.includes('--compile')) {
    const faults = await checkBundles(bundles, project);
    report(faults, `${bundles.length} components compile with the platform's compiler; all their references exist`);
} else {
    const files = await renderGenerated(bundles);
    if (args.includes('--check')) {
        const stale = staleFiles(files).map((path) => `${path} is stale: run npm run build:lwc`);
        report(stale, `${files.length} generated files are current`);
    } else {
        const written = writeGenerated(files);
        console.log(`${written.length} of ${files.length} generated files written`);
    }
}

function report(faults: readonly string[], success: string): void {
    faults.forEach((fault) => console.error(fault));
    if (faults.length === 0) console.log(success);
    process.exitCode = faults.length > 0 ? 1 : 0;
}
