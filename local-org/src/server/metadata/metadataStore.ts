import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { ComponentName } from './component.ts';
import { componentOfPath } from './component.ts';
import { formatOfType, partOfType } from './formats.ts';
import { xmlFile, xmlParts } from './xmlParts.ts';

/** The package directory below which the files of a store are written. */
export const STORE_FOLDER = 'metadata';

/**
 * The metadata of an org as files in source format, each component in one place: `classes/X.cls`, `objects/X/fields/Y.field-meta.xml`.
 * Never changed: a deployment makes a new one.
 */
export class MetadataStore {
    readonly files: ReadonlyMap<string, Buffer>;
    readonly sourceApiVersion: string;

    constructor(files: ReadonlyMap<string, Buffer>, sourceApiVersion: string) {
        this.files = files;
        this.sourceApiVersion = sourceApiVersion;
    }

    /** Reads back what `writeTo` wrote. */
    static read(directory: string): MetadataStore {
        const { sourceApiVersion } = JSON.parse(readFileSync(join(directory, 'sfdx-project.json'), 'utf8')) as {
            sourceApiVersion: string;
        };
        const root = join(directory, STORE_FOLDER);
        const files = readdirSync(root, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name));
        const contents = files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file)] as const);
        return new MetadataStore(new Map(contents), sourceApiVersion);
    }

    equals(other: MetadataStore): boolean {
        if (this.files.size !== other.files.size) return false;
        return [...this.files].every(([path, content]) => other.files.get(path)?.equals(content) ?? false);
    }

    /** @param changes null takes the file away */
    with(changes: ReadonlyMap<string, Buffer | null>): MetadataStore {
        const files = new Map(this.files);
        for (const [path, content] of changes) {
            if (content === null) files.delete(path);
            else files.set(path, content);
        }
        return new MetadataStore(files, this.sourceApiVersion);
    }

    text(path: string): string | null {
        return this.files.get(path)?.toString('utf8') ?? null;
    }

    /** Every component once, in the order of type and name. */
    components(): readonly ComponentName[] {
        const found = new Map<string, ComponentName>();
        for (const path of this.files.keys()) {
            const component = componentOfPath(path);
            if (component) found.set(`${component.type} ${component.fullName}`, component);
        }
        for (const label of this.labels()) found.set(`CustomLabel ${label}`, labelComponent(label));
        return [...found.values()].sort((a, b) => order(a.type, b.type) || order(a.fullName, b.fullName));
    }

    /** Files of a component; none when the store does not have it. Labels have no file of their own. */
    pathsOf(type: string, fullName: string): string[] {
        const part = partOfType(type);
        if (part) {
            const [object = '', name = ''] = split(fullName);
            return this.present([`objects/${object}/${part.element}/${name}.${part.suffix}-meta.xml`]);
        }
        return [...this.files.keys()].filter((path) => {
            const component = componentOfPath(path);
            if (type === 'CustomObject') return path.startsWith(`objects/${fullName}/`);
            return component?.type === type && component.fullName === fullName;
        });
    }

    /** Label files with the names of their labels. */
    labels(): string[] {
        return this.labelFiles().flatMap(({ parts }) =>
            parts.flatMap(({ fullName }) => (fullName === null ? [] : [fullName]))
        );
    }

    /** What takes labels away and puts others in. @param given XML inside `<labels>` by name, null to delete */
    labelChanges(given: ReadonlyMap<string, string | null>): Map<string, Buffer | null> {
        const changes = new Map<string, Buffer | null>();
        const waiting = new Map(given);
        for (const { path, parts } of this.labelFiles()) {
            if (!parts.some(({ fullName }) => fullName !== null && given.has(fullName))) continue;
            const kept = parts.flatMap(({ fullName, inner }) => {
                const replaced = given.has(fullName ?? '') ? given.get(fullName!)! : inner;
                waiting.delete(fullName ?? '');
                return replaced === null ? [] : [replaced];
            });
            changes.set(path, labelFile(kept));
        }
        const added = [...waiting.values()].filter((inner) => inner !== null);
        if (added.length > 0) {
            const path = 'labels/CustomLabels.labels-meta.xml';
            const before = changes.get(path) ?? this.files.get(path) ?? null;
            const present = before ? (xmlParts(before.toString('utf8'))?.parts ?? []).map(({ inner }) => inner) : [];
            changes.set(path, labelFile([...present, ...added]));
        }
        return changes;
    }

    /** Writes the files as a project. Whatever was in the folder goes. @param directory of the sfdx-project.json */
    writeTo(directory: string): void {
        rmSync(directory, { recursive: true, force: true });
        mkdirSync(join(directory, STORE_FOLDER), { recursive: true });
        const project = {
            packageDirectories: [{ path: STORE_FOLDER, default: true }],
            namespace: '',
            sourceApiVersion: this.sourceApiVersion
        };
        writeFileSync(join(directory, 'sfdx-project.json'), JSON.stringify(project));
        // Without one of its own the platform's tools obey that of a project around it, and they ignore every folder with a dot.
        writeFileSync(join(directory, '.forceignore'), '');
        const made = new Set<string>();
        for (const [path, content] of this.files) {
            const file = join(directory, STORE_FOLDER, path);
            const folder = dirname(file);
            if (!made.has(folder)) mkdirSync(folder, { recursive: true });
            made.add(folder);
            writeFileSync(file, content);
        }
    }

    private labelFiles(): {
        readonly path: string;
        readonly parts: readonly { readonly fullName: string | null; readonly inner: string }[];
    }[] {
        return [...this.files]
            .filter(([path]) => /^labels\/.*\.labels-meta\.xml$/.test(path))
            .map(([path, content]) => ({ path, parts: xmlParts(content.toString('utf8'))?.parts ?? [] }));
    }

    private present(paths: readonly string[]): string[] {
        return paths.filter((path) => this.files.has(path));
    }
}

export function labelComponent(name: string): ComponentName {
    return { type: 'CustomLabel', fullName: name, fileName: 'labels/CustomLabels.labels' };
}

/** Whether the local org knows how components of the type lie in packages. */
export function isKnownType(type: string): boolean {
    return type === 'CustomLabel' || formatOfType(type) !== null || partOfType(type) !== null;
}

function labelFile(inners: readonly string[]): Buffer {
    const labels = inners.map((inner) => `    <labels>${inner}</labels>\n`).join('');
    return Buffer.from(xmlFile('CustomLabels', `\n${labels}`));
}

/** `Customer__c.Key__c` in object and part; the part may have dots. */
export function split(fullName: string): [object: string, part: string] {
    const dot = fullName.indexOf('.');
    return dot < 0 ? [fullName, ''] : [fullName.slice(0, dot), fullName.slice(dot + 1)];
}

function order(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
