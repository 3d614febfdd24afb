import { relative, sep } from 'node:path';
import type { SourceComponent } from '@salesforce/source-deploy-retrieve';
import type { CheckContext } from './context.ts';

/** What the CLI's own resolver makes of the project's files. */
export interface SourceResolution {
    readonly components: readonly SourceComponent[];
    /** Files that the resolver refused, with its words. */
    readonly refused: readonly { readonly path: string; readonly error: string; readonly message: string }[];
}

/** Resolves every file of the package directories as `sf project deploy` does before it sends anything. */
export function resolveSource(context: CheckContext): Promise<SourceResolution> {
    return context.once('sourceResolution', () => resolveAll(context));
}

async function resolveAll(context: CheckContext): Promise<SourceResolution> {
    const { MetadataResolver } = await loadLibrary();
    const folders = context.project.packageDirectories.map(({ path }) => `${context.root}/${path}`);
    const resolver = new MetadataResolver();
    try {
        return { components: folders.flatMap((folder) => resolver.getComponentsFromPath(folder)), refused: [] };
    } catch (error) {
        if (!isResolverError(error)) throw error;
        return resolveOneByOne(context, new MetadataResolver());
    }
}

interface Resolver {
    getComponentsFromPath(path: string): SourceComponent[];
}

/** The resolver stops at the first file that it refuses; asked file by file it tells about each. */
function resolveOneByOne(context: CheckContext, resolver: Resolver): SourceResolution {
    const components = new Map<string, SourceComponent>();
    const refused: { path: string; error: string; message: string }[] = [];
    for (const path of context.files) {
        try {
            for (const component of resolver.getComponentsFromPath(`${context.root}/${path}`)) {
                components.set(
                    `${component.type.name}#${component.fullName}#${component.xml ?? component.content}`,
                    component
                );
            }
        } catch (error) {
            if (!isResolverError(error)) throw error;
            refused.push({ path, error: error.name, message: error.message.replaceAll(`${context.root}${sep}`, '') });
        }
    }
    return { components: [...components.values()], refused };
}

/** Errors of the library about the files it reads carry such a name. */
function isResolverError(error: unknown): error is Error {
    return (
        error instanceof Error &&
        /^(TypeInferenceError|ExpectedSourceFilesError|UnexpectedForceIgnore|RegistryError|SfError)$/.test(error.name)
    );
}

/** Loaded when needed: the library takes half a second to start. */
export function loadLibrary(): Promise<typeof import('@salesforce/source-deploy-retrieve')> {
    return import('@salesforce/source-deploy-retrieve');
}

/** Parts that have files of their own; what is in a malformed file is told by its rule. */
function partsOf(component: SourceComponent): readonly SourceComponent[] {
    try {
        return component.getChildren();
    } catch (error) {
        if (!isResolverError(error)) throw error;
        return [];
    }
}

/** Files of a component and its parts, relative to the root, with forward slashes. */
export function filesOf(component: SourceComponent, root: string): readonly string[] {
    const own = [...(component.xml === undefined ? [] : [component.xml]), ...component.walkContent()];
    const parts = partsOf(component).flatMap((part) => filesOf(part, root));
    return [...own.map((path) => relative(root, path).split(sep).join('/')), ...parts];
}
