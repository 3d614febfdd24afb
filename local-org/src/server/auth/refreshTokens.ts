import { join } from 'node:path';
import { ApexDatetime } from '../../runtime/dates.ts';
import { deleteSystemRow, findSystemRow, insertSystemRow, systemRowBy, updateSystemRow } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { ConnectedApp } from './connectedApps.ts';
import { PrivateFile } from './privateFile.ts';
import { digestOf, randomSecret } from './secrets.ts';
import { asPlatform } from '../../monitoring/index.ts';

/** What a refresh token stands for. */
export interface Grant {
    /** OauthToken id. */
    readonly tokenId: string;
    readonly userId: string;
    readonly appName: string;
}

/**
 * Refresh tokens. The OauthToken rows are the authority: a row that is gone, by whatever way, is a revoked token. Their secrets are
 * kept apart from the rows, as digests, because users may query the rows.
 */
export class RefreshTokens {
    private readonly org: Org;
    private readonly file: PrivateFile<Record<string, string>>;
    /** OauthToken ids by the digest of the token. */
    private readonly digests: Record<string, string>;

    constructor(org: Org, stateDir: string) {
        this.org = org;
        this.file = new PrivateFile(join(stateDir, 'oauth-tokens.json'));
        this.digests = this.file.read({});
    }

    issue(app: ConnectedApp, user: RunningUser): string {
        const token = `5Aep861${randomSecret(80)}`;
        asPlatform(this.org, () => {
            const id = insertSystemRow(this.org.data, 'OauthToken', {
                UserId: user.id,
                AppName: app.name,
                DeleteToken: randomSecret(60),
                UseCount: 0
            });
            this.digests[digestOf(token)] = id;
            // The secret goes first: a row without secret would be a token that nobody can use and everybody sees.
            this.file.write(this.digests);
        });
        return token;
    }

    find(token: string): Grant | null {
        const id = this.digests[digestOf(token)];
        const row = id === undefined ? null : findSystemRow(this.org.data, 'OauthToken', id);
        return row && { tokenId: row.Id as string, userId: row.UserId as string, appName: row.AppName as string };
    }

    noteUse({ tokenId }: Grant): void {
        const row = findSystemRow(this.org.data, 'OauthToken', tokenId)!;
        asPlatform(this.org, () =>
            updateSystemRow(this.org.data, 'OauthToken', tokenId, {
                UseCount: ((row.UseCount as number | null) ?? 0) + 1,
                LastUsedDate: new ApexDatetime(this.org.clock.now())
            })
        );
    }

    /** @param token a refresh token, or the DeleteToken of its row @returns false when there is no such token */
    revoke(token: string): boolean {
        const id =
            this.find(token)?.tokenId ??
            (systemRowBy(this.org.data, 'OauthToken', 'DeleteToken', token)?.Id as string | undefined);
        if (id === undefined) return false;
        asPlatform(this.org, () => deleteSystemRow(this.org.data, 'OauthToken', id));
        return true;
    }
}
