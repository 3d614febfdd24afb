import { isPublished, isStandIn } from './platformModules.ts';
import { namedIcons, usedPlatformModules, type ComponentSource } from './projectSources.ts';

// Apart from how the vendor part is built, so that a server that finds it built does not load the compilers.

/** What every page needs whatever its components use. */
const ALWAYS = ['lwc', '@lwc/synthetic-shadow', 'lightning/toast'];

/** The modules of the vendor part: those the import map of the page leads to. */
export const vendorModules = (components: readonly ComponentSource[]): string[] => [
    ...new Set([...ALWAYS, ...usedPlatformModules(components).filter((id) => !isStandIn(id) && isPublished(id))])
];

export const vendorIcons = (components: readonly ComponentSource[]): Set<string> =>
    namedIcons(components.flatMap(({ files }) => [...files.values()]));
