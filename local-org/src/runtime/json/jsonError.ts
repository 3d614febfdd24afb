import { throwApex } from '../exceptions.ts';

export function jsonError(message: string): never {
    return throwApex('System.JSONException', message);
}

/** ` at [line:1, column:5]`, both from 1 */
export function location(source: string, offset: number): string {
    const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
    const line = source.slice(0, lineStart).split('\n').length;
    return `[line:${line}, column:${offset - lineStart + 1}]`;
}

export function unsupportedType(name: string): never {
    return jsonError(`Apex Type unsupported in JSON: ${name}`);
}
