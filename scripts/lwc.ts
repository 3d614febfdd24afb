import { findBundles, readProject } from './lwc/bundles.ts';
import { renderGenerated, staleFiles, writeGenerated } from './lwc/generate.ts';

/** Writes the JavaScript of the components; `--check` only says what is stale. */
const files = await renderGenerated(findBundles(readProject()));
if (process.argv.includes('--check')) {
    const stale = staleFiles(files);
    for (const path of stale) console.error(`${path} is stale: run npm run build:lwc`);
    if (stale.length === 0) console.log(`${files.length} generated files are current`);
    process.exitCode = stale.length > 0 ? 1 : 0;
} else {
    const written = writeGenerated(files);
    console.log(`${written.length} of ${files.length} generated files written`);
}
