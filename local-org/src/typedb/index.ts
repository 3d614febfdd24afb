import { readFileSync } from 'node:fs';
import type { PlatformTypes, StandardObjects } from './model.ts';
import type { PlatformTypeData } from './platformTypeData.ts';
import { PlatformTypeDatabase } from './platformTypes.ts';
import type { StandardObjectData } from './standardObjectData.ts';
import { numberedPrefix, StandardObjectDatabase } from './standardObjects.ts';

export * from './model.ts';
export { apexTypeOf, labelOfName } from './fieldTypes.ts';
export { numberedPrefix };
export { needsEventMonitoring } from './overrides/monitoringObjects.ts';
export { displayType, parseNamedType, parseType } from './notation.ts';

let platformTypeDatabase: PlatformTypes | null = null;
let standardObjectDatabase: StandardObjects | null = null;

function generated(file: string): unknown {
    return JSON.parse(readFileSync(new URL(`./generated/${file}`, import.meta.url), 'utf8'));
}

/** The platform's classes, interfaces and enums; read once per process. */
export function platformTypes(): PlatformTypes {
    platformTypeDatabase ??= new PlatformTypeDatabase(
        generated('platform-types.json') as Readonly<Record<string, PlatformTypeData>>
    );
    return platformTypeDatabase;
}

/** The platform's objects; read once per process. */
export function standardObjects(): StandardObjects {
    standardObjectDatabase ??= new StandardObjectDatabase(generated('sobjects.json') as StandardObjectData);
    return standardObjectDatabase;
}
