import { parseXml } from '../../project/index.ts';
import type { ComponentName } from './component.ts';
import { componentOfPath, keyOf } from './component.ts';
import type { MetadataFormat } from './formats.ts';
import { formatOfFolder, partOfElement } from './formats.ts';
import type { MetadataStore } from './metadataStore.ts';
import { labelComponent } from './metadataStore.ts';
import { BadPackage } from './packageZip.ts';
import { withoutRanges, xmlFile, xmlParts } from './xmlParts.ts';

/** What is wrong with a component before anything is compiled. */
export interface PackageProblem extends ComponentName {
    readonly problem: string;
    readonly line: number | null;
    readonly column: number | null;
}

/** Types and members of a manifest. */
export interface Manifest {
    readonly version: string | null;
    readonly types: readonly { readonly name: string; readonly members: readonly string[] }[];
}

/** A package in terms of the store: what it brings and takes, and the components of which it consists. */
export interface PackageContent {
    readonly changes: ReadonlyMap<string, Buffer | null>;
    readonly components: readonly ComponentName[];
    readonly deletions: readonly ComponentName[];
    readonly problems: readonly PackageProblem[];
    /** Deletions of what the org does not have: told as warnings. */
    readonly missingDeletions: readonly ComponentName[];
}

/** Takes the files of a package apart. @param files of the zip @throws BadPackage without a manifest */
export function readPackage(files: ReadonlyMap<string, Buffer>, store: MetadataStore): PackageContent {
    const manifestPath = [...files.keys()].find((path) => /^(?:[^/]+\/)?package\.xml$/.test(path));
    if (manifestPath === undefined) throw new BadPackage('No package.xml found');
    const prefix = manifestPath.slice(0, -'package.xml'.length);
    const manifest = readManifest(manifestPath, files.get(manifestPath)!.toString('utf8'));
    const reading = new PackageReading(store);
    for (const [path, content] of files) {
        if (path.startsWith(prefix)) reading.add(path.slice(prefix.length), content);
    }
    for (const name of ['destructiveChangesPre.xml', 'destructiveChanges.xml', 'destructiveChangesPost.xml']) {
        const destructive = files.get(prefix + name);
        if (destructive) reading.remove(readManifest(name, destructive.toString('utf8')));
    }
    return reading.finish(manifest);
}

/** @throws BadPackage for a file that is no manifest */
export function readManifest(path: string, text: string): Manifest {
    const { root, diagnostics } = parseXml(path, text);
    if (root?.name !== 'Package')
        throw new BadPackage(`${path}: ${diagnostics[0]?.message ?? 'expected the root element Package'}`);
    const textOf = (element: typeof root, name: string): string | null =>
        element.children.find((child) => child.name === name)?.text.trim() ?? null;
    return {
        version: textOf(root, 'version'),
        types: root.children
            .filter(({ name }) => name === 'types')
            .map((types) => ({
                name: textOf(types, 'name') ?? '',
                members: types.children
                    .filter(({ name }) => name === 'members')
                    // Clients name a folder of reports, dashboards or templates with a slash at its end.
                    .map(({ text: member }) => member.trim().replace(/\/$/, ''))
            }))
    };
}

class PackageReading {
    private readonly store: MetadataStore;
    private readonly changes = new Map<string, Buffer | null>();
    private readonly components = new Map<string, ComponentName>();
    private readonly deletions: ComponentName[] = [];
    private readonly missing: ComponentName[] = [];
    private readonly problems: PackageProblem[] = [];
    private readonly labels = new Map<string, string | null>();

    constructor(store: MetadataStore) {
        this.store = store;
    }

    add(path: string, content: Buffer): void {
        const [folder = '', ...rest] = path.split('/');
        if (rest.length === 0) {
            if (!/^(?:package|destructiveChanges(?:Pre|Post)?)\.xml$/.test(path))
                this.unknown(path, `Unknown file in the package: ${path}`);
            return;
        }
        const format = formatOfFolder(folder);
        if (!format) return this.unknown(path, `Unknown user type folder: ${folder}`);
        const file = rest.join('/');
        if (format.type === 'CustomObject') return this.addObject(path, content.toString('utf8'));
        if (format.type === 'CustomLabels') return this.addLabels(path, content.toString('utf8'));
        const target = `${format.folder}/${fileInStore(format, file)}`;
        const component = componentOfPath(target);
        if (!component) return this.unknown(path, `Not in package.xml`);
        this.changes.set(target, content);
        this.note(component);
    }

