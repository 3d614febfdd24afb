import { recordingFailure, rehearse } from '../../../anonymousApex.ts';
import { broken, held, judged, notApplicable } from '../finding.ts';
import { rows, type VerifyStep } from '../target.ts';

const UNCOMMITTED = /uncommitted work pending/i;
/** Failures that a callout meets only after it was allowed to begin. */
const ON_THE_WAY =
    /unknown ?host|timed out|connection refused|unable to (tunnel|resolve)|could not resolve|ssl|handshake/i;

/** Number 9: an event that is published immediately is no uncommitted work before a callout. */
export const publishBeforeCallout: VerifyStep = {
    id: 'publish-before-callout',
    async run({ responder, colleague }) {
        // The admin of the samples holds the vendor's credential; the responder need not.
        const caller = colleague ?? responder;
        const samples = await rows(caller, "SELECT Id FROM AI_Integration__mdt WHERE DeveloperName = 'Credit_Scoring'");
        if (samples.length === 0) return notApplicable('force-app/samples is not deployed in this org.');
        const seen = await rehearse<{ failure?: string; fromFallback?: boolean }>(
            caller,
            recordingFailure(
                `GatewayRequest request = new GatewayRequest('/v1/scores')
                     .add('monthlyIncome', 'Loan_Application__c.Monthly_Income__c', 4200)
                     .add('amount', 'Loan_Application__c.Requested_Amount__c', 15000);
                 GatewayContext context = new GatewayContext('Credit scoring', 'verify-in-org');
                 answer.put('fromFallback', Gateway.send('Credit_Scoring', request, context).fromFallback);`
            )
        );
        if (seen.fromFallback)
            return notApplicable('Credit scoring is cut off, so no callout was made; close its breaker first.');
        if (seen.failure === undefined) return held('The metered callout went out and was answered.');
        if (UNCOMMITTED.test(seen.failure)) return broken(seen.failure);
        if (ON_THE_WAY.test(seen.failure)) return held(`The metered callout was allowed to begin: ${seen.failure}`);
        return notApplicable(`The callout failed for another reason, which hides the answer: ${seen.failure}`);
    }
};

/** Number 10: publishing after setup DML is not mixed DML. Taken back in the same transaction. */
export const publishInSetupTransaction: VerifyStep = {
    id: 'publish-in-setup-transaction',
    async run({ responder }) {
        const seen = await rehearse<{ failure?: string; published?: boolean }>(
            responder,
            recordingFailure(
                `Set<Id> mine = new Set<Id>();
                 for (PermissionSetAssignment assignment : [SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = :UserInfo.getUserId() WITH SYSTEM_MODE]) {
                     mine.add(assignment.PermissionSetId);
                 }
                 PermissionSet spare = [SELECT Id FROM PermissionSet WHERE Name LIKE 'Firebreak_%' AND Id NOT IN :mine WITH SYSTEM_MODE LIMIT 1];
                 insert as system new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = spare.Id);
                 answer.put('published', EventBus.publish(new Breaker_Changed__e(Key__c = 'verify-in-org')).isSuccess());`
            )
        );
        return judged(
            seen.published === true,
            seen.failure ??
                `The event was ${seen.published ? 'accepted' : 'refused'} after setup DML in the same transaction.`
        );
    }
};
