import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runFlow } from '../../local-org/src/flow/index.ts';
import { OrgFlowHost } from '../../local-org/src/org/flowHost.ts';
import { createOrg, type Org } from '../../local-org/src/org/index.ts';
import { runAsAdmin } from '../bench/anonymous.ts';
import { PROJECT } from '../firebreakOrg.ts';

let org: Org;
beforeAll(() => {
    org = createOrg({ projectDir: PROJECT, stateDir: null });
});
afterAll(() => org.close());

const breakerIs = (state: string): unknown =>
    runAsAdmin(
        org,
        `update as system new Breaker_State__c(
             Id = [SELECT Id FROM Breaker_State__c WHERE Key__c = 'Credit_Scoring' WITH SYSTEM_MODE].Id,
             State__c = '${state}'
         );`
    );

/** Runs one interview as somebody who holds the permission sets of the sample. */
function interview(flowName: string, inputs: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
    const flow = org.compiled.flows.find(({ name }) => name === flowName)!;
    return org.execute(
        { user: org.users.named('ada.admin@firebreak.example')!, quiddity: 'ANONYMOUS', isAsync: false },
        () =>
            runFlow(
                flow,
                [{ record: null, inputs: new Map(Object.entries(inputs)) }],
                new OrgFlowHost(org.program, org.data)
            )[0]!
    );
}

/** @returns the id of a new application */
function application(): string {
    const { debugLog } = org.runAnonymous(
        org.admin,
        `Loan_Application__c opened = new Loan_Application__c(Monthly_Income__c = 3200, Requested_Amount__c = 15000);
         insert as system opened;
         System.debug('id=' + opened.Id);`
    );
    return /id=(\w+)/.exec(debugLog.join('\n'))![1]!;
}

describe('the sample flow with one action', () => {
    test('given a cut integration, when the flow runs, then it gives the declared default answer', () => {
        breakerIs('OPEN');

        const result = interview('Score_Loan_Application', { applicationId: application() });

        expect(result.get('answer')).toBe('{"decision":"ManualReview"}');
        expect(result.get('problem')).toBeNull();
    });
});

describe('the sample flow with a callout action of its own', () => {
    test('given a cut integration, when the flow runs, then a person decides and the vendor is not asked', () => {
        breakerIs('ISOLATED');

        const result = interview('Score_by_External_Service', { applicationId: application() });

        expect(result.get('decision')).toBe('ManualReview');
    });

    test('given a probe, when the flow asks for leave, then the fault path leaves the decision to a person', () => {
        breakerIs('HALF_OPEN');
        runAsAdmin(
            org,
            `update as system new Breaker_State__c(
                 Id = [SELECT Id FROM Breaker_State__c WHERE Key__c = 'Credit_Scoring' WITH SYSTEM_MODE].Id,
                 Probe_Remaining__c = 5
             );`
        );

        const result = interview('Score_by_External_Service', { applicationId: application() });

        expect(result.get('decision')).toBe('ManualReview');
        expect(result.get('problem')).toContain('FB-BRK-001');
    });

    test('given a closed breaker, when the flow has its permit, then it comes to its callout', () => {
        breakerIs('CLOSED');

        expect(() => interview('Score_by_External_Service', { applicationId: application() })).toThrow(
            'flow action of type externalService (element Ask_Vendor)'
        );
    });
});
