import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { OrgFault } from '../../org/index.ts';

/** A JSON file that only its owner may read; replaced as a whole, so that a kill leaves the old or the new one. */
export class PrivateFile<T extends object> {
    private readonly path: string;

    constructor(path: string) {
        this.path = path;
    }

    /** @throws OrgFault LOC-005 when the file is damaged */
    read(empty: T): T {
        if (!existsSync(this.path)) return empty;
        try {
            return { ...empty, ...(JSON.parse(readFileSync(this.path, 'utf8')) as T) };
        } catch (error) {
            throw new OrgFault('LOC-005', `${this.path} is damaged. Delete it to have new secrets generated.`, {
                cause: error
            });
        }
    }

    write(content: T): void {
        writeFileSync(`${this.path}.next`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
        renameSync(`${this.path}.next`, this.path);
    }
}
