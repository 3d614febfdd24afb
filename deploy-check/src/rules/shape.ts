import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceComponent } from '@salesforce/source-deploy-retrieve';
import type { CheckContext } from '../context.ts';
import { writePackage } from '../metadataPackage.ts';
import { faultAt, START, type Fault, type Rule } from '../rule.ts';
import { filesOf, loadLibrary, resolveSource } from '../sourceComponents.ts';

const APEX = /\.(cls|trigger)$/;

const stray: Rule = {
    id: 'shape/stray-file',
    title: 'Every file belongs to a component',
    why: 'A file among components that none of them claims is left out of the package without a word.',
    mend: 'Move the file out of the package directory, add what its component lacks, or name it in .forceignore.',
    async check(context) {
        const { components, refused } = await resolveSource(context);
        const folders = await metadataFolders();
        const claimed = new Set(components.flatMap((component) => filesOf(component, context.root)));
        const told = new Set(refused.map(({ path }) => path));
        const bundles = new Set(missingBundleMetas(context).map(({ path }) => path));
        return context.files
            .filter((path) => !claimed.has(path) && !told.has(path) && !isToldElsewhere(context, path, bundles))
            .filter((path) => path.endsWith('-meta.xml') || path.split('/').some((folder) => folders.has(folder)))
            .map((path) => faultAt(path, START, 'The file belongs to no component.'));
    }
};

/** Folders that the CLI searches for components, such as `classes`; beside them people keep mocks, data and notes. */
async function metadataFolders(): Promise<ReadonlySet<string>> {
    const { registry } = await loadLibrary();
    return new Set(Object.values(registry.types).map(({ directoryName }) => directoryName));
}

/** A class without its meta file and a bundle without its own are told by rules of their own. */
function isToldElsewhere(context: CheckContext, path: string, bundles: ReadonlySet<string>): boolean {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return (APEX.test(path) && !context.files.includes(`${path}-meta.xml`)) || bundles.has(folder) || bundles.has(path);
}

const unknownType: Rule = {
    id: 'shape/unknown-type',
    title: 'Every file is of a known metadata type',
    why: 'The CLI stops with a TypeInferenceError at a file whose type it cannot tell.',
    mend: 'Correct the suffix or the folder, or move the file out of the package directory.',
    check: (context) => refusals(context, (error) => error !== 'ExpectedSourceFilesError')
};

const missingBody: Rule = {
    id: 'shape/missing-content',
    title: 'Every meta file has the content it describes',
    why: 'The CLI stops with an ExpectedSourceFilesError at a meta file without its content.',
    mend: 'Add the content file, or delete the meta file.',
    check: (context) => refusals(context, (error) => error === 'ExpectedSourceFilesError')
};

async function refusals(context: CheckContext, wanted: (error: string) => boolean): Promise<readonly Fault[]> {
    const { refused } = await resolveSource(context);
    return refused.filter(({ error }) => wanted(error)).map(({ path, message }) => faultAt(path, START, message));
}

const missingBundleMeta: Rule = {
    id: 'shape/missing-bundle-meta',
    title: 'Every Lightning component has its configuration file',
    why: 'A component without its .js-meta.xml is not deployed.',
    mend: 'Add <name>.js-meta.xml with apiVersion and isExposed.',
    check: missingBundleMetas
};

function missingBundleMetas({ project, files }: CheckContext): Fault[] {
    return project.lightningComponents
        .filter(({ kind, name, path }) => kind === 'lwc' && !files.includes(`${path}/${name}.js-meta.xml`))
        .map(({ name, path }) => faultAt(path, START, `Expected ${name}.js-meta.xml in the folder.`));
}

const missingBundleSource: Rule = {
    id: 'shape/missing-bundle-source',
    title: 'Every Lightning component has a module of its name',
    why: 'The entry of a component is the file with the name of its folder.',
    mend: 'Name the module like the folder.',
    check: ({ project, files }) =>
        project.lightningComponents
            .filter(({ kind, name, path }) => kind === 'lwc' && !files.some((file) => isEntry(file, `${path}/${name}`)))
            .map(({ name, path }) => faultAt(path, START, `Expected ${name}.js in the folder.`))
};

const isEntry = (file: string, base: string): boolean => [`${base}.js`, `${base}.html`, `${base}.css`].includes(file);

/** Metadata that is composed of several files of one name, or of which deployments merge several. */
const COMPOSED: ReadonlySet<string> = new Set([
    'CustomLabels',
    'CustomObject',
    'CustomObjectTranslation',
    'Workflow',
    'SharingRules'
]);

const duplicate: Rule = {
    id: 'shape/duplicate-component',
    title: 'Every component is in one place',
    why: 'Of one component in two package directories only one is deployed, and packages may not share components.',
    mend: 'Delete one of the two.',
    async check(context) {
        const { components } = await resolveSource(context);
        const first = new Map<string, string>();
        return components.flatMap((component) => {
            if (COMPOSED.has(component.type.name)) return [];
            const path = placeOf(component, context.root);
            const key = `${component.type.name} ${component.fullName}`.toLowerCase();
            const other = first.get(key);
            if (other === undefined) first.set(key, path);
            return other === undefined || other === path
                ? []
                : [faultAt(path, START, `${component.type.name} ${component.fullName} is also in ${other}.`)];
        });
    }
};

/** The content where there is one, as that is what is written by hand. */
function placeOf(component: SourceComponent, root: string): string {
    const files = filesOf(component, root);
    return files.find((path) => !path.endsWith('-meta.xml')) ?? files[0] ?? '';
}

const conversion: Rule = {
    id: 'shape/package',
    title: 'The project converts to a metadata package',
    why: 'A deployment sends package.xml and a zip in metadata format.',
    mend: 'Mend what the message of the converter names.',
    async check(context) {
        const { refused } = await resolveSource(context);
        if (refused.length > 0 || context.malformed.length > 0) return [];
        const folder = mkdtempSync(join(tmpdir(), 'deploy-check-'));
        try {
            await writePackage(context, folder);
            return [];
        } catch (error) {
            if (!(error instanceof Error)) throw error;
            return [faultAt('sfdx-project.json', START, `The conversion failed: ${error.message}`)];
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    }
};

const childDuplicate: Rule = {
    id: 'shape/duplicate-part',
    title: 'Every field, rule and record type is in one place',
    why: 'Parts of objects that stand in two package directories, or both in a file and in the object file, collide.',
    mend: 'Delete one of the two.',
    check({ components }) {
        const first = new Map<string, string>();
        return components.flatMap(({ type, name, object, path }) => {
            if (object === null) return [];
            const key = `${type} ${object}.${name}`.toLowerCase();
            const other = first.get(key);
            if (other === undefined) first.set(key, path);
            return other === undefined ? [] : [faultAt(path, START, `${type} ${object}.${name} is also in ${other}.`)];
        });
    }
};

export const shapeRules: readonly Rule[] = [
    stray,
    unknownType,
    missingBody,
    missingBundleMeta,
    missingBundleSource,
    duplicate,
    childDuplicate,
    conversion
];
