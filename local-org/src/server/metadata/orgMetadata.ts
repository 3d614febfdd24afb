import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../project/replacements.ts';
import { MetadataStore } from './metadataStore.ts';
import { importProject } from './projectImport.ts';

/** What is kept beside the folders: the one that is in the org, and the project's files as they were when they came into it. */
interface Note {
    readonly folder: string;
    readonly project: Readonly<Record<string, string>>;
}

const NOTE = 'current.json';

/**
 * The metadata that is in the org, as files and in memory. An org is what its project says until something is deployed into it; from
 * then on it is what was deployed, over restarts too, and files of the project that have changed since are brought in as they change.
 */
export class OrgMetadata {
    private readonly directory: string;
    private readonly project: Readonly<Record<string, string>>;
    private folders = 0;
    /** Holds what is in the org; null while that is what the project's own folder had when the org was opened. */
    folder: string | null = null;
    store: MetadataStore;

    private constructor(directory: string, imported: MetadataStore) {
        this.directory = directory;
        this.project = digestsOf(imported);
        this.store = imported;
    }

    /** @param environment values for the project's replacements */
    static open(stateDir: string, projectDir: string, environment: Environment): OrgMetadata {
        const directory = join(stateDir, 'metadata');
        const imported = importProject(projectDir, environment);
        const metadata = new OrgMetadata(directory, imported);
        const note = readNote(directory);
        if (note) metadata.continue(note, imported);
        return metadata;
    }

    /** Writes metadata that is to be tried. @returns the folder, which is a project */
    write(store: MetadataStore): string {
        const folder = join(this.directory, `candidate-${process.pid}-${++this.folders}`);
        store.writeTo(folder);
        return folder;
    }

    /** A project folder with what is in the org. */
    written(): string {
        return (this.folder ??= this.write(this.store));
    }

    /** From now on the org is what `folder` holds; also after the next start. */
    adopt(store: MetadataStore, folder: string): void {
        this.store = store;
        this.folder = folder;
        writeNote(this.directory, { folder: folder.slice(this.directory.length + 1), project: this.project });
    }

    /** Takes away what is no longer in the org. Only for the process that holds the state folder. */
    tidy(): void {
        if (!existsSync(this.directory)) return;
        for (const name of readdirSync(this.directory)) {
            const folder = join(this.directory, name);
            if (name.startsWith('candidate-') && folder !== this.folder)
                rmSync(folder, { recursive: true, force: true });
        }
    }

    discard(folder: string): void {
        if (folder !== this.folder) rmSync(folder, { recursive: true, force: true });
    }

    private continue(note: Note, imported: MetadataStore): void {
        const folder = join(this.directory, note.folder);
        const deployed = MetadataStore.read(folder);
        const changes = projectChanges(note.project, this.project, imported);
        const merged = deployed.with(changes);
        if (merged.equals(imported)) {
            rmSync(join(this.directory, NOTE));
            return;
        }
        if (changes.size === 0) {
            this.store = deployed;
            this.folder = folder;
        } else this.adopt(merged, this.write(merged));
    }
}

/** What has changed in the project since its files last came into the org. */
function projectChanges(
    before: Readonly<Record<string, string>>,
    now: Readonly<Record<string, string>>,
    imported: MetadataStore
): Map<string, Buffer | null> {
    const changes = new Map<string, Buffer | null>();
    for (const [path, content] of imported.files) if (before[path] !== now[path]) changes.set(path, content);
    for (const path of Object.keys(before)) if (now[path] === undefined) changes.set(path, null);
    return changes;
}

function digestsOf({ files }: MetadataStore): Record<string, string> {
    return Object.fromEntries(
        [...files].map(([path, content]) => [path, createHash('sha256').update(content).digest('base64')])
    );
}

/** @returns null when nothing was deployed, or its folder is gone */
function readNote(directory: string): Note | null {
    const file = join(directory, NOTE);
    if (!existsSync(file)) return null;
    const note = JSON.parse(readFileSync(file, 'utf8')) as Note;
    return existsSync(join(directory, note.folder)) ? note : null;
}

function writeNote(directory: string, note: Note): void {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, NOTE);
    writeFileSync(`${file}.next`, JSON.stringify(note));
    renameSync(`${file}.next`, file);
}
