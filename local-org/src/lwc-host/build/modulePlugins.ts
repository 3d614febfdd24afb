import replacePlugin from '@rollup/plugin-replace';
import lwcPlugin from '@lwc/rollup-plugin';
import type { Plugin } from 'rollup';
import type { Project } from '../../project/index.ts';
import { BROWSER_FOLDER } from './packages.ts';
import { platformModules } from './platformModules.ts';
import type { ComponentSource } from './projectSources.ts';
import { typeErasure } from './typeErasure.ts';

// Both packages are CommonJS with their function as `default`, which the types do not say in the same way.
const replace = replacePlugin as unknown as (options: object) => Plugin;
const lwc = lwcPlugin as unknown as (options: object) => Plugin;

/** What both parts of the page are built with. The folder of components is called `lwc`, their namespace `c`: each is named to the resolver. */
export function modulePlugins(project: Project, components: readonly ComponentSource[]): Plugin[] {
    const aliases = components.flatMap(({ name, entry }) => (entry ? [{ name: `c/${name}`, path: entry }] : []));
    return [
        platformModules(project),
        typeErasure(),
        lwc({
            rootDir: project.root,
            modules: [...aliases, { npm: 'lightning-base-components' }],
            enableDynamicComponents: true,
            exclude: [`${BROWSER_FOLDER}/**`]
        }),
        replace({
            preventAssignment: true,
            values: { 'process.env.NODE_ENV': '"development"', 'import.meta.env.SSR': 'false' }
        })
    ];
}
