import { Assets } from './assets.ts';
import { buildLwcHost, type BuildOptions } from './build/buildLwcHost.ts';
import { contentSecurityPolicy, renderShell, type PageViewer } from './pageShell.ts';
import { findPage, pageTabs } from './projectPages.ts';

export type { BuildOptions } from './build/buildLwcHost.ts';
export type { PageViewer } from './pageShell.ts';
export { buildLwcHost } from './build/buildLwcHost.ts';

export interface PageResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
}

/** Serves the Lightning pages of a project to a browser. */
export interface LwcHost {
    /** Whether an address is a page or a file of a page. */
    owns(path: string): boolean;
    /** The answer to a GET, or null when there is nothing at the address. */
    handle(path: string, viewer: PageViewer): PageResponse | null;
}

/** Builds what is not built yet, then serves it. @throws Error with a LOC- code or the compiler's message */
export async function createLwcHost(options: BuildOptions): Promise<LwcHost> {
    const { project, pages } = await buildLwcHost(options);
    const assets = new Assets(pages);
    const imports = Object.fromEntries(pages.vendorModules.map((id) => [id, `/lwc/vendor/${id}.js`]));
    const policy = contentSecurityPolicy(imports);
    const tabs = pageTabs(project);

    function showPage(path: string, viewer: PageViewer): PageResponse | null {
        const page = findPage(path, project);
        if (!page) return null;
        const headers = {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': policy,
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-store'
        };
        return { status: 200, headers, body: renderShell({ ...page, address: path, tabs, viewer, imports }) };
    }

    function sendAsset(path: string): PageResponse | null {
        const asset = assets.find(path);
        return (
            asset && {
                status: 200,
                headers: {
                    'content-type': asset.type,
                    'cache-control': 'no-cache',
                    'x-content-type-options': 'nosniff'
                },
                body: asset.body
            }
        );
    }

    return {
        owns: (path) => path.startsWith('/lightning/') || path.startsWith('/lwc/'),
        handle: (path, viewer) => (path.startsWith('/lwc/') ? sendAsset(path) : showPage(path, viewer))
    };
}
