import { throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';

const MAX_SIZE = 1000;

/** System.QueueableDuplicateSignature */
export class DuplicateSignature {
    static readonly apexName = 'System.QueueableDuplicateSignature';
    readonly text: string;
    constructor(text: string) {
        this.text = text;
    }
    apexToString(): string {
        return this.text;
    }
}

/** System.QueueableDuplicateSignature.Builder */
class DuplicateSignatureBuilder {
    static readonly apexName = 'System.QueueableDuplicateSignature.Builder';
    private readonly parts: string[] = [];

    add(kind: string, value: unknown): this {
        const part = `${kind}:${String(value)}`;
        if (this.size + Buffer.byteLength(part) > MAX_SIZE) {
            throwApex('System.IllegalArgumentException', `The signature is longer than ${MAX_SIZE} bytes.`);
        }
        this.parts.push(part);
        return this;
    }

    get size(): number {
        return this.parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
    }

    build(): DuplicateSignature {
        return new DuplicateSignature(JSON.stringify(this.parts));
    }
}

definePlatformType('System.QueueableDuplicateSignature', {
    statics: { 'builder/0': () => new DuplicateSignatureBuilder() },
    methods: { 'toString/0': (signature: DuplicateSignature) => signature.text },
    isInstance: (value) => value instanceof DuplicateSignature
});

definePlatformType('System.QueueableDuplicateSignature.Builder', {
    constructors: { '()': () => new DuplicateSignatureBuilder() },
    methods: {
        'addId/1': (builder: DuplicateSignatureBuilder, id: string | null) => builder.add('id', id),
        'addInteger/1': (builder: DuplicateSignatureBuilder, value: number | null) => builder.add('integer', value),
        'addString/1': (builder: DuplicateSignatureBuilder, value: string | null) => builder.add('string', value),
        'build/0': (builder: DuplicateSignatureBuilder) => builder.build(),
        'getMaxSize/0': () => MAX_SIZE,
        'getSize/0': (builder: DuplicateSignatureBuilder) => builder.size,
        'getRemainingSize/0': (builder: DuplicateSignatureBuilder) => MAX_SIZE - builder.size
    },
    isInstance: (value) => value instanceof DuplicateSignatureBuilder
});
