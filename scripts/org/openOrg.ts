import { Connection } from 'jsforce';
import { ToolError } from '../toolError.ts';
import type { Access } from './logins.ts';

/**
 * A connection that has answered once: a login of the CLI tells nothing about whether its org still exists and its session lasts.
 * @throws ToolError FB-ORG-025 when nobody answers, or not to this token
 */
export async function openOrg({ instanceUrl, accessToken }: Omit<Access, 'username'>): Promise<Connection> {
    const closed = (fault: Error): never => {
        throw new ToolError('FB-ORG-025', instanceUrl, reasonOf(fault).replace(/\.$/, ''));
    };
    // jsforce asks an address where nobody answers again and again, for a quarter of a minute.
    await fetch(`${instanceUrl}/services/data`).catch(closed);
    const connection = new Connection({ instanceUrl, accessToken, version: '66.0' });
    await connection.query('SELECT Id FROM Organization').catch(closed);
    return connection;
}

/** `fetch` says only that it failed, and why in the cause. */
const reasonOf = ({ message, cause }: Error): string => (cause instanceof Error ? cause.message : message);
