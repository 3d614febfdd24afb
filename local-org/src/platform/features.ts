import { nullPointer } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { currentOrg } from './settings.ts';

definePlatformType('System.FeatureManagement', {
    statics: {
        /** Custom permissions are granted by permission sets alone; a name that nobody has declared is granted to no one. */
        'checkPermission/1': (name: string | null) =>
            currentOrg()
                .permissionsOf(currentTransaction().user.id)
                .custom.has((name ?? nullPointer()).toLowerCase())
    }
});
