import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../local-org/src/syntax/index.ts';
import { metadataTypeOfSuffix } from '../../local-org/src/project/metadataTypes.ts';
import { parseXml } from '../../local-org/src/project/index.ts';
import type { XmlElement } from './xmlTree.ts';

/** A metadata file of the project with its parsed tree. */
export interface Component {
    /** Metadata type, such as `PermissionSet`; `js` and Aura bundles carry their bundle's type. */
    readonly type: string;
    /** Name as the file says it, URL escapes resolved. */
    readonly name: string;
    /** Object to which a part in source format belongs (`objects/Account/fields/…`); null for others. */
    readonly object: string | null;
    readonly path: string;
    readonly xml: XmlElement;
}

export interface ComponentFiles {
    readonly components: readonly Component[];
    /** Faults of files that are no well-formed XML. */
    readonly malformed: readonly Diagnostic[];
}

const META_FILE = /([^/]+)\.([A-Za-z0-9]+)-meta\.xml$/;
const OBJECT_PART = /(?:^|\/)objects\/([^/]+)\/[^/]+\/[^/]+$/;
const AURA_SUFFIXES: ReadonlySet<string> = new Set(['cmp', 'app', 'evt', 'intf', 'design', 'tokens']);

export function readComponents(root: string, files: readonly string[]): ComponentFiles {
    const components: Component[] = [];
    const malformed: Diagnostic[] = [];
    for (const path of files) {
        const [, encoded = '', suffix = ''] = META_FILE.exec(path) ?? [];
        const name = /%[0-9A-Fa-f]{2}/.test(encoded) ? decodeURIComponent(encoded) : encoded;
        const type = typeOf(path, suffix, name);
        if (type === null) continue;
        const { root: xml, diagnostics } = parseXml(path, readFileSync(join(root, path), 'utf8'));
        malformed.push(...diagnostics);
        const object = OBJECT_PART.exec(path)?.[1] ?? null;
        if (xml !== null) components.push({ type, name, object, path, xml });
    }
    return { components, malformed };
}

function typeOf(path: string, suffix: string, name: string): string | null {
    if (suffix === '') return null;
    if (/\/lwc\/[^/]+\/[^/]+$/.test(path)) return 'LightningComponentBundle';
    if (/\/aura\/[^/]+\/[^/]+$/.test(path)) return AURA_SUFFIXES.has(suffix) ? 'AuraDefinitionBundle' : null;
    if (suffix === 'settings') return `${name}Settings`;
    return suffix === 'resource' ? 'StaticResource' : metadataTypeOfSuffix(suffix);
}
