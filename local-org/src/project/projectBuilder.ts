import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ElementReader } from './elementReader.ts';
import type { Findings } from './findings.ts';
import { fileStart } from './findings.ts';
import { checkShape, isModelled, metadataTypeOfSuffix } from './metadataTypes.ts';
import type { ApexFile, MetadataFile, Project } from './model.ts';
import { readGlobalValueSet, readCustomMetadata, readLabels } from './readers/records.ts';
import type { ObjectParts } from './readers/objects.ts';
import { addPart, emptyObject, finishObject } from './readers/objects.ts';
import { readCustomPermission, readPermissions, readPermissionSetGroup } from './readers/permissions.ts';
import {
    readEventSubscriberConfig,
    readExternalCredential,
    readNamedCredential,
    readTransactionSecurityPolicy
} from './readers/security.ts';
import { readReport, readReportType } from './readers/views.ts';
import { parseXml } from './xml.ts';

type Mutable<Shape> = {
    -readonly [Key in keyof Shape]: Shape[Key] extends readonly (infer Item)[] ? Item[] : Shape[Key];
};

type ProjectHead = Pick<Project, 'packageDirectories' | 'sourceApiVersion' | 'namespace'>;

const objectParts: ReadonlySet<string> = new Set([
    'CustomField',
    'ValidationRule',
    'RecordType',
    'FieldSet',
    'Index',
    'ListView'
]);

/** Parts of objects that change nothing about data or logic. */
const objectTrimmings: ReadonlySet<string> = new Set(['CompactLayout', 'WebLink', 'BusinessProcess', 'SharingReason']);

const treeKinds: Readonly<
    Record<string, 'flows' | 'connectedApps' | 'notificationTypes' | 'tabs' | 'applications' | 'flexiPages'>
> = {
    Flow: 'flows',
    ConnectedApp: 'connectedApps',
    CustomNotificationType: 'notificationTypes',
    CustomTab: 'tabs',
    CustomApplication: 'applications',
    FlexiPage: 'flexiPages'
};

/** `<name>.<suffix>-meta.xml`; the settings' root types carry the name of the file. */
const metaFile = /([^/]+)\.([A-Za-z]+)-meta\.xml$/;

function decodeFileName(name: string): string {
    return /%[0-9A-Fa-f]{2}/.test(name) ? decodeURIComponent(name) : name;
}

/** Sorts the files of a project into its parts. */
export class ProjectBuilder {
    private readonly root: string;
    private readonly findings: Findings;
    private readonly read: (path: string) => string;
    private readonly objects = new Map<string, ObjectParts>();
    private readonly firstPaths = new Map<string, string>();
    private readonly parts: Omit<Mutable<Project>, keyof ProjectHead | 'root' | 'objects'> = {
        classes: [],
        triggers: [],
        customMetadata: [],
        labels: [],
        globalValueSets: [],
        permissionSets: [],
        permissionSetGroups: [],
        profiles: [],
        customPermissions: [],
        flows: [],
        namedCredentials: [],
        externalCredentials: [],
        transactionSecurityPolicies: [],
        eventSubscriberConfigs: [],
        settings: [],
        staticResources: [],
        reports: [],
        reportTypes: [],
        connectedApps: [],
        notificationTypes: [],
        tabs: [],
        applications: [],
        flexiPages: [],
        lightningComponents: [],
        other: []
    };

    /** `read` gives the text of a file by its relative path. */
    constructor(root: string, findings: Findings, read: (path: string) => string) {
        this.root = root;
        this.findings = findings;
        this.read = read;
    }

    addFile(path: string, bundleFolders: ReadonlySet<string>): void {
        const folders = path.split('/');
        const bundleAt = folders.findIndex((folder) => bundleFolders.has(folder));
        const fileName = folders.at(-1) ?? '';
        if (bundleAt !== -1 && bundleAt < folders.length - 2) {
            this.addBundle(folders.slice(0, bundleAt + 2).join('/'));
        } else if (metaFile.test(fileName)) {
            this.addMetaFile(path, fileName);
        }
    }

    private addBundle(path: string): void {
        const folders = path.split('/');
        if (this.parts.lightningComponents.every((bundle) => bundle.path !== path)) {
            const kind = folders.at(-2) === 'aura' ? 'aura' : 'lwc';
            this.parts.lightningComponents.push({ name: folders.at(-1) ?? '', kind, path });
        }
    }

