import type { Connection } from 'jsforce';
import { runApex } from '../../../connection.ts';
import { apexText } from '../../../anonymousApex.ts';
import { broken, held, notApplicable } from '../finding.ts';
import { rows, waitFor, type VerifyStep } from '../target.ts';

const PATIENCE_MS = 120_000;

interface Mirror {
    readonly DeveloperName: string;
    readonly MasterLabel: string;
    readonly Mirrored_State__c: string | null;
    readonly Mirrored_Version__c: number | null;
    readonly Mirrored_At__c: string | null;
}

/** Number 11: a metadata deployment from a queueable of the responder goes through. The record is put back as it was. */
export const mirrorDeployment: VerifyStep = {
    id: 'mirror-deployment',
    async run({ responder }) {
        const [row] = await rows<{ Key__c: string }>(
            responder,
            'SELECT Key__c FROM Breaker_State__c ORDER BY Key__c LIMIT 1'
        );
        const before = row && (await mirrorOf(responder, row.Key__c));
        if (!before) return notApplicable('No breaker with a row and a policy was found.');
        const started = Date.now();
        await runApex(
            responder,
            `System.enqueueJob(new BreakerMirrorJob(new Set<String>{ ${apexText(before.DeveloperName)} }));`
        );
        const changed = await waitFor(PATIENCE_MS, async () => {
            const now = await mirrorOf(responder, before.DeveloperName);
            return now && now.Mirrored_At__c !== before.Mirrored_At__c ? now : null;
        });
        if (!changed) {
            const [{ Last_Error__c: error } = { Last_Error__c: null }] = await rows<{ Last_Error__c: string | null }>(
                responder,
                `SELECT Last_Error__c FROM Breaker_State__c WHERE Key__c = ${apexText(before.DeveloperName)}`
            );
            return broken(error ?? `The record had not changed after ${PATIENCE_MS / 1000} s.`);
        }
        const took = Date.now() - started;
        await runApex(responder, deploymentOf(before));
        const restored = await waitFor(PATIENCE_MS, async () =>
            (await mirrorOf(responder, before.DeveloperName))?.Mirrored_At__c === before.Mirrored_At__c ? true : null
        );
        return restored
            ? held(`The deployment went through ${took} ms after the job was enqueued.`)
            : broken(
                  `The deployment went through after ${took} ms, but the one that puts ${before.DeveloperName} back did not.`
              );
    }
};

async function mirrorOf(responder: Connection, key: string): Promise<Mirror | undefined> {
    const [mirror] = await rows<Mirror>(
        responder,
        `SELECT DeveloperName, MasterLabel, Mirrored_State__c, Mirrored_Version__c, Mirrored_At__c
         FROM Circuit_Breaker__mdt WHERE DeveloperName = ${apexText(key)}`
    );
    return mirror;
}

function deploymentOf(mirror: Mirror): string {
    const at = mirror.Mirrored_At__c;
    const values = {
        Mirrored_State__c: mirror.Mirrored_State__c === null ? 'null' : apexText(mirror.Mirrored_State__c),
        Mirrored_Version__c: String(mirror.Mirrored_Version__c),
        Mirrored_At__c: at === null ? 'null' : `Datetime.newInstance(${Date.parse(at)}L)`
    };
    return `Metadata.CustomMetadata record = new Metadata.CustomMetadata();
        record.fullName = BreakerMirror.TYPE_NAME + '.' + ${apexText(mirror.DeveloperName)};
        record.label = ${apexText(mirror.MasterLabel)};
        Map<String, Object> values = new Map<String, Object>{ ${Object.entries(values)
            .map(([field, value]) => `${apexText(field)} => ${value}`)
            .join(', ')} };
        for (String field : values.keySet()) {
            Metadata.CustomMetadataValue pair = new Metadata.CustomMetadataValue();
            pair.field = field;
            pair.value = values.get(field);
            record.values.add(pair);
        }
        Metadata.DeployContainer container = new Metadata.DeployContainer();
        container.addMetadata(record);
        Metadata.Operations.enqueueDeployment(container, null);`;
}
