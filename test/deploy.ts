import { strToU8, zipSync } from 'fflate';
import type { Connection } from 'jsforce';

const document = (type: string, inner: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${inner}</${type}>`;

const VERSION = '<version>66.0</version>';
const ACTIVE = '<apiVersion>66.0</apiVersion><status>Active</status>';

const PATIENCE_MS = 300_000;

/** Files of a package that make a trigger. */
export const triggerFiles = (name: string, text: string): Readonly<Record<string, string>> => ({
    [`triggers/${name}.trigger`]: text,
    [`triggers/${name}.trigger-meta.xml`]: document('ApexTrigger', ACTIVE)
});

/** Files of a package that make a class. */
export const classFiles = (name: string, text: string): Readonly<Record<string, string>> => ({
    [`classes/${name}.cls`]: text,
    [`classes/${name}.cls-meta.xml`]: document('ApexClass', ACTIVE)
});

/** @throws Error when the org refuses the package */
export async function deployFiles(admin: Connection, files: Readonly<Record<string, string>>): Promise<void> {
    const entries = Object.entries({ 'package.xml': document('Package', VERSION), ...files });
    const zip = zipSync(Object.fromEntries(entries.map(([name, text]) => [name, strToU8(text)])));
    admin.metadata.pollTimeout = PATIENCE_MS;
    const options = { singlePackage: true, rollbackOnError: true };
    const result = await admin.metadata.deploy(Buffer.from(zip), options).complete(true);
    if (!result.success) throw new Error(result.errorMessage ?? JSON.stringify(result.details?.componentFailures));
}

/** Takes a trigger out of the org. @throws Error when the org refuses */
export function deleteTrigger(admin: Connection, name: string): Promise<void> {
    const doomed = `<types><members>${name}</members><name>ApexTrigger</name></types>`;
    return deployFiles(admin, { 'destructiveChanges.xml': document('Package', doomed + VERSION) });
}
