import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckContext } from './context.ts';
import { replacementDefaults } from './replacementDefaults.ts';
import { loadLibrary } from './sourceComponents.ts';

/**
 * Writes `package.xml` and `package.zip` in metadata format, as a deployment would send them, into an existing folder.
 * @throws Error with the converter's words when the project cannot be converted
 */
export async function writePackage(context: CheckContext, folder: string): Promise<void> {
    const { ComponentSet, MetadataConverter } = await loadLibrary();
    const paths = context.project.packageDirectories.map(({ path }) => `${context.root}/${path}`);
    const set = ComponentSet.fromSource({ fsPaths: paths });
    set.sourceApiVersion = context.project.sourceApiVersion;
    set.projectDirectory = context.root;
    writeFileSync(join(folder, 'package.xml'), await set.getPackageXml());
    const before = { ...process.env };
    // The converter reads the variables of `replaceWithEnv` from the process, and stops at one that is not set.
    Object.assign(process.env, replacementDefaults(context.root, process.env));
    try {
        const target = { type: 'zip', outputDirectory: folder, packageName: 'package' } as const;
        await new MetadataConverter().convert(set, 'metadata', target);
    } finally {
        for (const name of Object.keys(process.env)) {
            if (!(name in before)) delete process.env[name];
        }
    }
}
