import { nullPointer, throwApex } from '../exceptions.ts';
import type { StubProvider } from '../linkage/stubs.ts';
import { definePlatformType } from '../platform.ts';
import { Types } from '../services.ts';
import { currentTransaction } from '../transaction.ts';
import type { ApexTypeValue } from '../typeValue.ts';

/** System.Test.createStub */
definePlatformType('System.Test', {
    statics: {
        'createStub(Type,StubProvider)': (token: ApexTypeValue | null, provider: StubProvider | null) => {
            const { type } = token ?? nullPointer();
            if (type.kind !== 'class')
                return throwApex('System.TypeException', `Type cannot be stubbed: ${token!.name}`);
            return currentTransaction()
                .services.get(Types)
                .createStub(type.symbol, provider ?? nullPointer());
        }
    }
});
