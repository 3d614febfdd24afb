import {
    constants,
    createCipheriv,
    createDecipheriv,
    createHash,
    createHmac,
    createPrivateKey,
    createPublicKey,
    randomBytes,
    sign,
    timingSafeEqual,
    verify
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ApexBlob } from '../blob.ts';
import { throwApex } from '../exceptions.ts';
import { normalizeLong } from '../longs.ts';
import { definePlatformType } from '../platform.ts';
import { staticsWithoutNull } from './arguments.ts';

const DIGESTS: Readonly<Record<string, string>> = {
    MD5: 'md5',
    SHA1: 'sha1',
    'SHA-1': 'sha1',
    SHA256: 'sha256',
    'SHA-256': 'sha256',
    SHA384: 'sha384',
    'SHA-384': 'sha384',
    SHA512: 'sha512',
    'SHA-512': 'sha512',
    'SHA3-256': 'sha3-256',
    'SHA3-384': 'sha3-384',
    'SHA3-512': 'sha3-512'
};
const MACS: Readonly<Record<string, string>> = {
    HMACMD5: 'md5',
    HMACSHA1: 'sha1',
    HMACSHA256: 'sha256',
    HMACSHA384: 'sha384',
    HMACSHA512: 'sha512'
};
const SIGNATURES: Readonly<Record<string, { hash: string; key: 'rsa' | 'ec' }>> = {
    RSA: { hash: 'sha1', key: 'rsa' },
    'RSA-SHA1': { hash: 'sha1', key: 'rsa' },
    'RSA-SHA256': { hash: 'sha256', key: 'rsa' },
    'RSA-SHA384': { hash: 'sha384', key: 'rsa' },
    'RSA-SHA512': { hash: 'sha512', key: 'rsa' },
    'ECDSA-SHA256': { hash: 'sha256', key: 'ec' },
    'ECDSA-SHA384': { hash: 'sha384', key: 'ec' },
    'ECDSA-SHA512': { hash: 'sha512', key: 'ec' }
};
const KEY_BITS: Readonly<Record<string, number>> = { AES128: 128, AES192: 192, AES256: 256 };
const BLOCK = 16;

definePlatformType('System.Crypto', {
    statics: {
        'getRandomInteger()': () => randomBytes(4).readInt32BE(),
        'getRandomLong()': () => normalizeLong(randomBytes(8).readBigInt64BE()),
        ...staticsWithoutNull({
            'generateDigest(String,Blob)': (algorithm: string, input: ApexBlob) =>
                new ApexBlob(createHash(named(DIGESTS, algorithm)).update(input.bytes).digest()),
            'generateMac(String,Blob,Blob)': (algorithm: string, input: ApexBlob, key: ApexBlob) =>
                new ApexBlob(mac(algorithm, input, key)),
            'verifyHmac(String,Blob,Blob,Blob)': (
                algorithm: string,
                input: ApexBlob,
                key: ApexBlob,
                expected: ApexBlob
            ) => {
                const actual = mac(algorithm, input, key);
                return actual.length === expected.bytes.length && timingSafeEqual(actual, expected.bytes);
            },
            'generateAesKey(Integer)': (bits: number) => {
                if (bits !== 128 && bits !== 192 && bits !== 256)
                    invalid('Invalid key size. Must be 128, 192 or 256 bits.');
                return new ApexBlob(randomBytes(bits / 8));
            },
            'encrypt(String,Blob,Blob,Blob)': (algorithm: string, key: ApexBlob, iv: ApexBlob, text: ApexBlob) =>
                new ApexBlob(encrypt(algorithm, key, iv.bytes, text.bytes)),
            'decrypt(String,Blob,Blob,Blob)': (algorithm: string, key: ApexBlob, iv: ApexBlob, text: ApexBlob) =>
                new ApexBlob(decrypt(algorithm, key, iv.bytes, text.bytes)),
            'encryptWithManagedIV(String,Blob,Blob)': (algorithm: string, key: ApexBlob, text: ApexBlob) => {
                const iv = randomBytes(BLOCK);
                return new ApexBlob(Buffer.concat([iv, encrypt(algorithm, key, iv, text.bytes)]));
            },
            'decryptWithManagedIV(String,Blob,Blob)': (algorithm: string, key: ApexBlob, text: ApexBlob) => {
                if (text.bytes.length < 2 * BLOCK)
                    security('Input length must be multiple of 16 when decrypting with padded cipher');
                return new ApexBlob(decrypt(algorithm, key, text.bytes.subarray(0, BLOCK), text.bytes.subarray(BLOCK)));
            },
            'sign(String,Blob,Blob)': (algorithm: string, input: ApexBlob, privateKey: ApexBlob) => {
                const { hash, key } = named(SIGNATURES, algorithm);
                return new ApexBlob(
                    sign(
                        hash,
                        input.bytes,
                        signingKey(
                            readKey(() => privateKeyOf(privateKey)),
                            key
                        )
                    )
                );
            },
            'verify(String,Blob,Blob,Blob)': (
                algorithm: string,
                input: ApexBlob,
                signature: ApexBlob,
                publicKey: ApexBlob
            ) => {
                const { hash, key } = named(SIGNATURES, algorithm);
                const der = { key: publicKey.bytes, format: 'der', type: 'spki' } as const;
                return verify(
                    hash,
                    input.bytes,
                    signingKey(
                        readKey(() => createPublicKey(der)),
                        key
                    ),
                    signature.bytes
                );
            }
        })
    }
});

