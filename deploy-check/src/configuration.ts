import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckError } from './checkError.ts';

/** What a project asks for beyond the platform's own rules, in `config/deploy-check.json`. */
export interface Configuration {
    /** Ids of optional rules that are switched on. */
    readonly policies: readonly string[];
    /** Classes that may make HTTP callouts. */
    readonly calloutClasses: readonly string[];
    /** Folders whose components must deploy without paid features. */
    readonly licenceFreeFolders: readonly string[];
    /** Version that every component must carry, such as `66.0`. */
    readonly apiVersion: string | null;
    readonly maxPlatformEvents: number | null;
    readonly maxScheduledClasses: number | null;
}

const FILE = 'config/deploy-check.json';
const KEYS = [
    'policies',
    'calloutClasses',
    'licenceFreeFolders',
    'apiVersion',
    'maxPlatformEvents',
    'maxScheduledClasses'
];

/** @throws CheckError when the file is no JSON object or has a key that nothing reads */
export function readConfiguration(root: string): Configuration {
    const file = join(root, FILE);
    const json = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
    const unknown = Object.keys(json).filter((key) => !KEYS.includes(key));
    if (unknown.length > 0) {
        throw new CheckError(`${FILE} has the unknown key "${unknown[0]}"; known are ${KEYS.join(', ')}.`);
    }
    return {
        policies: texts(json, 'policies'),
        calloutClasses: texts(json, 'calloutClasses'),
        licenceFreeFolders: texts(json, 'licenceFreeFolders'),
        apiVersion: typeof json['apiVersion'] === 'string' ? json['apiVersion'] : null,
        maxPlatformEvents: count(json, 'maxPlatformEvents'),
        maxScheduledClasses: count(json, 'maxScheduledClasses')
    };
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json {
    try {
        const json: unknown = JSON.parse(text);
        if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
    } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new CheckError(`${FILE} is no JSON: ${error.message}`);
    }
    throw new CheckError(`${FILE} must hold an object.`);
}

function texts(json: Json, key: string): string[] {
    const value = json[key] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value as string[];
    throw new CheckError(`${FILE}: ${key} must be a list of texts.`);
}

function count(json: Json, key: string): number | null {
    const value = json[key] ?? null;
    if (value === null || Number.isInteger(value)) return value as number | null;
    throw new CheckError(`${FILE}: ${key} must be a whole number.`);
}
