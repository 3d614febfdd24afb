import { createInterface } from 'node:readline/promises';
import { ToolError } from '../toolError.ts';

/** Asks a person; null where nobody can answer. */
export type Ask = ((question: string) => Promise<string>) | null;

const USERNAME = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/**
 * Who the response runs as: FIREBREAK_RESPONDER, else the answer of the person at the keyboard.
 * @throws ToolError FB-ORG-005 when neither gives a username
 */
export async function responderFrom(env: NodeJS.ProcessEnv, ask: Ask): Promise<string> {
    const given =
        env.FIREBREAK_RESPONDER ??
        (await ask?.('Username that the response runs as (an active admin, best one of its own): ')) ??
        '';
    const username = given.trim();
    if (!USERNAME.test(username)) throw new ToolError('FB-ORG-005', username);
    return username;
}

/** The person at this terminal; null in CI and pipes. */
export function terminal(): Ask {
    if (!process.stdin.isTTY) return null;
    return async (question) => {
        const lines = createInterface({ input: process.stdin, output: process.stdout });
        try {
            return await lines.question(question);
        } finally {
            lines.close();
        }
    };
}
