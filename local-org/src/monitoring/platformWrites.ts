import type { Org } from '../org/index.ts';

/** Writes rows as the platform itself does; what is written is on disk when this returns. */
export function asPlatform<T>(org: Org, write: () => T): T {
    return org.execute({ user: org.users.automatedProcess(), quiddity: 'SYNCHRONOUS', isAsync: false }, write);
}
