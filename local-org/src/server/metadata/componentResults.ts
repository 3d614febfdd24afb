import type { Diagnostic } from '../../syntax/index.ts';
import type { ComponentName } from './component.ts';
import { componentOfPath, keyOf } from './component.ts';
import type { DeployFinding } from './deployCheck.ts';
import type { ComponentResult } from './deployment.ts';
import type { MetadataStore } from './metadataStore.ts';
import { STORE_FOLDER } from './metadataStore.ts';
import type { PackageContent } from './packageFiles.ts';

const PLAIN: Omit<ComponentResult, keyof ComponentName> = {
    success: true,
    changed: false,
    created: false,
    deleted: false,
    warning: false,
    problem: null,
    problemType: null,
    line: null,
    column: null
};

/** What is wrong with a component, wherever that was found. */
export type ComponentFault = PackageContent['problems'][number];

/** What is wrong without looking at the whole: the package itself, and what the org lacks. */
export function faultFailures(faults: readonly ComponentFault[]): ComponentResult[] {
    return faults.map(({ problem, line, column, ...component }) => failure(component, problem, line, column));
}

/** What the local org's check has found. */
export function diagnosticFailures(diagnostics: readonly Diagnostic[]): ComponentResult[] {
    return diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ path, message, line, column }) => failure(componentAt(path), message, line, column));
}

/** Classes that a deployment is to run as tests and that are none. */
export function unknownTestFailures(names: readonly string[]): ComponentResult[] {
    return names.map((fullName) => {
        const component = { type: 'ApexClass', fullName, fileName: `classes/${fullName}.cls` };
        const problem = `Test class ${fullName} was not found, or has no test methods.`;
        return failure(component, problem, null, null);
    });
}

/**
 * What the host's check has found: of the package, and of everything when the package deletes something that others may need. What the
 * org had before is not the fault of this package. @param known said already
 */
export function findingFailures(
    findings: readonly DeployFinding[],
    { components, deletions }: PackageContent,
    known: readonly ComponentResult[]
): ComponentResult[] {
    const ofPackage = new Set(components.map(keyOf));
    const said = new Set(known.map((result) => `${keyOf(result)}:${result.line}`));
    return findings
        .map(({ path, message, line, column }) => failure(componentAt(path), message, line, column))
        .filter((result) => deletions.length > 0 || ofPackage.has(keyOf(result)))
        .filter((result) => !said.has(`${keyOf(result)}:${result.line}`));
}

/** What became of the components with which nothing is wrong. */
export function successes(
    content: PackageContent,
    base: MetadataStore,
    failures: readonly ComponentResult[]
): ComponentResult[] {
    const failed = new Set(failures.map(keyOf));
    const before = new Set(base.components().map(keyOf));
    const changed = changedComponents(content, base);
    return [
        ...content.components
            .filter((component) => !failed.has(keyOf(component)))
            .map((component) => {
                const created = !before.has(keyOf(component));
                return resultOf(component, { created, changed: created || changed.has(keyOf(component)) });
            }),
        ...content.deletions.map((component) => resultOf(component, { deleted: true, changed: true })),
        ...content.missingDeletions.map((component) =>
            resultOf(component, {
                warning: true,
                problem: `No ${component.type} named: ${component.fullName} found`,
                problemType: 'Warning'
            })
        )
    ];
}

function failure(
    component: ComponentName,
    problem: string,
    line: number | null,
    column: number | null
): ComponentResult {
    return resultOf(component, { success: false, problem, problemType: 'Error', line, column });
}

/** Results are kept by the thousand, and V8 gives each object that a spread is a part of a shape of its own, thrice the size of the object. */
function resultOf(
    component: ComponentName,
    outcome: Partial<Omit<ComponentResult, keyof ComponentName>>
): ComponentResult {
    return Object.assign({}, PLAIN, component, outcome);
}

/** @param path below a project folder that a store was written to */
function componentAt(path: string): ComponentName {
    const place = path.startsWith(`${STORE_FOLDER}/`) ? path.slice(STORE_FOLDER.length + 1) : path;
    return componentOfPath(place) ?? { type: '', fullName: place, fileName: place };
}

function changedComponents({ changes }: PackageContent, base: MetadataStore): Set<string> {
    const changed = new Set<string>();
    for (const [path, content] of changes) {
        const before = base.files.get(path);
        if (content !== null && before?.equals(content)) continue;
        const component = componentOfPath(path);
        if (component) changed.add(keyOf(component));
    }
    return changed;
}
