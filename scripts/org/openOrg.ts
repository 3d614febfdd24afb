import { Connection } from 'jsforce';
import { ToolError } from '../toolError.ts';
import type { Access } from './logins.ts';

/**
 * A connection that has answered once: a login of the CLI tells nothing about whether its org still exists and its session lasts.
 * @throws ToolError FB-ORG-025 when nobody answers, or not to this token
 */
export async function openOrg({ instanceUrl, accessToken }: Omit<Access, 'username'>): Promise<Connection> {
    const connection = new Connection({ instanceUrl, accessToken, version: '66.0' });
    await connection.query('SELECT Id FROM Organization').catch((fault: Error) => {
        throw new ToolError('FB-ORG-025', instanceUrl, fault.message.replace(/\.$/, ''));
    });
    return connection;
}
