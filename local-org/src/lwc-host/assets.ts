import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BuiltPages } from './build/builtPages.ts';
import { packageFolder } from './build/packages.ts';
import { SHELL_STYLES } from './pageShell.ts';

const TYPES: Readonly<Record<string, string>> = {
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.woff2': 'font/woff2'
};

export interface Asset {
    readonly type: string;
    readonly body: string | Uint8Array;
}

/** Files below /lwc: the two built parts, and the style sheet, icons and fonts of the design system. */
export class Assets {
    private readonly folders: ReadonlyMap<string, string>;
    private readonly read = new Map<string, Asset>([['/lwc/shell.css', { type: TYPES['.css']!, body: SHELL_STYLES }]]);

    constructor({ vendorFolder, appFolder }: BuiltPages) {
        this.folders = new Map([
            ['vendor', vendorFolder],
            ['app', appFolder],
            ['slds', path.join(packageFolder('@salesforce-ux/design-system'), 'assets')]
        ]);
    }

    /** @returns the file at `/lwc/<part>/<path>`, or null when there is none or it is of a kind that is not served */
    find(address: string): Asset | null {
        const known = this.read.get(address);
        if (known) return known;
        const [, part = '', rest = ''] = /^\/lwc\/(\w+)\/(.+)$/.exec(address) ?? [];
        const folder = this.folders.get(part);
        const type = TYPES[path.extname(rest)];
        if (!folder || !type) return null;
        const file = path.join(folder, rest);
        if (!file.startsWith(folder + path.sep) || !existsSync(file) || !statSync(file).isFile()) return null;
        const asset = { type, body: new Uint8Array(readFileSync(file)) };
        this.read.set(address, asset);
        return asset;
    }
}
