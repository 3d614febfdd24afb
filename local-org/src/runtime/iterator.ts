import type { ApexType } from '../semantics/types.ts';
import { throwApex } from './exceptions.ts';

/** System.Iterator over a collection; has the method slots that project classes implementing Iterator have. */
export class ApexIterator {
    readonly elementType: ApexType;
    private readonly source: Iterator<unknown>;
    private ahead: IteratorResult<unknown> | null = null;

    constructor(source: Iterator<unknown>, elementType: ApexType) {
        this.source = source;
        this.elementType = elementType;
    }

    hasnext$0(): boolean {
        this.ahead ??= this.source.next();
        return this.ahead.done !== true;
    }

    next$0(): unknown {
        const result = this.ahead ?? this.source.next();
        this.ahead = null;
        if (result.done === true) throwApex('System.NoSuchElementException', 'Iterator has no more elements');
        return result.value;
    }
}
