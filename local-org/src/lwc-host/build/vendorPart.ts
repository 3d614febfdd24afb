import type { Plugin, RollupOptions } from 'rollup';
import type { Project } from '../../project/index.ts';
import { iconSubset, withoutNativeStyles } from './baseComponents.ts';
import { modulePlugins } from './modulePlugins.ts';
import type { ComponentSource } from './projectSources.ts';
import { vendorIcons } from './vendorNeeds.ts';

const ENTRY = '\0vendor-entry:';

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
