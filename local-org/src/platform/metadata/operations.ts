import { AsyncJobs, copyState } from '../../async/index.ts';
import { systemRowBy } from '../../data/systemRows.ts';
import { box } from '../../runtime/boxes.ts';
import { ApexList } from '../../runtime/collections.ts';
import type { EnumValue } from '../../runtime/enums.ts';
import { nullPointer, throwApex } from '../../runtime/exceptions.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import { Apex, Transactions, Work } from '../../runtime/services.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { platformSlot } from '../../semantics/slots.ts';
import type { PrimitiveName } from '../../semantics/types.ts';
import { platformOf } from '../../semantics/types.ts';
import type { PlatformRecord } from '../platformRecord.ts';
import { currentOrg } from '../settings.ts';
import { deploy, namedRecord } from './deployment.ts';
import { componentsOf, CustomMetadataComponent, CustomMetadataValue, DeployCallbackContext } from './values.ts';

/** Key prefix of deployments. */
const DEPLOYMENT = '0Af';

/**
 * The deployment and its callback are transactions of their own, some time after this one; a rollback of this one does not stop them,
 * as it is no DML.
 */
function enqueueDeployment(container: PlatformRecord | null, callback: object | null): string {
    const { services, isTest, user } = currentTransaction();
    if (isTest) return throwApex('System.AsyncException', 'Metadata cannot be deployed from within a test');
    if (container === null) nullPointer();
    const org = currentOrg();
    const id = org.store.ids.next(DEPLOYMENT);
    const components = copyState(componentsOf(container)).items as PlatformRecord[];
    const listener = copyState(callback);
    services.get(Work).schedule(services.get(AsyncJobs).latencies.queueableMs, () => {
        const run = services.get(Transactions);
        const options = { user, quiddity: 'METADATA_CALLBACK', isAsync: true } as const;
        const result = run.run(options, () => deploy(org, user, id, components));
        if (listener === null) return;
        const slot = platformSlot('Metadata.DeployCallback', 'handleResult', 2);
        run.run(options, () => services.get(Apex).callMethod(listener, slot, [result, new DeployCallbackContext(id)]));
    });
    return id;
}

function retrieve(type: EnumValue | null, fullNames: ApexList | null): ApexList {
    if (type === null || fullNames === null) nullPointer();
    if (type.name !== 'CustomMetadata') unsupported(`Metadata.Operations.retrieve of ${type.name}`);
    const found = (fullNames.items as string[]).map(retrieveRecord).filter((component) => component !== null);
    return new ApexList(platformOf('Metadata.Metadata'), found);
}

function retrieveRecord(fullName: string): PlatformRecord | null {
    const org = currentOrg();
    const { describe, developerName } = namedRecord(org, fullName);
    const row = systemRowBy(org, describe.name, 'DeveloperName', developerName);
    if (!row) return null;
    const component = new CustomMetadataComponent().set('fullName', fullName).set('label', row['MasterLabel']);
    const values = component.get('values') as ApexList;
    for (const field of describe.fields) {
        if (!field.custom) continue;
        const value = box(row[field.name], { kind: 'primitive', name: field.apexType as PrimitiveName });
        values.add(new CustomMetadataValue().set('field', field.name).set('value', value));
    }
    return component;
}

definePlatformType('Metadata.Operations', {
    statics: { 'enqueueDeployment/2': enqueueDeployment, 'retrieve/2': retrieve }
});
