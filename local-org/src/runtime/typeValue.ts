import type { ApexType } from '../semantics/types.ts';
import { displayName } from '../semantics/types.ts';

/** System.Type: `Foo.class`, Type.forName(...). Equal by the type it stands for. */
export class ApexTypeValue {
    readonly type: ApexType;
    constructor(type: ApexType) {
        this.type = type;
    }

    /** `Foo`, `Outer.Inner`, `List<Account>` */
    get name(): string {
        return displayName(this.type);
    }

    apexEquals(other: unknown): boolean {
        return other instanceof ApexTypeValue && other.name === this.name;
    }

    apexHash(): string {
        return `type:${this.name}`;
    }
}
