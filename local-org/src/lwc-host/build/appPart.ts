import path from 'node:path';
import type { Plugin, RollupOptions } from 'rollup';
import type { Project } from '../../project/index.ts';
import { modulePlugins } from './modulePlugins.ts';
import { BROWSER_FOLDER } from './packages.ts';
import { tagOf, type ComponentSource } from './projectSources.ts';

const COMPONENTS = 'local-org/components';

/** How the project's own part is built: an entry that loads the components of a page, each component a chunk. */
export function appOptions(
    vendorModules: readonly string[],
    components: readonly ComponentSource[],
    project: Project
): RollupOptions {
    return {
        input: { main: path.join(BROWSER_FOLDER, 'main.js') },
        external: (id) => vendorModules.includes(id),
        plugins: [componentRegistry(components), ...modulePlugins(project, components)],
        onwarn(warning) {
            // Everything else is worth stopping for: a missing export would be undefined in the browser.
            if (warning.code !== 'CIRCULAR_DEPENDENCY') throw new Error(`LOC-033: ${warning.message}`);
        }
    };
}

/** The components a page can be made of, by tag; loaded when a page wants them. */
function componentRegistry(components: readonly ComponentSource[]): Plugin {
    const lines = components
        .filter(({ isElement, entry }) => isElement && entry !== null)
        .map(({ name }) => `${JSON.stringify(tagOf(name))}: () => import('c/${name}')`);
    return {
        name: 'component-registry',
        resolveId: (id) => (id === COMPONENTS ? `\0${id}` : null),
        load: (id) => (id === `\0${COMPONENTS}` ? `export default { ${lines.join(', ')} };` : null)
    };
}
