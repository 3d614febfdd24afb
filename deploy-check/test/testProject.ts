import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A project in a folder of its own; `null` as text deletes a file. */
export class TestProject {
    readonly root = mkdtempSync(join(tmpdir(), 'deploy-check-'));

    constructor(files: Readonly<Record<string, string | null>>) {
        this.write(files);
    }

    write(files: Readonly<Record<string, string | null>>): void {
        for (const [path, text] of Object.entries(files)) {
            const file = join(this.root, path);
            if (text === null) {
                rmSync(file, { force: true });
            } else {
                mkdirSync(dirname(file), { recursive: true });
                writeFileSync(file, text);
            }
        }
    }

    delete(): void {
        rmSync(this.root, { recursive: true, force: true });
    }
}
