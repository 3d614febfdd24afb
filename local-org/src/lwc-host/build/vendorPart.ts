import type { Plugin, RollupOptions } from 'rollup';
import type { Project } from '../../project/index.ts';
import { iconSubset, withoutNativeStyles } from './baseComponents.ts';
import { modulePlugins } from './modulePlugins.ts';
import { isPublished, isStandIn } from './platformModules.ts';
import { namedIcons, usedPlatformModules, type ComponentSource } from './projectSources.ts';

/** What every page needs whatever its components use. */
const ALWAYS = ['lwc', '@lwc/synthetic-shadow', 'lightning/toast'];
const ENTRY = '\0vendor-entry:';

/** The modules of the vendor part: those the import map of the page leads to. */
export const vendorModules = (components: readonly ComponentSource[]): string[] => [
    ...new Set([...ALWAYS, ...usedPlatformModules(components).filter((id) => !isStandIn(id) && isPublished(id))])
];

export const vendorIcons = (components: readonly ComponentSource[]): Set<string> =>
    namedIcons(components.flatMap(({ files }) => [...files.values()]));

/** How the vendor part is built: one file for each module, and shared chunks. */
export function vendorOptions(
    modules: readonly string[],
    components: readonly ComponentSource[],
    project: Project
): RollupOptions {
    return {
        input: Object.fromEntries(modules.map((id) => [id, ENTRY + id])),
        plugins: [
            vendorEntries(),
            ...modulePlugins(project, []),
            iconSubset(vendorIcons(components)),
            withoutNativeStyles()
        ],
        onwarn() {
            // Warnings about circular imports and unused imports inside published packages tell nobody anything.
        }
    };
}

function vendorEntries(): Plugin {
    return {
        name: 'vendor-entries',
        resolveId: (id) => (id.startsWith(ENTRY) ? id : null),
        async load(entry) {
            if (!entry.startsWith(ENTRY)) return null;
            const id = entry.slice(ENTRY.length);
            if (id === '@lwc/synthetic-shadow') return `import '${id}';`;
            if (id === 'lwc') return `export * from 'lwc';`;
            const resolved = await this.resolve(id, entry);
            if (!resolved) return this.error(`LOC-031: ${id} was not found.`);
            const { exports } = await this.load(resolved);
            return `export * from '${id}';${exports?.includes('default') ? ` export { default } from '${id}';` : ''}`;
        }
    };
}
