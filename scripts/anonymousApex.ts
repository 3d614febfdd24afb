import type { Connection } from 'jsforce';
import { ApexFailed, runApex } from './connection.ts';
import { ToolError } from './toolError.ts';

const MARK = 'FIREBREAK-ANSWER';

/**
 * Runs Apex and takes all of its changes back: the block ends in an exception that carries what it put into `answer`
 * (a `Map<String, Object>`). Events that are published immediately stay published.
 * @throws ApexFailed when the block does not compile or throws something else
 */
export async function rehearse<T>(connection: Connection, apex: string): Promise<T> {
    const block = `Map<String, Object> answer = new Map<String, Object>();
${apex}
throw new IllegalArgumentException('${MARK}' + JSON.serialize(answer));`;
    try {
        await runApex(connection, block);
    } catch (fault) {
        const text = fault instanceof ApexFailed ? (fault.exceptionMessage ?? '') : '';
        const at = text.indexOf(MARK);
        if (at >= 0) return JSON.parse(text.slice(at + MARK.length)) as T;
        throw fault;
    }
    throw new ToolError('FB-ORG-014');
}

/** An Apex string literal. */
export const apexText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** Adds, to what `answer` holds, the text of an exception that the statements end in. */
export const recordingFailure = (statements: string): string => `try {
${statements}
} catch (Exception problem) {
    answer.put('failure', problem.getTypeName() + ': ' + problem.getMessage());
}`;
