/** Blob: bytes that do not change. */
export class ApexBlob {
    static readonly apexName = 'Blob';
    readonly bytes: Buffer;

    constructor(bytes: Buffer) {
        this.bytes = bytes;
    }

    /** The UTF-8 form of a String. */
    static ofText(text: string): ApexBlob {
        return new ApexBlob(Buffer.from(text, 'utf8'));
    }

    /** null when the bytes are not UTF-8. */
    text(): string | null {
        const text = this.bytes.toString('utf8');
        return text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(this.bytes) ? null : text;
    }

    /** What String.valueOf shows. */
    apexToString(): string {
        return `Blob[${this.bytes.length}]`;
    }
}
