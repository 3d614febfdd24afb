import { systemRowBy } from '../data/index.ts';
import type { FieldValues } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import type { TransactionSecurityPolicyDefinition } from '../project/model.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { implementsPlatformType } from '../runtime/instances.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { PolicyRefusal } from './policyRefusal.ts';

/** What the policies of an event came to. */
export interface PolicyDecision {
    /** PolicyId, PolicyOutcome and EvaluationTime of the stored event; empty when no policy looks at it. */
    readonly fields: FieldValues;
    /** Why the request must not go on; null when it may. */
    readonly refusal: PolicyRefusal | null;
}

const NO_DECISION: PolicyDecision = { fields: {}, refusal: null };
/** For all policies of one event together (Salesforce Security Guide, "Metering for Transaction Security Policies"). */
const BUDGET_MS = 3_000;
const BLOCKED =
    "This operation isn't allowed because of a security policy in your organization. Contact your administrator.";
const NO_EFFECTS = { dmlStatements: 0, dmlRows: 0, callouts: 0, emailInvocations: 0, publishImmediateDml: 0 };
const NO_JOBS = { queueableJobs: 0, futureCalls: 0 };
const CPU_LIMIT = 'CPU time limit';

/** Facts about past events can only notify; there is nothing left to block. */
const NOTIFY_ONLY =
    /^(?:ApiAnomaly|CredentialStuffing|GuestUserAnomaly|LoginAnomaly|ReportAnomaly|SessionHijacking|UniversalAnomaly)EventStore$/;

/** Asks the transaction security policies of the project. They fail closed: a condition that fails or takes too long blocks. */
export class TransactionSecurity {
    private readonly org: Org;
    private readonly policies: readonly TransactionSecurityPolicyDefinition[];
    private readonly bypassesMetering: boolean;

    constructor(org: Org) {
        this.org = org;
        const settings = org.project.settings.find(({ name }) => name === 'Event');
        const setting = (name: string): string | undefined =>
            settings?.xml.children.find((child) => child.name === name)?.text;
        this.bypassesMetering = setting('bypassMeteringBlock') === 'true';
        const active =
            setting('enableTransactionSecurityPolicies') === 'false'
                ? []
                : org.project.transactionSecurityPolicies.filter((policy) => policy.active);
        this.policies = active;
        const afterwards = active.find(({ eventName, block }) => block && eventName === 'PermissionSetEventStore');
        if (afterwards)
            unsupported(`the action block of ${afterwards.name}: policies hear of permissions that were changed`);
    }

    /** @param event record of the storage object, which is also the policies' event name @param user who caused the event */
    decide(event: SObject, user: RunningUser): PolicyDecision {
        const policies = this.policies.filter(({ eventName }) => eventName === event.describe.name);
        if (policies.length === 0) return NO_DECISION;
        if (this.org.data.permissionsOf(user.id).system.has('transactionsecurityexempt')) {
            return { fields: { PolicyOutcome: 'ExemptNoAction' }, refusal: null };
        }
        const startedAt = this.org.clock.now();
        let last: PolicyDecision = NO_DECISION;
        for (const policy of policies) {
            last = this.ask(policy, event, user, BUDGET_MS - (this.org.clock.now() - startedAt));
            if (last.refusal) break;
        }
        return { ...last, fields: { ...last.fields, EvaluationTime: this.org.clock.now() - startedAt } };
    }

    private ask(
        policy: TransactionSecurityPolicyDefinition,
        event: SObject,
        user: RunningUser,
        budgetMs: number
    ): PolicyDecision {
        const id = systemRowBy(this.org.data, 'TransactionSecurityPolicy', 'DeveloperName', policy.name)?.Id ?? null;
        const outcome = (PolicyOutcome: string, refusal: PolicyRefusal | null): PolicyDecision => ({
            fields: { PolicyId: PolicyOutcome === 'NoAction' ? null : id, PolicyOutcome },
            refusal: NOTIFY_ONLY.test(policy.eventName) ? null : refusal
        });
        const message = policy.blockMessage ?? BLOCKED;
        const tookTooLong = (): PolicyDecision =>
            this.bypassesMetering
                ? outcome('MeteringNoAction', null)
                : outcome('MeteringBlock', new PolicyRefusal('TXN_SECURITY_METERING_ERROR', message));
        if (budgetMs <= 0) return tookTooLong();
        try {
            if (!this.evaluate(policy, event, user, budgetMs)) return outcome('NoAction', null);
        } catch (error) {
            if (!(error instanceof ApexException)) throw error;
            if (error.message.includes(CPU_LIMIT)) return tookTooLong();
            return outcome('Error', new PolicyRefusal('TXN_SECURITY_APEX_ERROR', message));
        }
        // Where no page can ask for a second factor, as in the APIs, that action blocks as well.
        const blocks = (policy.block || policy.twoFactorAuthentication) && !NOTIFY_ONLY.test(policy.eventName);
        return blocks
            ? outcome('Block', new PolicyRefusal('TXN_SECURITY_NO_ACCESS', message))
            : outcome('Notified', null);
    }

    /** The condition runs as the user it judges, and may neither change data nor call out; jobs need the marker interface. */
    private evaluate(
        policy: TransactionSecurityPolicyDefinition,
        event: SObject,
        user: RunningUser,
        budgetMs: number
    ): boolean {
        if (policy.apexClass === null) return unsupported(`the condition-builder policy ${policy.name}`);
        const symbol = this.org.program.classNamed(policy.apexClass.toLowerCase());
        if (!symbol)
            throw new Error(
                `The policy ${policy.name} names the class ${policy.apexClass}, which the project does not have.`
            );
        const startsJobs = implementsPlatformType(symbol, 'TxnSecurity.AsyncCondition');
        const limits = { ...NO_EFFECTS, ...(startsJobs ? {} : NO_JOBS), cpuMillis: budgetMs };
        return this.org.execute({ user, quiddity: 'SYNCHRONOUS', isAsync: false, limits }, () => {
            const condition = this.org.program.newInstance({ kind: 'class', symbol }) as object;
            return this.org.program.callMethod(condition, 'evaluate$1', [event]) === true;
        });
    }
}
