import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { ClassFile } from './classFile.ts';
import { readClassFile } from './classFile.ts';
import { platformTypesOf } from './platformTypes.ts';
import { standardObjectsOf } from './standardObjects.ts';

const enginePackage = createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine/package.json');
const jarFolder = join(dirname(enginePackage), 'dist', 'java-lib');

function classesOf(jar: string): ClassFile[] {
    const entries = unzipSync(readFileSync(join(jarFolder, jar)), { filter: (entry) => entry.name.endsWith('.class') });
    return Object.values(entries).map(readClassFile);
}

/** One line per entry keeps differences between two versions of the jars readable. */
function linesOf(record: Readonly<Record<string, unknown>>): string {
    return Object.entries(record)
        .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
        .join(',\n');
}

/** Content of the files in `src/typedb/generated` by name. */
export function typedbFiles(): Record<string, string> {
    const platformTypes = platformTypesOf(classesOf('standard-types-65.0.0.jar'));
    const objects = standardObjectsOf(classesOf('sobject-types-65.0.0.jar'));
    return {
        'platform-types.json': `{\n${linesOf(platformTypes)}\n}\n`,
        'sobjects.json': `{"entries":${JSON.stringify(objects.entries)},\n"objects":{\n${linesOf(objects.objects)}\n}}\n`
    };
}
