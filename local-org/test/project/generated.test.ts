import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metadataTypesFile } from '../../build/metadataTypesFile.ts';

it('given the installed metadata packages, when the type table is generated, then it is what is committed', () => {
    const committed = readFileSync(new URL('../../src/project/generated/metadata-types.json', import.meta.url), 'utf8');
    expect(metadataTypesFile() === committed, 'stale: run local-org/build/metadataTypes.ts').toBe(true);
});
