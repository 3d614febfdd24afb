import type { Org } from '../../org/index.ts';
import type { ConnectedApps } from './connectedApps.ts';
import type { Credentials } from './credentials.ts';
import type { RefreshTokens } from './refreshTokens.ts';

/** Tokens for the users whose consent the org definition takes as given; what was revoked since stays revoked. */
export function issueAgreedTokens(
    org: Org,
    apps: ConnectedApps,
    credentials: Credentials,
    refreshTokens: RefreshTokens
): void {
    for (const app of apps.all()) {
        if (!app.scopes.includes('refresh_token')) continue;
        for (const username of app.authorizedUsers) {
            const user = org.users.named(username);
            if (!user)
                throw new Error(
                    `The connected app ${app.name} names the user ${username}, whom the org does not have.`
                );
            if (!credentials.hasRefreshToken(app, username))
                credentials.noteRefreshToken(app, username, refreshTokens.issue(app, user));
        }
    }
}
