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
            return isComponent(
                id.replace('-', '/').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
                project
            );
        case 'module':
            return PLATFORM_MODULES.has(id) ? null : isComponent(id, project);
        case 'i18n':
        case 'user':
        case 'client':
            return null;
        default:
            return `the reference ${id} is of the kind ${type}, which this check does not know`;
    }
}

/** Base components are checked by the build of the local page, which needs the real ones. */
function isComponent(id: string, project: Project): string | null {
    const [namespace, name] = id.split('/');
    const isKnown =
        namespace === 'lightning' ||
        (namespace === 'c' && project.lightningComponents.some((bundle) => bundle.name === name));
    return isKnown ? null : `there is no component or module ${id}`;
}

function isAuraEnabled(id: string, project: Project): boolean {
    const [className, method] = id.split(/[./]/);
    const source = project.classes.find(({ name }) => name === className)?.source.text ?? '';
    return new RegExp(
        String.raw`@AuraEnabled(\([^)]*\))?\s+(public|global)\s+static\s+[\w.<>, ]+\s${method}\(`,
        'i'
    ).test(source);
}
