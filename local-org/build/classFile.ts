/** The parts of a Java class file (JVM specification, chapter 4) that carry types. */
export interface ClassFile {
    readonly access: number;
    /** Internal name: `com/example/Outer$Inner`. */
    readonly name: string;
    readonly superName: string | null;
    readonly interfaces: readonly string[];
    /** Generic signature; null when the class is not generic and extends nothing generic. */
    readonly signature: string | null;
    readonly fields: readonly MemberInfo[];
    readonly methods: readonly MemberInfo[];
}

export interface MemberInfo {
    readonly access: number;
    readonly name: string;
    /** The generic signature where there is one, else the descriptor. */
    readonly signature: string;
}

export const access = {
    private: 0x0002,
    protected: 0x0004,
    static: 0x0008,
    final: 0x0010,
    bridge: 0x0040,
    interface: 0x0200,
    abstract: 0x0400,
    synthetic: 0x1000,
    enum: 0x4000
} as const;

const constantSizes: Readonly<Record<number, number>> = { 3: 4, 4: 4, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 17: 4, 18: 4 };

interface Attribute {
    readonly name: string;
    readonly at: number;
}

/** Reads a class file; throws when the bytes are not one. */
export function readClassFile(bytes: Uint8Array): ClassFile {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0) !== 0xcafebabe) {
        throw new Error('not a class file');
    }
    const decoder = new TextDecoder();
    let at = 8;
    const u1 = (): number => view.getUint8(at++);
    const u2 = (): number => {
        at += 2;
        return view.getUint16(at - 2);
    };
    const u4 = (): number => {
        at += 4;
        return view.getUint32(at - 4);
    };

    const constants: (string | number)[] = [];
    const constantCount = u2();
    for (let index = 1; index < constantCount; index++) {
        const tag = u1();
        if (tag === 1) {
            const length = u2();
            constants[index] = decoder.decode(bytes.subarray(at, at + length));
            at += length;
        } else if (tag === 5 || tag === 6) {
            // A long or double constant takes two places of the pool.
            at += 8;
            index++;
        } else if (tag === 7 || tag === 8 || tag === 16 || tag === 19 || tag === 20) {
            constants[index] = u2();
        } else {
            const size = constantSizes[tag];
            if (size === undefined) {
                throw new Error(`unknown constant pool tag ${tag}`);
            }
            at += size;
        }
    }
    const text = (index: number): string => constants[index] as string;
    const className = (index: number): string => text(constants[index] as number);

    const attributes = (): Attribute[] => {
        const found: Attribute[] = [];
        for (let count = u2(); count > 0; count--) {
            const name = text(u2());
            const length = u4();
            found.push({ name, at });
            at += length;
        }
        return found;
    };
    const signatureOf = (list: readonly Attribute[]): string | null => {
        const attribute = list.find((candidate) => candidate.name === 'Signature');
        return attribute === undefined ? null : text(view.getUint16(attribute.at));
    };
    const members = (): MemberInfo[] => {
        const found: MemberInfo[] = [];
        for (let count = u2(); count > 0; count--) {
            const memberAccess = u2();
            const name = text(u2());
            const descriptor = text(u2());
            const list = attributes();
            found.push({ access: memberAccess, name, signature: signatureOf(list) ?? descriptor });
        }
        return found;
    };

    const classAccess = u2();
    const name = className(u2());
    const superIndex = u2();
    const interfaces: string[] = [];
    for (let count = u2(); count > 0; count--) {
        interfaces.push(className(u2()));
    }
    const fields = members();
    const methods = members();
    return {
        access: classAccess,
        name,
        superName: superIndex === 0 ? null : className(superIndex),
        interfaces,
        signature: signatureOf(attributes()),
        fields,
        methods
    };
}
