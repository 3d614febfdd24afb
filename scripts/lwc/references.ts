import type { Project } from '../../local-org/src/project/index.ts';

/** What a component refers to, as the platform's compiler reports it. */
export interface Reference {
    readonly type: string;
    /** Such as `ConsoleController.getOverview`, `c.Console_Title` or `lightning/modal`. */
    readonly id: string;
}

/** What the platform offers to every component; a name that is not here is a mistake until someone looked it up. */
const PLATFORM_MODULES = new Set([
    'lwc',
    '@salesforce/apex',
    'lightning/empApi',
    'lightning/modal',
    'lightning/platformShowToastEvent'
]);

/** The compiler of the platform lets references through that only the deployment finds missing. @returns what is wrong, or null */
export function faultOfReference({ type, id }: Reference, project: Project): string | null {
    switch (type) {
        case 'apexMethod':
            return isAuraEnabled(id, project) ? null : `there is no @AuraEnabled method ${id}`;
        case 'label':
            return project.labels.some(({ name }) => `c.${name}` === id) ? null : `there is no custom label ${id}`;
        case 'customPermission':
            return project.customPermissions.some(({ name }) => name === id)
                ? null
                : `there is no custom permission ${id}`;
        case 'resourceUrl':
            return project.staticResources.some(({ name }) => name === id) ? null : `there is no static resource ${id}`;
        case 'component':
            return isComponent(moduleOfTag(id), project) ? null : `there is no component ${id}`;
        case 'module':
            return PLATFORM_MODULES.has(id) || isOwnModule(id, project) ? null : `there is no module ${id}`;
        case 'i18n':
        case 'user':
        case 'client':
            return null;
        default:
            return `the reference ${id} is of the kind ${type}, which this check does not know`;
    }
}

/** `c-firebreak-console` → `c/firebreakConsole`. */
const moduleOfTag = (tag: string): string =>
    tag.replace('-', '/').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const isOwnModule = (id: string, project: Project): boolean =>
    project.lightningComponents.some(({ kind, name }) => kind === 'lwc' && id === `c/${name}`);

/** Whether base components exist is settled by the build of the local page, which needs the real ones. */
const isComponent = (id: string, project: Project): boolean => id.startsWith('lightning/') || isOwnModule(id, project);

function isAuraEnabled(id: string, project: Project): boolean {
    const [className, method] = id.split(/[./]/);
    const source = project.classes.find(({ name }) => name === className)?.source.text ?? '';
    return new RegExp(
        String.raw`@AuraEnabled(\([^)]*\))?\s+(public|global)\s+static\s+[\w.<>, ]+\s${method}\(`,
        'i'
    ).test(source);
}
