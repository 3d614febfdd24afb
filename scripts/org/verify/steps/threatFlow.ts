import { apexText } from '../../../anonymousApex.ts';
import { broken, held, notApplicable } from '../finding.ts';
import { rows, waitFor, type VerifyStep } from '../target.ts';

const PATIENCE_MS = 30_000;

/** Number 1: a flow on ApiAnomalyEvent fires and sees the event's fields. */
export const threatFlow: VerifyStep = {
    id: 'threat-flow',
    async run({ responder, makeThreatEvent }) {
        const [subscription] = await rows<{ Status: string }>(
            responder,
            "SELECT Status FROM EventBusSubscriber WHERE Topic = 'ApiAnomalyEvent'"
        );
        if (!subscription)
            return notApplicable(
                'Nothing subscribes to ApiAnomalyEvent; is force-app/shield deployed and the flow active?'
            );
        if (subscription.Status !== 'Running')
            return broken(`The subscription to ApiAnomalyEvent is ${subscription.Status}.`);
        const identifier = await makeThreatEvent?.();
        const which = identifier ? ` AND Source_Event_Id__c = ${apexText(identifier)}` : '';
        const signal = await waitFor(identifier ? PATIENCE_MS : 0, async () => {
            const [found] = await rows<{ User_Id__c: string | null; Source_Ip__c: string | null }>(
                responder,
                `SELECT User_Id__c, Source_Ip__c FROM Leak_Signal__c WHERE Source__c = 'ApiAnomalyFlow'${which}
                 ORDER BY CreatedDate DESC LIMIT 1`
            );
            return found ?? null;
        });
        if (!signal && !identifier)
            return notApplicable(
                'The flow is subscribed. Make a test event in Setup > Event Manager, then run this again.'
            );
        if (!signal) return broken('The event was made, but no signal of the flow arrived.');
        if (!signal.User_Id__c || !signal.Source_Ip__c)
            return broken('The flow fired, but saw no user or no address in the event.');
        return held(`The flow fired and saw user and address (${signal.Source_Ip__c}).`);
    }
};
