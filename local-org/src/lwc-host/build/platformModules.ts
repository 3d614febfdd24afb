import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';
import type { Project } from '../../project/index.ts';
import { BROWSER_FOLDER, baseComponentsFolder } from './packages.ts';

const VIRTUAL = '\0platform:';

/** Gates of the base components that must be shut in synthetic shadow, where element internals do not exist. */
const SHUT_GATES = new Set(['@salesforce/gate/bc.260.enableComboboxElementInternals']);

/** Scoped modules whose value the base components bring along themselves. */
const NOT_FROM_BASE_COMPONENTS = /^@salesforce\/(?:label|i18n|gate|accessCheck|client|internal)\//;

const STAND_INS = new Set(
    readdirSync(BROWSER_FOLDER)
        .map((file) => file.replace(/\.js$/, ''))
        .filter((name) => !['apex', 'main', 'viewer'].includes(name))
);

/** Whether the browser gets the module `lightning/x` from this org and not from npm. */
export const isStandIn = (id: string): boolean =>
    id.startsWith('lightning/') && STAND_INS.has(id.slice('lightning/'.length));

/** Whether npm has the module `lightning/x`. */
export const isPublished = (id: string): boolean =>
    existsSync(path.join(baseComponentsFolder(), id.slice('lightning/'.length)));

const isFromBaseComponents = (importer: string | undefined): boolean =>
    importer?.startsWith(baseComponentsFolder()) ?? false;

/** Resolves what only the platform has: `@salesforce/*` and the `lightning/*` that npm lacks. Anything unknown fails the build by its name. */
export function platformModules(project: Project): Plugin {
    return {
        name: 'platform-modules',
        resolveId(id, importer) {
            if (id === 'force/navigation') return path.join(BROWSER_FOLDER, 'navigation.js');
            if (id === '@salesforce/apex') return path.join(BROWSER_FOLDER, 'apex.js');
            if (id === '@salesforce/i18n/timeZone' || SHUT_GATES.has(id)) return VIRTUAL + id;
            if (isStandIn(id)) return path.join(BROWSER_FOLDER, `${id.slice('lightning/'.length)}.js`);
            if (id.startsWith('lightning/') && !isPublished(id)) {
                this.error(`LOC-031: the local org has no stand-in for ${id} (imported by ${importer ?? 'the page'}).`);
            }
            if (!id.startsWith('@salesforce/')) return null;
            return isFromBaseComponents(importer) && NOT_FROM_BASE_COMPONENTS.test(id) ? null : VIRTUAL + id;
        },
        load(id) {
            if (!id.startsWith(VIRTUAL)) return null;
            const source = sourceOf(id.slice(VIRTUAL.length), project);
            return source ?? this.error(`LOC-031: the local org has no stand-in for ${id.slice(VIRTUAL.length)}.`);
        }
    };
}

const exporting = (value: unknown): string => `export default ${JSON.stringify(value)};`;
const viewerModule = JSON.stringify(path.join(BROWSER_FOLDER, 'viewer.js'));
const exportingOfViewer = (expression: string): string =>
    `import { viewer } from ${viewerModule}; export default ${expression};`;

/** The text of a virtual module, or null when there is no such thing. */
function sourceOf(id: string, project: Project): string | null {
    if (SHUT_GATES.has(id)) return 'export default { isOpen: () => false };';
    const [, kind, ...rest] = id.split('/');
    const name = rest.join('/');
    switch (kind) {
        case 'apex':
            return `import { apexMethod } from '@salesforce/apex'; export default apexMethod(${JSON.stringify(name)});`;
        case 'label':
            return labelSource(name, project);
        case 'user':
            return userSource(name);
        case 'customPermission':
            return exportingOfViewer(
                `viewer.customPermissions.includes(${JSON.stringify(name.replace(/^c__/, ''))}) || undefined`
            );
        case 'resourceUrl':
            return project.staticResources.some((resource) => resource.name === name)
                ? exporting(`/resource/${name}`)
                : null;
        case 'schema':
            return schemaSource(name);
        case 'messageChannel':
            return exporting({ channelName: name });
        case 'client':
            return name === 'formFactor' ? `export default window.innerWidth < 768 ? 'Small' : 'Large';` : null;
        case 'i18n':
            return i18nSource(name);
        default:
            return null;
    }
}

function labelSource(name: string, project: Project): string | null {
    const label = project.labels.find((candidate) => `c.${candidate.name}` === name);
    return label ? exporting(label.value) : null;
}

function userSource(name: string): string | null {
    if (name === 'Id') return exportingOfViewer('viewer.userId');
    return name === 'isGuest' ? exporting(false) : null;
}

function schemaSource(name: string): string {
    const [objectApiName, ...fields] = name.split('.');
    return exporting(fields.length > 0 ? { objectApiName, fieldApiName: fields.join('.') } : { objectApiName });
}

/** People of the local org live in the zone of their browser; on the platform it is a setting of the user. */
function i18nSource(name: string): string | null {
    if (name === 'timeZone') return 'export default Intl.DateTimeFormat().resolvedOptions().timeZone;';
    const values: Readonly<Record<string, string>> = {
        lang: 'en-US',
        locale: 'en-US',
        dir: 'ltr',
        currency: 'USD'
    };
    return name in values ? exporting(values[name]) : null;
}
