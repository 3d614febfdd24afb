import type { ApexException } from '../runtime/exceptions.ts';

/** Something that the bus has called and that failed; nobody waits for it. */
export class BusFailure extends Error {
    /** @param who e.g. `Trigger LeakSignal` */
    constructor(who: string, exception: ApexException) {
        super(`${who}: ${exception.typeName}: ${exceptionText(exception)}`, { cause: exception });
    }
}

export function exceptionText(exception: ApexException): string {
    return exception.apexMessage ?? 'Script-thrown exception';
}
