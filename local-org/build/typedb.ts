/**
 * Writes `src/typedb/generated/*.json` from the type jars that ship with the PMD engine of Salesforce Code Analyzer.
 * Run it after that package was updated: `npx tsx local-org/build/typedb.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import type { ClassFile } from './classFile.ts';
import { readClassFile } from './classFile.ts';
import { platformTypesOf } from './platformTypes.ts';
import { standardObjectsOf } from './standardObjects.ts';

const enginePackage = createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine/package.json');
const jarFolder = join(dirname(enginePackage), 'dist', 'java-lib');
const outputFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'typedb', 'generated');

function classesOf(jar: string): ClassFile[] {
    const entries = unzipSync(readFileSync(join(jarFolder, jar)), { filter: (entry) => entry.name.endsWith('.class') });
    return Object.values(entries).map(readClassFile);
}

/** One line per entry keeps differences between two versions of the jars readable. */
function writeLines(file: string, text: string): void {
    writeFileSync(join(outputFolder, file), text);
    process.stdout.write(`${file}: ${text.length} characters\n`);
}

function linesOf(record: Readonly<Record<string, unknown>>): string {
    return Object.entries(record)
        .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
        .join(',\n');
}

writeLines('platform-types.json', `{\n${linesOf(platformTypesOf(classesOf('standard-types-65.0.0.jar')))}\n}\n`);

const sobjects = standardObjectsOf(classesOf('sobject-types-65.0.0.jar'));
writeLines('sobjects.json', `{"entries":${JSON.stringify(sobjects.entries)},\n"objects":{\n${linesOf(sobjects.objects)}\n}}\n`);