    private addMetaFile(path: string, fileName: string): void {
        const [, encodedName = '', suffix = ''] = metaFile.exec(fileName) ?? [];
        const name = decodeFileName(encodedName);
        const type =
            suffix === 'resource'
                ? 'StaticResource'
                : suffix === 'settings'
                  ? `${name}Settings`
                  : metadataTypeOfSuffix(suffix);
        if (type === null) {
            const message = `Could not infer a metadata type from the suffix ${suffix}.`;
            this.findings.report(path, fileStart, 'unknown-type', message);
        } else if (!isModelled(type)) {
            const kind = suffix === 'settings' ? type : suffix;
            this.parts.other.push({ name, path, kind });
        } else {
            const reader = this.open(path, type);
            if (reader !== null && this.isFirst(path, type, name)) {
                this.addComponent(path, type, name, reader);
            }
        }
    }

    /** Parses a file and checks its root and shape; null when it is of no use. */
    private open(path: string, type: string): ElementReader | null {
        const { root, diagnostics } = parseXml(path, this.read(path));
        this.findings.diagnostics.push(...diagnostics);
        if (root === null) {
            return null;
        }
        if (root.name !== type) {
            this.findings.report(path, root, 'unknown-root', `Expected the root element ${type}, found ${root.name}.`);
            return null;
        }
        checkShape(path, root, type, this.findings);
        return new ElementReader(root, path, this.findings);
    }

    /**
     * Of one component in two package directories a deployment takes one. Parts of objects are told apart by their
     * folder; files of labels add up.
     */
    private isFirst(path: string, type: string, name: string): boolean {
        const isPart = objectParts.has(type) || objectTrimmings.has(type);
        const key = (isPart ? `${type} ${objectOfPart(path)}.${name}` : `${type} ${name}`).toLowerCase();
        const first = this.firstPaths.get(key);
        if (first !== undefined && type !== 'CustomLabels') {
            const message = `${type} ${name} is also in ${first}; this file is left out.`;
            this.findings.report(path, fileStart, 'duplicate-component', message, 'warning');
            return false;
        }
        this.firstPaths.set(key, path);
        return true;
    }

    private addComponent(path: string, type: string, name: string, reader: ElementReader): void {
        const { parts } = this;
        const tree = treeKinds[type];
        if (objectParts.has(type)) {
            this.checkFileName(reader, name);
            addPart(this.object(objectOfPart(path), path), type, reader);
        } else if (tree !== undefined) {
            parts[tree].push(this.tree(path, name, reader));
        } else if (type.endsWith('Settings')) {
            parts.settings.push(this.tree(path, type, reader));
        } else if (!objectTrimmings.has(type)) {
            this.addReadComponent(path, type, name, reader);
        }
    }

    private addReadComponent(path: string, type: string, name: string, reader: ElementReader): void {
        const { parts } = this;
        switch (type) {
            case 'ApexClass':
                this.addApex(parts.classes, path, name, reader);
                break;
            case 'ApexTrigger':
                this.addApex(parts.triggers, path, name, reader);
                break;
            case 'CustomObject': {
                const object = this.object(name, path);
                object.file = reader;
                object.path = path;
                break;
            }
            case 'CustomMetadata': {
                const record = readCustomMetadata(reader, name);
                if (record !== null) {
                    parts.customMetadata.push(record);
                }
                break;
            }
            case 'CustomLabels':
                parts.labels.push(...readLabels(reader));
                break;
            case 'GlobalValueSet':
                parts.globalValueSets.push(readGlobalValueSet(reader, name));
                break;
            case 'PermissionSet':
            case 'MutingPermissionSet':
                parts.permissionSets.push(readPermissions(reader, name, false));
                break;
            case 'Profile':
                parts.profiles.push(readPermissions(reader, name, true));
                break;
            case 'PermissionSetGroup':
                parts.permissionSetGroups.push(readPermissionSetGroup(reader, name));
                break;
            case 'CustomPermission':
                parts.customPermissions.push(readCustomPermission(reader, name));
                break;
            case 'NamedCredential':
                parts.namedCredentials.push(readNamedCredential(reader, name));
                break;
            case 'ExternalCredential':
                parts.externalCredentials.push(readExternalCredential(reader, name));
                break;
            case 'TransactionSecurityPolicy':
                parts.transactionSecurityPolicies.push(readTransactionSecurityPolicy(reader, name));
                break;
            case 'PlatformEventSubscriberConfig':
                parts.eventSubscriberConfigs.push(readEventSubscriberConfig(reader, name));
                break;
            case 'Report':
                parts.reports.push(readReport(reader, name));
                break;
            case 'ReportType':
                parts.reportTypes.push(readReportType(reader, name));
                break;
            case 'StaticResource':
                this.addStaticResource(path, name, reader);
                break;
            default:
                parts.other.push({ name, path, kind: type });
        }
    }

