import type { Project, XmlElement } from '../project/index.ts';
import { tagOf } from './build/projectSources.ts';
import type { PageComponent, PageTab } from './pageShell.ts';

/** What stands at an address below /lightning. */
export interface ProjectPage {
    readonly title: string;
    readonly components: readonly PageComponent[];
}

/** `/lightning/n/<tab or Lightning page>` and `/lightning/cmp/c__<component>`, as on the platform; null for anything else. */
export function findPage(path: string, project: Project): ProjectPage | null {
    const [, kind, name] = /^\/lightning\/(n|cmp)\/(\w+)\/?$/.exec(path) ?? [];
    if (name === undefined) return null;
    return kind === 'n' ? tabPage(name, project) : componentPage(name.replace(/^c__/, ''), project);
}

/** The tabs that show a page, by their labels; those of records have none here. */
export function pageTabs(project: Project): PageTab[] {
    return project.tabs
        .filter(({ xml }) => textOf(xml, 'flexiPage') !== null || textOf(xml, 'lwcComponent') !== null)
        .map(({ name, xml }) => ({ address: `/lightning/n/${name}`, label: textOf(xml, 'label') ?? name }))
        .sort((one, other) => one.label.localeCompare(other.label));
}

function tabPage(name: string, project: Project): ProjectPage | null {
    const tab = project.tabs.find((candidate) => candidate.name === name)?.xml;
    const title = (tab && textOf(tab, 'label')) ?? null;
    const component = tab && textOf(tab, 'lwcComponent');
    if (component) return componentPage(component, project, title);
    return flexiPage((tab && textOf(tab, 'flexiPage')) ?? name, project, title);
}

function componentPage(name: string, project: Project, title: string | null = null): ProjectPage | null {
    const isKnown = project.lightningComponents.some((bundle) => bundle.kind === 'lwc' && bundle.name === name);
    return isKnown ? { title: title ?? name, components: [{ tag: tagOf(name), properties: {} }] } : null;
}

/** Regions are shown one after the other: templates of pages are the platform's and not in the project. */
function flexiPage(name: string, project: Project, title: string | null): ProjectPage | null {
    const page = project.flexiPages.find((candidate) => candidate.name === name)?.xml;
    if (!page) return null;
    const instances = childrenOf(page, 'flexiPageRegions')
        .flatMap((region) => childrenOf(region, 'itemInstances'))
        .flatMap((item) => childrenOf(item, 'componentInstance'));
    return {
        title: title ?? textOf(page, 'masterLabel') ?? name,
        components: instances.flatMap((instance) => instanceOf(instance, project))
    };
}

/** Components of the platform itself (`flexipage:richText` …) are left out; they are not published. */
function instanceOf(instance: XmlElement, project: Project): PageComponent[] {
    const name = (textOf(instance, 'componentName') ?? '').replace(/^c:/, '');
    if (!project.lightningComponents.some((bundle) => bundle.kind === 'lwc' && bundle.name === name)) return [];
    const properties = childrenOf(instance, 'componentInstanceProperties').map((property) => [
        textOf(property, 'name'),
        textOf(property, 'value')
    ]);
    return [{ tag: tagOf(name), properties: Object.fromEntries(properties) as Record<string, string> }];
}

const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
    element.children.filter((child) => child.name === name);
const textOf = (element: XmlElement, name: string): string | null => childrenOf(element, name)[0]?.text.trim() ?? null;
