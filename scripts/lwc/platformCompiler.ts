import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import platformCompiler from '@lwc/sfdc-lwc-compiler';
import type { Project } from '../../local-org/src/project/index.ts';
import { ROOT, type Bundle } from './bundles.ts';
import { faultOfReference } from './references.ts';

const DEPLOYED = /\.(js|html|css|svg)$/;
const WARNING = 2;

/**
 * Compiles every component as an org would on deployment, and looks up what it refers to.
 * @returns what the org would refuse, one sentence each
 */
export async function checkBundles(bundles: readonly Bundle[], project: Project): Promise<string[]> {
    const faults = await Promise.all(bundles.map((bundle) => checkBundle(bundle, project)));
    return faults.flat();
}

async function checkBundle({ name, path }: Bundle, project: Project): Promise<string[]> {
    const names = readdirSync(join(ROOT, path)).filter((file) => DEPLOYED.test(file));
    const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(ROOT, path, file), 'utf8')]));
    const output = await platformCompiler.compile({ bundle: { type: 'platform', name, namespace: 'c', files } });
    const diagnostics = [...output.diagnostics, ...(output.results ?? []).flatMap((result) => result.diagnostics)];
    const faults = diagnostics
        .filter(({ level }) => level < WARNING)
        .map(({ filename, location, message }) => `${path}/${filename ?? name}:${location?.line ?? 1}: ${message}`);
    const references = output.metadata?.references ?? [];
    const unknown = references.flatMap((reference) => faultOfReference(reference, project) ?? []);
    if (!output.success && faults.length === 0) faults.push(`${path}: the platform's compiler gave no result`);
    return [...faults, ...unknown.map((fault) => `${path}: ${fault}`)];
}
