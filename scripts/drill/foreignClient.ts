import http from 'node:http';
import type { Access, AccessOrder } from './actors/access.ts';
import { ApiClient } from './actors/apiClient.ts';
import { Guest } from './actors/guest.ts';
import { Person } from './actors/person.ts';
import { Visitor } from './actors/visitor.ts';
import type { Actor, Step } from './scenario.ts';

/**
 * A process of its own for one actor: speaks to the org with a genuine client from another loopback address, does the steps that
 * its parent names, and reports what came of each.
 */

export type Order =
    | { readonly do: 'begin'; readonly kind: Actor['kind']; readonly access: AccessOrder }
    | { readonly do: 'perform'; readonly step: Step }
    | { readonly do: 'end' };

/** What came of one step; times are of the machine's clock, in milliseconds since 1970. */
export interface Report {
    readonly startedAt: number;
    readonly endedAt: number;
    readonly outcome: 'answered' | 'refused';
    /** Records that reached the client in this step. */
    readonly rows: number;
    readonly errorCode: string | null;
    readonly message: string | null;
}

const ACCESS: Readonly<Record<Actor['kind'], new (order: AccessOrder) => Access>> = {
    apiClient: ApiClient,
    person: Person,
    visitor: Visitor,
    guest: Guest
};

/** The org does not answer at all: that is neither an answer nor a refusal, and nothing can be said about the campaign. */
const NO_ANSWER: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

let access: Access | null = null;

// A parent that is gone, by whatever way, takes the campaign with it.
process.once('disconnect', () => process.exit());
process.on('message', (order: Order) => {
    if (order.do === 'begin') {
        http.globalAgent = new http.Agent({ localAddress: order.access.address, keepAlive: true });
        access = new ACCESS[order.kind](order.access);
    } else if (order.do === 'perform') void perform(order.step);
    else process.disconnect();
});

async function perform(step: Step): Promise<void> {
    const startedAt = Date.now();
    const rest = await access!.perform(step).then(
        (rows) => ({ outcome: 'answered' as const, rows, errorCode: null, message: null }),
        (fault: { errorCode?: string; code?: string; name?: string; message?: string; rows?: number }) => {
            if (NO_ANSWER.has(fault.code ?? '')) {
                console.error(`The org stopped answering: ${fault.message}`);
                process.exit(1);
            }
            return {
                outcome: 'refused' as const,
                rows: fault.rows ?? 0,
                errorCode: fault.errorCode ?? fault.name ?? 'UNKNOWN',
                message: fault.message ?? String(fault)
            };
        }
    );
    const report: Report = { startedAt, endedAt: Date.now(), ...rest };
    process.send?.(report);
}
