import { expect, it } from 'vitest';
import { systemRows } from '../../src/data/index.ts';
import { Monitoring, THREAT_EVENTS } from '../../src/monitoring/index.ts';
import { liveOrg } from '../async/orgUnderTest.ts';

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

const RECORDER = `public class ThreatRecorder {
    public class Threat {
        @InvocableVariable
        public String identifier;
        @InvocableVariable
        public String source;
    }
    @InvocableMethod
    public static void record(List<Threat> threats) {
        for (Threat threat : threats) {
            insert new Account(Name = threat.source, AccountNumber = threat.identifier.substring(0, 8));
        }
    }
}`;

const flow = (event: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<Flow ${META}>
    <actionCalls>
        <name>Record</name><label>Record</label><locationX>0</locationX><locationY>0</locationY>
        <actionName>ThreatRecorder</actionName><actionType>apex</actionType>
        <flowTransactionModel>CurrentTransaction</flowTransactionModel>
        <inputParameters><name>identifier</name><value><elementReference>$Record.EventIdentifier</elementReference></value></inputParameters>
        <inputParameters><name>source</name><value><stringValue>${event}</stringValue></value></inputParameters>
    </actionCalls>
    <apiVersion>66.0</apiVersion><label>${event}</label><processType>AutoLaunchedFlow</processType>
    <start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>Record</targetReference></connector>
        <flowRunAsUser>DefaultWorkflowUser</flowRunAsUser><object>${event}</object><triggerType>PlatformEvent</triggerType></start>
    <status>Active</status>
</Flow>`;

it('given a flow on each threat event, when the threats are put in, then each flow runs with its event', () => {
    const live = liveOrg({
        'app/classes/ThreatRecorder.cls': RECORDER,
        ...Object.fromEntries(
            THREAT_EVENTS.map((event) => [`app/flows/On_${event}.flow-meta.xml`, flow(event)] as const)
        )
    });
    const monitoring = new Monitoring(live.org);
    const identifiers = THREAT_EVENTS.map((event) => monitoring.injectThreat(event, { SourceIp: '127.0.0.66' }));
    live.pass(200);
    expect(systemRows(live.org.data, 'Account').map(({ Name, AccountNumber }) => [Name, AccountNumber])).toEqual(
        THREAT_EVENTS.map((event, index) => [event, identifiers[index]!.slice(0, 8)])
    );
});
