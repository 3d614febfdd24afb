/**
 * Writes `src/typedb/generated/*.json` from the type jars that ship with the PMD engine of Salesforce Code Analyzer.
 * Run it after that package was updated: `npx tsx local-org/build/typedb.ts`.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { typedbFiles } from './typedbFiles.ts';

const outputFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'typedb', 'generated');

for (const [file, text] of Object.entries(typedbFiles())) {
    writeFileSync(join(outputFolder, file), text);
    process.stdout.write(`${file}: ${text.length} characters\n`);
}
