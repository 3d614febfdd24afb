import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckContext } from './context.ts';
import { fingerprint, toolVersion, type ResultCache } from './resultCache.ts';
import { faultAt, type Fault, type Located } from './rule.ts';

/** What a component refers to, as the platform's compiler reports it. */
export interface ComponentReference {
    /** `apexMethod`, `schema`, `label`, `component` … */
    readonly type: string;
    readonly id: string;
    readonly path: string;
    readonly place: Located;
}

export interface CompiledBundle {
    readonly name: string;
    /** Folder, relative to the root. */
    readonly path: string;
    readonly faults: readonly Fault[];
    readonly references: readonly ComponentReference[];
    /** Text of the files by name. */
    readonly sources: Readonly<Record<string, string>>;
}

/** The part of the compiler's output that is read here. */
interface Compilation {
    readonly success: boolean;
    readonly diagnostics: readonly Diagnostic[];
    readonly references: readonly Reference[];
}

interface Diagnostic {
    readonly level: number;
    readonly message: string;
    readonly filename?: string;
    readonly location?: { readonly line: number; readonly column: number };
}

interface Reference {
    readonly type: string;
    readonly id: string;
    readonly file: string;
    readonly locations?: readonly { readonly startLine: number; readonly startColumn: number }[];
}

const COMPILER = '@lwc/sfdc-lwc-compiler';
/** Both are on in orgs; the compiler has them off for its other callers. */
const OPTIONS = { enableLwcOn: true, allowDynamicComponents: true };
const DEPLOYED = /\.(js|html|css|svg)$/;
/** Level of the compiler's diagnostics from which a deployment goes on. */
const WARNING = 2;

export function compiledBundles(context: CheckContext): Promise<readonly CompiledBundle[]> {
    return context.once('compiledBundles', () => {
        const cache = context.resultsOf<Compilation>(toolVersion(COMPILER));
        const bundles = context.project.lightningComponents.filter(({ kind }) => kind === 'lwc');
        return Promise.all(bundles.map((bundle) => checkBundle(context, bundle, cache)));
    });
}

async function checkBundle(
    context: CheckContext,
    { name, path }: { readonly name: string; readonly path: string },
    cache: ResultCache<Compilation>
): Promise<CompiledBundle> {
    const folder = join(context.root, path);
    // Templates may stand in folders below; tests do, but are not deployed.
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => DEPLOYED.test(file) && !/(^|\/)__\w+__\//.test(file));
    const sources = Object.fromEntries(names.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
    // A bundle without a module of its name is told by its shape.
    if (!names.some((file) => file === `${name}.js` || file === `${name}.css`))
        return { name, path, faults: [], references: [], sources };
    const key = fingerprint([name, JSON.stringify(OPTIONS), ...Object.entries(sources).flat()]);
    const {
        success,
        diagnostics,
        references: found
    } = await cache.get(
        key,
        () => compile(name, sources),
        () => true
    );
    const faults = diagnostics
        .filter(({ level }) => level < WARNING)
        .map(({ filename = `${name}.js`, location, message }) => {
            // Of scripts the compiler counts columns from 0, of templates from 1.
            const column = (location?.column ?? 1) + (filename.endsWith('.js') && location !== undefined ? 1 : 0);
            return faultAt(`${path}/${filename}`, { line: location?.line ?? 1, column: Math.max(1, column) }, message);
        });
    const references = found.map(({ type, id, file, locations }) => {
        const place = locations?.[0];
        return {
            type,
            id,
            path: `${path}/${file}`,
            place: { line: place?.startLine ?? 1, column: place?.startColumn ?? 1 }
        };
    });
    if (!success && faults.length === 0)
        faults.push(faultAt(`${path}/${name}.js`, { line: 1, column: 1 }, 'The compiler gave no result.'));
    return { name, path, faults: distinct(faults), references, sources };
}

async function compile(name: string, files: Readonly<Record<string, string>>): Promise<Compilation> {
    // Loaded when needed: it takes a second to start.
    const { compile: compileBundle } = await import('@lwc/sfdc-lwc-compiler');
    const output = await compileBundle({
        bundle: { type: 'platform', name, namespace: 'c', files, options: OPTIONS }
    });
    return {
        success: output.success,
        diagnostics: [...output.diagnostics, ...(output.results ?? []).flatMap((result) => result.diagnostics)],
        references: output.metadata?.references ?? []
    };
}

/** The compiler tells what it finds in one file both for the file and for the bundle. */
function distinct(faults: readonly Fault[]): readonly Fault[] {
    const byText = new Map(faults.map((fault) => [`${fault.path}:${fault.line}:${fault.message}`, fault]));
    return [...byText.values()];
}
