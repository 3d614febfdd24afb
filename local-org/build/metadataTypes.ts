/**
 * Writes `src/project/generated/metadata-types.json`: elements and enumerations of the Metadata API types that the
 * project loader reads, from `@salesforce/types`, and the file suffixes of all metadata types, from
 * `@salesforce/source-deploy-retrieve`. Run it after those packages were updated: `npx tsx local-org/build/metadataTypes.ts`.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { metadataTypesFile } from './metadataTypesFile.ts';

const output = join(
    dirname(fileURLToPath(import.meta.url)),
    '..',
    'src',
    'project',
    'generated',
    'metadata-types.json'
);
const text = metadataTypesFile();
writeFileSync(output, text);
process.stdout.write(`metadata-types.json: ${text.length} characters\n`);