    private tree(path: string, name: string, reader: ElementReader): MetadataFile {
        return { name, path, xml: reader.element };
    }

    private object(name: string, path: string): ObjectParts {
        const key = name.toLowerCase();
        const known = this.objects.get(key);
        if (known !== undefined) {
            return known;
        }
        const created = emptyObject(name, path);
        this.objects.set(key, created);
        return created;
    }

    private checkFileName(reader: ElementReader, name: string): void {
        const fullName = reader.optional('fullName');
        if (fullName !== null && fullName !== name) {
            reader.report('name-mismatch', `fullName is ${fullName}, but the file is named ${name}.`);
        }
    }

    private addApex(list: ApexFile[], path: string, name: string, reader: ElementReader): void {
        const source = path.replace(/-meta\.xml$/, '');
        if (!existsSync(join(this.root, source))) {
            this.findings.report(path, fileStart, 'missing-source', `Expected the source file ${source}.`);
            return;
        }
        list.push({
            name,
            source: { path: source, text: this.read(source) },
            apiVersion: reader.required('apiVersion'),
            status: reader.choice('status', ['Active', 'Inactive', 'Deleted']) ?? 'Active'
        });
    }

    private addStaticResource(path: string, name: string, reader: ElementReader): void {
        const folder = path.slice(0, path.lastIndexOf('/'));
        const contentType = reader.required('contentType');
        const content = ['', ...resourceSuffixes(contentType)]
            .map((suffix) => `${folder}/${name}${suffix}`)
            .find((candidate) => existsSync(join(this.root, candidate)));
        if (content === undefined) {
            this.findings.report(
                path,
                fileStart,
                'missing-source',
                `Expected the content of static resource ${name} beside this file.`
            );
            return;
        }
        const cacheControl = reader.required('cacheControl');
        this.parts.staticResources.push({ name, path: content, contentType, cacheControl });
    }

    /** Every Apex file needs its meta file; `files` are those of one package directory. */
    checkPairs(files: readonly string[]): void {
        const present = new Set(files);
        for (const path of files) {
            if (/\.(cls|trigger)$/.test(path) && !present.has(`${path}-meta.xml`)) {
                this.findings.report(
                    path,
                    fileStart,
                    'missing-meta',
                    `Expected the file ${path}-meta.xml beside this one.`
                );
            }
        }
    }

    finish(head: ProjectHead): Project {
        const objects = [...this.objects.values()]
            .map(finishObject)
            .sort((left, right) => (left.name < right.name ? -1 : 1));
        return { root: this.root, ...head, ...this.parts, objects };
    }
}

/** `objects/Account/fields/Score__c.field-meta.xml` belongs to Account. */
function objectOfPart(path: string): string {
    return path.split('/').at(-3) ?? '';
}

function resourceSuffixes(contentType: string): string[] {
    const known: Readonly<Record<string, readonly string[]>> = {
        'application/json': ['.json'],
        'application/javascript': ['.js'],
        'text/javascript': ['.js'],
        'application/xml': ['.xml'],
        'text/xml': ['.xml'],
        'text/css': ['.css'],
        'text/csv': ['.csv'],
        'text/plain': ['.txt'],
        'text/html': ['.html'],
        'image/png': ['.png'],
        'image/svg+xml': ['.svg'],
        'image/jpeg': ['.jpg', '.jpeg'],
        'application/zip': ['.zip']
    };
    return [...(known[contentType] ?? []), '.resource'];
}
