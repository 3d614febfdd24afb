import type { PageHost, Viewer } from './httpServer.ts';
import type { OrgResponse } from './protocol.ts';

/** The Lightning pages of the metadata that is in the org: a deployment changes them. */
export class ServedPages implements PageHost {
    private readonly cacheDir: string;
    private readonly print: (line: string) => void;
    private projectDir: string | null = null;
    private host: PageHost | null = null;
    private building: Promise<void> = Promise.resolve();

    constructor(cacheDir: string, print: (line: string) => void) {
        this.cacheDir = cacheDir;
        this.print = print;
    }

    /** @throws Error when the pages cannot be built */
    show(projectDir: string): Promise<void> {
        if (projectDir === this.projectDir) return this.building;
        this.projectDir = projectDir;
        // One build at a time: each removes what earlier ones left in the cache.
        const before = this.building.catch(() => undefined);
        this.building = before.then(() => this.build(projectDir));
        return this.building;
    }

    /** Shows the pages of a deployment; those of before stay when the new ones cannot be built. */
    follow(projectDir: string): void {
        this.show(projectDir).catch((fault: Error) =>
            this.print(`The Lightning pages stay as they were before the deployment: ${fault.message}`)
        );
    }

    /** Settles when the pages that were last asked for are there. */
    current(): Promise<void> {
        return this.building;
    }

    owns(path: string): boolean {
        return this.host?.owns(path) ?? false;
    }

    handle(path: string, viewer: Viewer): OrgResponse | null {
        return this.host?.handle(path, viewer) ?? null;
    }

    private async build(projectDir: string): Promise<void> {
        const { createLwcHost } = await import('../lwc-host/index.ts');
        this.host = await createLwcHost({ projectDir, cacheDir: this.cacheDir, print: this.print });
    }
}
