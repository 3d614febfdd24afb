import type { OrgData } from '../data/orgData.ts';
import { transactionData } from '../dml/index.ts';
import type { EventBus, SubscriberDefinition } from '../events/index.ts';
import { MAX_BATCH_SIZE, triggerSubscriber } from '../events/index.ts';
import type { FlowDefinition } from '../flow/index.ts';
import { FlowFault, runFlow } from '../flow/index.ts';
import { apexException } from '../runtime/exceptions.ts';
import { Switches } from '../platform/index.ts';
import type { Program } from '../runtime/linkage/program.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { OrgFault } from './faults.ts';
import { OrgFlowHost } from './flowHost.ts';
import type { CompiledProject } from './projectCompilation.ts';
import type { RunningUsers } from './runningUsers.ts';

export interface SubscriberParts {
    readonly bus: EventBus;
    readonly compiled: CompiledProject;
    readonly program: Program;
    readonly data: OrgData;
    readonly users: RunningUsers;
}

/** Connects the project's triggers and flows on platform events with the bus. @throws OrgFault LOC-003 for a configured user that is missing */
export function subscribeProject({ bus, compiled, program, data, users }: SubscriberParts): void {
    const { project, schema, checked, flows } = compiled;
    for (const trigger of checked.program.triggers) {
        const { name } = trigger.class.symbol;
        if (schema.object(trigger.object)?.kind !== 'platformEvent') continue;
        const config = project.eventSubscriberConfigs.find(
            ({ consumer }) => consumer.toLowerCase() === name.toLowerCase()
        );
        const user = config?.user ? configuredUser(users, config.user, config.path) : null;
        bus.subscribe(triggerSubscriber({ name, object: trigger.object, batchSize: config?.batchSize ?? null, user }));
    }
    const host = new OrgFlowHost(program, data);
    for (const flow of flows) {
        if (flow.start.trigger === 'PlatformEvent' && flow.start.object !== null)
            bus.subscribe(flowSubscriber(flow, flow.start.object, host));
    }
}

function configuredUser(users: RunningUsers, username: string, path: string): RunningUser {
    const user = users.named(username);
    if (!user) throw new OrgFault('LOC-003', `${path}: In field: user - no User named ${username} found`);
    return user;
}

/** All interviews of a batch share one transaction; a fault without a fault path takes back what they have done. */
function flowSubscriber(flow: FlowDefinition, object: string, host: OrgFlowHost): SubscriberDefinition {
    return {
        name: flow.name,
        kind: 'Flow',
        object,
        batchSize: MAX_BATCH_SIZE,
        user: null,
        run(records) {
            if (!currentTransaction().services.get(Switches).isFlowActive(flow.name)) return;
            const data = transactionData(currentTransaction());
            const start = data.checkpoint();
            try {
                runFlow(
                    flow,
                    records.map((record) => ({ record, inputs: new Map() })),
                    host
                );
            } catch (error) {
                if (!(error instanceof FlowFault)) throw error;
                data.restore(start);
                throw apexException('System.FlowException', error.message);
            }
        }
    };
}
