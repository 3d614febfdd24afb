import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CheckContext } from '../../deploy-check/src/context.ts';

/** What carries a name that other files use; parts of objects go with their object. */
const NAMED: ReadonlySet<string> = new Set([
    'ApexClass',
    'ApexTrigger',
    'ApexPage',
    'CustomObject',
    'CustomPermission',
    'CustomApplication',
    'CustomTab',
    'CustomNotificationType',
    'ExternalCredential',
    'ExternalServiceRegistration',
    'Flow',
    'FlexiPage',
    'LightningMessageChannel',
    'NamedCredential',
    'PermissionSet',
    'PermissionSetGroup',
    'PlatformEventSubscriberConfig',
    'ReportFolder',
    'StaticResource',
    'TransactionSecurityPolicy'
]);
/** An org has these once: settings, and parts of standard objects. */
const SINGLE = /\/settings\/|\/objects\/(?!\w+__(c|e|b|mdt)\/)/;
const TEXT = /\.(cls|trigger|page|js|ts|html|css|svg|xml|json)$/;
const OBJECT_SUFFIX = /__(c|e|b|mdt)$/;
/** Room for the prefix of a copy within the 40 characters of a name. */
const LONGEST = 38;

/**
 * Writes copies of a project into an empty folder as one project: the names of its components get a prefix in every copy, so
 * that each compiles and refers to itself alone.
 */
export function writeMultiplied(projectDir: string, times: number, into: string): void {
    const context = new CheckContext(projectDir);
    const config = JSON.parse(readFileSync(path.join(projectDir, 'config/deploy-check.json'), 'utf8')) as Config;
    const names = namesOf(context);
    const folders = context.project.packageDirectories.map((directory) => directory.path);
    const copies = Array.from({ length: times }, (_, copy) => `K${copy}`);
    for (const copy of copies) {
        const rename = renaming(names, copy);
        for (const file of context.files) {
            if (copy !== copies[0] && SINGLE.test(file)) continue;
            const target = path.join(into, copy, file.split('/').map(rename.segment).join('/'));
            mkdirSync(path.dirname(target), { recursive: true });
            const bytes = readFileSync(path.join(projectDir, file));
            writeFileSync(
                target,
                TEXT.test(file) ? rename.text(bytes.toString('utf8'), /\.(xml|html|svg)$/.test(file)) : bytes
            );
        }
    }
    writeJson(path.join(into, 'sfdx-project.json'), {
        packageDirectories: copies.flatMap((copy) => folders.map((folder) => ({ path: `${copy}/${folder}` }))),
        sourceApiVersion: context.project.sourceApiVersion
    });
    writeJson(path.join(into, 'config/deploy-check.json'), {
        ...config,
        calloutClasses: copies.flatMap((copy) => config.calloutClasses.map((name) => `${copy}${name}`)),
        licenceFreeFolders: copies.flatMap((copy) => config.licenceFreeFolders.map((folder) => `${copy}/${folder}`)),
        maxPlatformEvents: config.maxPlatformEvents * times,
        maxScheduledClasses: config.maxScheduledClasses * times
    });
}

interface Config {
    readonly calloutClasses: readonly string[];
    readonly licenceFreeFolders: readonly string[];
    readonly maxPlatformEvents: number;
    readonly maxScheduledClasses: number;
}

function writeJson(file: string, value: unknown): void {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value, null, 4));
}

function namesOf(context: CheckContext): ReadonlySet<string> {
    const components = context.components
        .filter(({ type, name }) => NAMED.has(type) && (type !== 'CustomObject' || OBJECT_SUFFIX.test(name)))
        .map(({ name }) => name.replace(OBJECT_SUFFIX, ''));
    const bundles = context.project.lightningComponents.map(({ name }) => name);
    return new Set([...components, ...bundles].filter((name) => /^\w+$/.test(name)));
}

interface Renaming {
    segment(text: string): string;
    text(text: string, isMarkup: boolean): string;
}

function renaming(names: ReadonlySet<string>, copy: string): Renaming {
    const renamed = (name: string): string =>
        /^[a-z]/.test(name)
            ? `${copy.toLowerCase()}${name.charAt(0).toUpperCase()}${name.slice(1)}`
            : `${copy}${name.slice(0, LONGEST)}`;
    const tags = new Map([...names].map((name) => [kebab(name), kebab(renamed(name))]));
    const word = (text: string): string => {
        const [, stem = text, suffix = ''] = /^(.*?)(__(?:c|e|b|mdt|r))$/.exec(text) ?? [];
        return names.has(stem) ? `${renamed(stem)}${suffix}` : text;
    };
    return {
        segment: (text) => text.replace(/^\w+/, word),
        text: (text, isMarkup) =>
            text
                .replace(/\bc-([a-z0-9-]+)/g, (whole, tag: string) => (tags.has(tag) ? `c-${tags.get(tag)}` : whole))
                // Names of elements are no names of components, and labels are none either: they have no room for a prefix.
                .replace(
                    isMarkup ? /(<label>[^<]*|<\/?)?\b[A-Za-z]\w*/g : /()\b[A-Za-z]\w*/g,
                    (found, bracket?: string) => (bracket ? found : word(found))
                )
    };
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
