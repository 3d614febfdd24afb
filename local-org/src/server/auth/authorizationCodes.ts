import type { RunningUser } from '../../runtime/transaction.ts';
import type { ConnectedApp } from './connectedApps.ts';
import { randomSecret } from './secrets.ts';

/** RFC 6749, section 4.1.2: a code lives ten minutes at most. */
const LIFETIME_MS = 600_000;

interface Agreement {
    readonly appId: string;
    readonly user: RunningUser;
    readonly until: number;
}

/** Codes of users who have just let an app in. Each is good for one exchange by that app, which lives by the machine's clock. */
export class AuthorizationCodes {
    private readonly agreements = new Map<string, Agreement>();

    issue(app: ConnectedApp, user: RunningUser): string {
        const code = randomSecret(40);
        this.agreements.set(code, { appId: app.id, user, until: Date.now() + LIFETIME_MS });
        return code;
    }

    /** Who has agreed; null for a code that is used up, too old, or another app's. */
    take(code: string, app: ConnectedApp): RunningUser | null {
        const agreement = this.agreements.get(code);
        this.agreements.delete(code);
        return agreement?.appId === app.id && agreement.until > Date.now() ? agreement.user : null;
    }
}
