import type { Commit } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { Session } from '../auth/session.ts';
import type { Sessions } from '../auth/sessions.ts';

/** Rows whose change may end a session: deleted sessions and tokens, deactivated users. */
const DECISIVE: ReadonlySet<string> = new Set(['AuthSession', 'OauthToken', 'User']);

/** Tells of sessions that end, in the commit that ends them. */
export class SessionWatch {
    private readonly sessions: Sessions;
    private readonly watchers = new Map<() => void, Session>();

    constructor(org: Org, sessions: Sessions) {
        this.sessions = sessions;
        org.data.store.onCommit((commit) => this.note(commit));
    }

    /** @param ended called once, when the session is over @returns what ends the watch */
    watch(session: Session, ended: () => void): () => void {
        const watcher = (): void => ended();
        this.watchers.set(watcher, session);
        return () => this.watchers.delete(watcher);
    }

    /** Sessions that are watched now. */
    watched(): ReadonlySet<Session> {
        return new Set(this.watchers.values());
    }

    private note({ changes }: Commit): void {
        if (this.watchers.size === 0 || !changes.some(({ describe }) => DECISIVE.has(describe.name))) return;
        for (const [watcher, session] of [...this.watchers]) {
            if (this.sessions.isAlive(session)) continue;
            this.watchers.delete(watcher);
            watcher();
        }
    }
}