    remove(manifest: Manifest): void {
        for (const { name: type, members } of manifest.types) {
            for (const fullName of members) this.removeOne(type, fullName);
        }
    }

    finish(manifest: Manifest): PackageContent {
        for (const [path, content] of this.store.labelChanges(this.labels)) this.changes.set(path, content);
        const named = new Set([...this.components.values()].map(keyOf));
        for (const { name: type, members } of manifest.types) {
            for (const fullName of members) {
                if (fullName === '*' || named.has(keyOf({ type, fullName }))) continue;
                const problem = `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
                this.problems.push({ type, fullName, fileName: 'package.xml', problem, line: null, column: null });
            }
        }
        return {
            changes: this.changes,
            components: [...this.components.values()],
            deletions: this.deletions,
            missingDeletions: this.missing,
            problems: this.problems
        };
    }

    private removeOne(type: string, fullName: string): void {
        if (type === 'CustomLabel') {
            const isThere = this.store.labels().includes(fullName);
            (isThere ? this.deletions : this.missing).push(labelComponent(fullName));
            if (isThere) this.labels.set(fullName, null);
            return;
        }
        const paths = this.store.pathsOf(type, fullName);
        const component = paths.map(componentOfPath).find((candidate) => candidate?.type === type);
        if (!component) {
            this.missing.push({ type, fullName, fileName: 'destructiveChanges.xml' });
            return;
        }
        this.deletions.push(component);
        for (const path of paths) this.changes.set(path, null);
    }

    /** `objects/X.object` holds its fields and other parts; in the store they are files of their own. */
    private addObject(path: string, text: string): void {
        const object = path.slice('objects/'.length).replace(/\.object$/, '');
        const own = `objects/${object}/${object}.object-meta.xml`;
        const read = xmlParts(text);
        const component = { type: 'CustomObject', fullName: object, fileName: path };
        if (!read) {
            // The loader says where the file is not well formed.
            this.changes.set(own, Buffer.from(text));
            return this.note(component);
        }
        const separate = read.parts.filter(({ name, fullName }) => partOfElement(name) && fullName !== null);
        for (const { name, fullName, inner, line } of separate) {
            const part = partOfElement(name)!;
            const file = `objects/${object}/${part.element}/${fullName!}.${part.suffix}-meta.xml`;
            this.changes.set(file, Buffer.from(xmlFile(part.type, inner, line)));
            this.note({ type: part.type, fullName: `${object}.${fullName!}`, fileName: path });
        }
        if (separate.length === read.parts.length && separate.length > 0) return;
        this.changes.set(own, Buffer.from(withoutRanges(text, separate)));
        this.note(component);
    }

    private addLabels(path: string, text: string): void {
        const read = xmlParts(text);
        if (!read) {
            const { diagnostics } = parseXml(path, text);
            const { message, line, column } = diagnostics[0]!;
            this.problems.push({
                type: 'CustomLabels',
                fullName: 'CustomLabels',
                fileName: path,
                problem: message,
                line,
                column
            });
            return;
        }
        this.note({ type: 'CustomLabels', fullName: 'CustomLabels', fileName: path });
        for (const { fullName, inner } of read.parts) {
            if (fullName === null) continue;
            this.labels.set(fullName, inner);
            this.note(labelComponent(fullName));
        }
    }

    private note(component: ComponentName): void {
        this.components.set(`${component.type} ${component.fullName}`, component);
    }

    private unknown(path: string, problem: string): void {
        this.problems.push({ type: '', fullName: path, fileName: path, problem, line: null, column: null });
    }
}

/** In a package only components with content have a `-meta.xml`; in source format all have. */
function fileInStore({ suffix, hasContent, inFolder }: MetadataFormat, file: string): string {
    if (file.endsWith('-meta.xml') || hasContent || suffix === null) return file;
    return inFolder || file.endsWith(`.${suffix}`) ? `${file}-meta.xml` : file;
}
