import { randomUUID } from 'node:crypto';
import { throwApex } from '../exceptions.ts';
import { apexHashCode } from '../equality.ts';
import { definePlatformType } from '../platform.ts';
import { staticsWithoutNull } from './arguments.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** System.UUID */
export class ApexUuid {
    static readonly apexName = 'System.UUID';
    /** Lower case, with hyphens. */
    readonly text: string;

    private constructor(text: string) {
        this.text = text;
    }

    /** @throws System.IllegalArgumentException */
    static parse(text: string): ApexUuid {
        const lower = text.toLowerCase();
        return UUID.test(lower)
            ? new ApexUuid(lower)
            : throwApex('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
    }

    static random(): ApexUuid {
        return new ApexUuid(randomUUID());
    }

    apexToString(): string {
        return this.text;
    }

    apexJsonText(): string {
        return this.text;
    }

    apexEquals(other: unknown): boolean {
        return other instanceof ApexUuid && other.text === this.text;
    }

    apexHash(): string {
        return `uuid:${this.text}`;
    }
}

definePlatformType('System.UUID', {
    isInstance: (value) => value instanceof ApexUuid,
    methods: {
        'equals(Object)': (uuid: ApexUuid, other: unknown) => uuid.apexEquals(other),
        'hashCode()': (uuid: ApexUuid) => apexHashCode(uuid),
        'toString()': (uuid: ApexUuid) => uuid.text
    },
    statics: {
        'randomUUID()': () => ApexUuid.random(),
        ...staticsWithoutNull({ 'fromString(String)': (text: string) => ApexUuid.parse(text) })
    }
});
