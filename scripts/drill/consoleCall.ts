import type { Connection } from 'jsforce';

/** What the console said no with. */
export class ConsoleRefused extends Error {}

/**
 * Through the console's own controller, with the officer's rights: what a person would click.
 * @throws ConsoleRefused
 */
export async function callConsole(
    officer: Connection,
    method: string,
    order: Readonly<Record<string, unknown>>
): Promise<void> {
    const answer = await fetch(`${officer.instanceUrl}/apex/ConsoleController.${method}`, {
        method: 'POST',
        headers: {
            'content-type': 'application/json',
            cookie: `sid=${officer.accessToken}`,
            origin: officer.instanceUrl
        },
        body: JSON.stringify(order)
    });
    if (!answer.ok) throw new ConsoleRefused(await answer.text());
}
