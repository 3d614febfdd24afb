import { zipSync } from 'fflate';
import type { Org } from '../../org/index.ts';
import { escapeXml } from '../http/markup.ts';
import type { ComponentName } from './component.ts';
import { componentOfPath } from './component.ts';
import { FORMATS, formatOfType, OBJECT_PARTS, partOfType } from './formats.ts';
import type { Manifest } from './packageFiles.ts';
import type { MetadataStore } from './metadataStore.ts';
import { split } from './metadataStore.ts';
import { xmlFile, xmlParts } from './xmlParts.ts';

/** A package out of the org. */
export interface Retrieval {
    readonly id: string;
    readonly zip: Buffer;
    readonly components: readonly ComponentName[];
    /** What was asked for and is not there. */
    readonly messages: readonly { readonly fileName: string; readonly problem: string }[];
}

/** Packs what a manifest asks for. @param singlePackage false puts everything below `unpackaged/` */
export function retrieve(org: Org, store: MetadataStore, manifest: Manifest, singlePackage: boolean): Retrieval {
    const packing = new Packing(store);
    const messages: { fileName: string; problem: string }[] = [];
    for (const { name: type, members } of manifest.types) {
        for (const member of members) {
            const found = member === '*' ? packing.addAll(type) : packing.add(type, member);
            if (found || member === '*') continue;
            messages.push({
                fileName: 'unpackaged/package.xml',
                problem: `Entity of type '${type}' named '${member}' cannot be found`
            });
        }
    }
    const version = manifest.version ?? store.sourceApiVersion;
    const prefix = singlePackage ? '' : 'unpackaged/';
    const entries: Record<string, Uint8Array> = {
        [`${prefix}package.xml`]: Buffer.from(manifestText(packing.components, version))
    };
    for (const [path, content] of packing.files()) entries[prefix + path] = content;
    return {
        id: org.data.store.ids.next('09S'),
        zip: Buffer.from(zipSync(entries)),
        components: packing.components,
        messages
    };
}

class Packing {
    private readonly store: MetadataStore;
    private readonly found = new Map<string, ComponentName>();
    /** Objects with the parts that are wanted; null for all of the object. */
    private readonly objects = new Map<string, Set<string> | null>();
    private readonly labels = new Set<string>();
    private readonly plain = new Map<string, Buffer>();

    constructor(store: MetadataStore) {
        this.store = store;
    }

    get components(): ComponentName[] {
        return [...this.found.values()];
    }

    addAll(type: string): boolean {
        const members = this.store.components().filter((component) => component.type === type);
        for (const { fullName } of members) this.add(type, fullName);
        return members.length > 0;
    }

    add(type: string, fullName: string): boolean {
        if (type === 'CustomLabel' || type === 'CustomLabels')
            return this.addLabels(type === 'CustomLabel' ? fullName : null);
        const paths = this.store.pathsOf(type, fullName);
        if (paths.length === 0) return false;
        if (type === 'CustomObject') {
            this.objects.set(fullName, null);
            for (const path of paths) this.note(componentOfPath(path));
            this.note({ type, fullName, fileName: `objects/${fullName}.object` });
            return true;
        }
        if (partOfType(type)) {
            const [object] = split(fullName);
            const wanted = this.objects.get(object);
            if (wanted !== null) this.objects.set(object, (wanted ?? new Set()).add(paths[0]!));
            this.note(componentOfPath(paths[0]!));
            return true;
        }
        const format = formatOfType(type);
        for (const path of paths) {
            const keepsMeta = format?.hasContent || format?.suffix === null;
            this.plain.set(keepsMeta ? path : path.replace(/-meta\.xml$/, ''), this.store.files.get(path)!);
        }
        this.note(componentOfPath(paths[0]!));
        return true;
    }

    files(): Map<string, Buffer> {
        const files = new Map(this.plain);
        for (const [object, parts] of this.objects)
            files.set(`objects/${object}.object`, Buffer.from(this.objectFile(object, parts)));
        if (this.labels.size > 0) files.set('labels/CustomLabels.labels', Buffer.from(this.labelsFile()));
        return files;
    }

    private addLabels(name: string | null): boolean {
        const names = this.store.labels().filter((label) => name === null || label === name);
        for (const label of names) {
            this.labels.add(label);
            this.note({ type: 'CustomLabel', fullName: label, fileName: 'labels/CustomLabels.labels' });
        }
        return names.length > 0;
    }

    private objectFile(object: string, wanted: ReadonlySet<string> | null): string {
        const own = wanted === null ? this.store.text(`objects/${object}/${object}.object-meta.xml`) : null;
        const parts = OBJECT_PARTS.flatMap(({ element }) => {
            const folder = `objects/${object}/${element}/`;
            return [...this.store.files.keys()]
                .filter((path) => path.startsWith(folder) && (wanted === null || wanted.has(path)))
                .map(
                    (path) =>
                        `    <${element}>${(xmlParts(this.store.text(path)!)?.inner ?? '').replace(/^\n+/, '\n')}</${element}>\n`
                );
        });
        return xmlFile('CustomObject', `${(own && xmlParts(own)?.inner) ?? '\n'}${parts.join('')}`);
    }

    private labelsFile(): string {
        const all = [...this.store.files]
            .filter(([path]) => path.startsWith('labels/'))
            .flatMap(([, content]) => xmlParts(content.toString('utf8'))?.parts ?? [])
            .filter(({ fullName }) => fullName !== null && this.labels.has(fullName));
        return xmlFile('CustomLabels', `\n${all.map(({ inner }) => `    <labels>${inner}</labels>\n`).join('')}`);
    }

    private note(component: ComponentName | null): void {
        if (component) this.found.set(`${component.type} ${component.fullName}`, component);
    }
}

function manifestText(components: readonly ComponentName[], version: string): string {
    const byType = new Map<string, string[]>();
    for (const { type, fullName } of components) byType.set(type, [...(byType.get(type) ?? []), fullName]);
    const types = [...byType].map(([type, members]) => {
        const names = members.map((member) => `        <members>${escapeXml(member)}</members>\n`).join('');
        return `    <types>\n${names}        <name>${type}</name>\n    </types>\n`;
    });
    return xmlFile('Package', `\n${types.join('')}    <version>${version}</version>\n`);
}

/** Answer of describeMetadata. */
export function describeMetadata(): Record<string, unknown> {
    const children: Readonly<Record<string, readonly string[]>> = {
        CustomObject: OBJECT_PARTS.map(({ type }) => type),
        CustomLabels: ['CustomLabel']
    };
    return {
        metadataObjects: FORMATS.map(({ type, folder, suffix, hasContent, inFolder }) => ({
            childXmlNames: children[type] ?? [],
            directoryName: folder,
            inFolder,
            metaFile: hasContent,
            suffix: suffix ?? undefined,
            xmlName: type
        })),
        organizationNamespace: '',
        partialSaveAllowed: false,
        testRequired: false
    };
}
