import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import platformCompiler from '@lwc/sfdc-lwc-compiler';
import type { CheckContext } from './context.ts';
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

const DEPLOYED = /\.(js|html|css|svg)$/;
/** Level of the compiler's diagnostics from which a deployment goes on. */
const WARNING = 2;

export function compiledBundles(context: CheckContext): Promise<readonly CompiledBundle[]> {
    return context.once('compiledBundles', () =>
        Promise.all(
            context.project.lightningComponents
                .filter(({ kind }) => kind === 'lwc')
                .map((bundle) => compile(context, bundle))
        )
    );
}

async function compile(
    context: CheckContext,
    { name, path }: { readonly name: string; readonly path: string }
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
    // Both are on in orgs; the compiler has them off for its other callers.
    const options = { enableLwcOn: true, allowDynamicComponents: true };
    const output = await platformCompiler.compile({
        bundle: { type: 'platform', name, namespace: 'c', files: sources, options }
    });
    const diagnostics = [...output.diagnostics, ...(output.results ?? []).flatMap((result) => result.diagnostics)];
    const faults = diagnostics
        .filter(({ level }) => level < WARNING)
        .map(({ filename = `${name}.js`, location, message }) => {
            // Of scripts the compiler counts columns from 0, of templates from 1.
            const column = (location?.column ?? 1) + (filename.endsWith('.js') && location !== undefined ? 1 : 0);
            return faultAt(`${path}/${filename}`, { line: location?.line ?? 1, column: Math.max(1, column) }, message);
        });
    const references = (output.metadata?.references ?? []).map(({ type, id, file, locations }) => {
        const place = locations?.[0];
        return {
            type,
            id,
            path: `${path}/${file}`,
            place: { line: place?.startLine ?? 1, column: place?.startColumn ?? 1 }
        };
    });
    if (!output.success && faults.length === 0)
        faults.push(faultAt(`${path}/${name}.js`, { line: 1, column: 1 }, 'The compiler gave no result.'));
    return { name, path, faults: distinct(faults), references, sources };
}

/** The compiler tells what it finds in one file both for the file and for the bundle. */
function distinct(faults: readonly Fault[]): readonly Fault[] {
    const byText = new Map(faults.map((fault) => [`${fault.path}:${fault.line}:${fault.message}`, fault]));
    return [...byText.values()];
}
