import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import '../../src/runtime/stdlib/index.ts';
import { ApexBlob } from '../../src/runtime/blob.ts';
import { findPlatformFunction } from '../../src/runtime/platform.ts';
import { evaluate, outputs } from './evaluate.ts';

function crypto(name: string, params: readonly string[], ...args: readonly unknown[]): unknown {
    return findPlatformFunction('System.Crypto', 'statics', name, params)!(...args);
}

const text = (value: string): ApexBlob => ApexBlob.ofText(value);
const hex = (value: string): ApexBlob => new ApexBlob(Buffer.from(value, 'hex'));
const hexOf = (blob: unknown): string => (blob as ApexBlob).bytes.toString('hex');

describe('digests', () => {
    const vectors: readonly (readonly [source: string, algorithm: string, input: string, digest: string])[] = [
        ['RFC 1321, A.5', 'MD5', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
        ['RFC 3174, 7.3', 'SHA1', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
        ['RFC 6234, 8.5', 'SHA-256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
        [
            'RFC 6234, 8.5',
            'SHA-512',
            'abc',
            'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f'
        ],
        ['FIPS 202 examples', 'SHA3-256', '', 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a']
    ];
    for (const [source, algorithm, input, digest] of vectors) {
        it(`given ${JSON.stringify(input)}, when its ${algorithm} is taken, then it is that of ${source}`, () => {
            expect(hexOf(crypto('generateDigest', ['String', 'Blob'], algorithm, text(input)))).toBe(digest);
        });
    }

    it('given an unknown algorithm, when a digest is taken, then an exception names it', () => {
        expect(() => crypto('generateDigest', ['String', 'Blob'], 'MD6', text(''))).toThrow('MD6');
    });
});

/** RFC 4231, test case 2; RFC 2202, test case 2 */
describe('message authentication codes', () => {
    const vectors = {
        hmacMD5: '750c783e6ab0b503eaa86e310a5db738',
        hmacSHA1: 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
        hmacSHA256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
        hmacSHA512:
            '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737'
    };
    for (const [algorithm, mac] of Object.entries(vectors)) {
        it(`given the RFC's key and data, when ${algorithm} is generated, then it is the RFC's, and verifies`, () => {
            const data = text('what do ya want for nothing?');
            const generated = crypto('generateMac', ['String', 'Blob', 'Blob'], algorithm, data, text('Jefe'));
            expect(hexOf(generated)).toBe(mac);
            expect(
                crypto('verifyHmac', ['String', 'Blob', 'Blob', 'Blob'], algorithm, data, text('Jefe'), generated)
            ).toBe(true);
            expect(
                crypto('verifyHmac', ['String', 'Blob', 'Blob', 'Blob'], algorithm, data, text('other'), generated)
            ).toBe(false);
        });
    }
});

describe('AES', () => {
    /** NIST SP 800-38A, F.2.1 (CBC-AES128), first block */
    const key = hex('2b7e151628aed2a6abf7158809cf4f3c');
    const iv = hex('000102030405060708090a0b0c0d0e0f');
    const plain = hex('6bc1bee22e409f96e93d7e117393172a');
    const params = ['String', 'Blob', 'Blob', 'Blob'];

    it('given the NIST example, when it is encrypted, then its first block is the published one and it decrypts', () => {
        const encrypted = crypto('encrypt', params, 'AES128', key, iv, plain);
        expect(hexOf(encrypted).slice(0, 32)).toBe('7649abac8119b246cee98e9b12e9197d');
        expect(hexOf(crypto('decrypt', params, 'AES128', key, iv, encrypted))).toBe(hexOf(plain));
    });

    it('given a managed initialisation vector, when a text is encrypted, then the vector leads and another key does not decrypt', () => {
        const encrypted = crypto('encryptWithManagedIV', ['String', 'Blob', 'Blob'], 'AES128', key, plain) as ApexBlob;
        expect(encrypted.bytes.length).toBe(48);
        expect(hexOf(crypto('decryptWithManagedIV', ['String', 'Blob', 'Blob'], 'AES128', key, encrypted))).toBe(
            hexOf(plain)
        );
        const tampered = new ApexBlob(Buffer.from(encrypted.bytes.map((byte, i) => (i === 31 ? byte ^ 1 : byte))));
        expect(() => crypto('decryptWithManagedIV', ['String', 'Blob', 'Blob'], 'AES128', key, tampered)).toThrow(
            'not properly padded'
        );
    });

    it('given keys and vectors of wrong size, when they are used, then they are refused', () => {
        expect(() => crypto('encrypt', params, 'AES256', key, iv, plain)).toThrow(
            'Invalid private key. Must be 32 bytes.'
        );
        expect(() => crypto('encrypt', params, 'AES128', key, hex('00'), plain)).toThrow(
            'Invalid initialization vector. Must be 16 bytes.'
        );
        expect(() => crypto('generateAesKey', ['Integer'], 100)).toThrow('Invalid key size');
    });
});

describe('signatures', () => {
    it('given an RSA key, when data is signed, then the public key verifies it and not other data', () => {
        const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const privateKey = new ApexBlob(pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
        const publicKey = new ApexBlob(pair.publicKey.export({ format: 'der', type: 'spki' }));
        const signature = crypto(
            'sign',
            ['String', 'Blob', 'Blob'],
            'RSA-SHA256',
            text('data'),
            privateKey
        ) as ApexBlob;
        expect(
            verify(
                'sha256',
                Buffer.from('data'),
                createPublicKey(pair.publicKey.export({ format: 'pem', type: 'spki' })),
                signature.bytes
            )
        ).toBe(true);
        const params = ['String', 'Blob', 'Blob', 'Blob'];
        expect(crypto('verify', params, 'RSA-SHA256', text('data'), signature, publicKey)).toBe(true);
        expect(crypto('verify', params, 'RSA-SHA256', text('Data'), signature, publicKey)).toBe(false);
        expect(() => crypto('sign', ['String', 'Blob', 'Blob'], 'RSA-SHA256', text('data'), text('no key'))).toThrow(
            'Invalid key.'
        );
    });
});

/** RFC 4648, section 10; java.net.URLEncoder */
describe('EncodingUtil and Blob', () => {
    it('given texts, when they are encoded and decoded, then base64, hex and URL forms are the standard ones', () => {
        const table = {
            "EncodingUtil.base64Encode(Blob.valueOf('foobar'))": 'Zm9vYmFy',
            "EncodingUtil.base64Encode(Blob.valueOf('fooba'))": 'Zm9vYmE=',
            "EncodingUtil.base64Decode('Zm8=').toString()": 'fo',
            "EncodingUtil.convertToHex(Blob.valueOf('foobar'))": '666f6f626172',
            "EncodingUtil.convertFromHex('666f6F').toString()": 'foo',
            "EncodingUtil.convertFromHex('6')": '! System.InvalidParameterValueException: Odd number of characters.',
            "EncodingUtil.urlEncode('a b&c=\\u00fc*~', 'UTF-8')": 'a+b%26c%3D%C3%BC*%7E',
            "EncodingUtil.urlDecode('a+b%26%C3%BC%zz', 'UTF-8')":
                '! System.IllegalArgumentException: URLDecoder: Illegal hex characters in escape (%) pattern - For input string: "zz"',
            "EncodingUtil.urlDecode('a+b%26%C3%BC', 'UTF-8')": 'a b&\u00fc',
            "Blob.valueOf('\\u00fc').size()": '2',
            "EncodingUtil.convertFromHex('ff').toString()":
                '! System.StringException: BLOB is not a valid UTF-8 string',
            'EncodingUtil.base64Encode(null)': '! System.NullPointerException: Argument cannot be null.'
        };
        expect(outputs(table)).toEqual(table);
    });

    it('given random values, when two are drawn, then they differ', () => {
        expect(
            evaluate([
                'Crypto.generateAesKey(256) == Crypto.generateAesKey(256)',
                'UUID.randomUUID() == UUID.randomUUID()'
            ])
        ).toEqual(['false', 'false']);
    });
});