function named<T>(algorithms: Readonly<Record<string, T>>, name: string): T {
    return algorithms[name.toUpperCase()] ?? invalid(`Invalid algorithm name: ${name}`);
}

function invalid(message: string): never {
    return throwApex('System.InvalidParameterValueException', message);
}

function security(message: string): never {
    return throwApex('System.SecurityException', message);
}

function mac(algorithm: string, input: ApexBlob, key: ApexBlob): Buffer {
    return createHmac(named(MACS, algorithm), key.bytes).update(input.bytes).digest();
}

function cipherName(algorithm: string, key: ApexBlob, iv: Buffer): string {
    const bits = named(KEY_BITS, algorithm);
    if (key.bytes.length * 8 !== bits) invalid(`Invalid private key. Must be ${bits / 8} bytes.`);
    if (iv.length !== BLOCK) invalid('Invalid initialization vector. Must be 16 bytes.');
    return `aes-${bits}-cbc`;
}

function encrypt(algorithm: string, key: ApexBlob, iv: Buffer, text: Buffer): Buffer {
    const cipher = createCipheriv(cipherName(algorithm, key, iv), key.bytes, iv);
    return Buffer.concat([cipher.update(text), cipher.final()]);
}

function decrypt(algorithm: string, key: ApexBlob, iv: Buffer, text: Buffer): Buffer {
    const cipher = createDecipheriv(cipherName(algorithm, key, iv), key.bytes, iv);
    if (text.length % BLOCK !== 0) security('Input length must be multiple of 16 when decrypting with padded cipher');
    try {
        return Buffer.concat([cipher.update(text), cipher.final()]);
    } catch (error) {
        if (
            (error as NodeJS.ErrnoException).code !== 'ERR_OSSL_BAD_DECRYPT' &&
            (error as NodeJS.ErrnoException).code !== 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH'
        ) {
            throw error;
        }
        return security(
            'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.'
        );
    }
}

/** The platform takes private keys in PKCS #8. */
function privateKeyOf(key: ApexBlob): KeyObject {
    return createPrivateKey({ key: key.bytes, format: 'der', type: 'pkcs8' });
}

function readKey(read: () => KeyObject): KeyObject {
    try {
        return read();
    } catch (error) {
        // OpenSSL names every way in which bytes fail to be a key differently; all of them are the caller's bad key.
        if (error instanceof Error && 'code' in error) return invalid('Invalid key.');
        throw error;
    }
}

function signingKey(key: KeyObject, kind: 'rsa' | 'ec'): { key: KeyObject; padding?: number } {
    if (key.asymmetricKeyType !== kind) invalid('Invalid key.');
    return kind === 'rsa' ? { key, padding: constants.RSA_PKCS1_PADDING } : { key };
}
