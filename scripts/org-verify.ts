import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findLocalOrg } from './localOrg.ts';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { listLogins } from './org/logins.ts';
import { RESULTS, serviceAlias } from './org/settings.ts';
import { localTarget } from './org/verify/localOrg.ts';
import { printReport } from './org/verify/print.ts';
import { realTarget } from './org/verify/realOrg.ts';
import type { VerifyTarget } from './org/verify/target.ts';
import { passed, verifyOrg } from './org/verify/verify.ts';

const USAGE =
    'npm run org:verify -- --target-org ALIAS [--service-org ALIAS] [--colleague-org ALIAS] [--revoke-service-token], ' +
    'or --url URL --token TOKEN [--service-auth-url URL], or --local';

await entry(USAGE, async () => {
    const { values } = parseArgs({
        options: {
            local: { type: 'boolean', default: false },
            'target-org': { type: 'string' },
            'service-org': { type: 'string' },
            'colleague-org': { type: 'string' },
            url: { type: 'string' },
            token: { type: 'string' },
            'service-auth-url': { type: 'string' },
            'revoke-service-token': { type: 'boolean', default: false }
        }
    });
    if (values.local) {
        const org = await findLocalOrg(toConsole);
        try {
            return await verify(await localTarget(org));
        } finally {
            await org.close();
        }
    }
    const cli = new SalesforceCli(toTerminal);
    const target = await realTarget(cli, {
        targetOrg: values['target-org'],
        serviceOrg: values['service-org'] ?? (await createdServiceUser(cli, values['target-org'])),
        colleagueOrg: values['colleague-org'],
        url: values.url,
        token: values.token,
        serviceAuthUrl: values['service-auth-url'],
        mayRevoke: values['revoke-service-token']
    });
    return verify(target);
});

/** The login that org:create left beside that of the org, if there is one. */
async function createdServiceUser(cli: SalesforceCli, org: string | undefined): Promise<string | undefined> {
    if (org === undefined) return undefined;
    const logins = await listLogins(cli);
    return logins.find(({ alias }) => alias === serviceAlias(org))?.alias ?? undefined;
}

async function verify(target: VerifyTarget): Promise<number> {
    const report = await verifyOrg(target, toConsole);
    const file = path.join(RESULTS, 'verify-in-org.json');
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(file, JSON.stringify(report, null, 2) + '\n');
    console.log(`${printReport(report)}\nWritten to ${file}.`);
    return passed(report) ? 0 : 1;
}
