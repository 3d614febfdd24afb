import { ApexBlob } from '../blob.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { unsupported } from '../unsupported.ts';
import { staticsWithoutNull } from './arguments.ts';

const CHARSETS: Readonly<Record<string, BufferEncoding>> = {
    'UTF-8': 'utf8',
    UTF8: 'utf8',
    'ISO-8859-1': 'latin1',
    'US-ASCII': 'ascii',
    'UTF-16LE': 'utf16le'
};

definePlatformType('System.EncodingUtil', {
    statics: staticsWithoutNull({
        'base64Decode(String)': (text: string) => new ApexBlob(Buffer.from(text, 'base64')),
        'base64Encode(Blob)': (blob: ApexBlob) => blob.bytes.toString('base64'),
        'convertFromHex(String)': (text: string) => {
            const bad = text.search(/[^0-9a-fA-F]/);
            if (text.length % 2 !== 0) throwApex('System.InvalidParameterValueException', 'Odd number of characters.');
            if (bad >= 0)
                throwApex(
                    'System.InvalidParameterValueException',
                    `Illegal hexadecimal character ${text[bad]} at index ${bad}`
                );
            return new ApexBlob(Buffer.from(text, 'hex'));
        },
        'convertToHex(Blob)': (blob: ApexBlob) => blob.bytes.toString('hex'),
        'urlDecode(String,String)': urlDecode,
        'urlEncode(String,String)': urlEncode
    })
});

definePlatformType('System.Blob', {
    isInstance: (value) => value instanceof ApexBlob,
    methods: {
        'size()': (blob: ApexBlob) => blob.bytes.length,
        'toString()': (blob: ApexBlob) =>
            blob.text() ?? throwApex('System.StringException', 'BLOB is not a valid UTF-8 string')
    },
    statics: staticsWithoutNull({ 'valueOf(String)': (text: string) => ApexBlob.ofText(text) })
});

function charset(name: string): BufferEncoding {
    const known = CHARSETS[name.toUpperCase()];
    if (known) return known;
    return /^(?:UTF-16|UTF-16BE|Shift_JIS|EUC-|ISO-|windows-|Big5|GB|KOI8)/i.test(name)
        ? unsupported(`the character set ${name}`)
        : throwApex('System.InvalidParameterValueException', `Unsupported encoding: ${name}`);
}

/** java.net.URLEncoder: the media type application/x-www-form-urlencoded. */
export function urlEncode(text: string, encoding: string): string {
    let out = '';
    for (const byte of Buffer.from(text, charset(encoding))) {
        const char = String.fromCharCode(byte);
        if (/[A-Za-z0-9.*_-]/.test(char)) out += char;
        else out += char === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return out;
}

/** java.net.URLDecoder */
export function urlDecode(text: string, encoding: string): string {
    const name = charset(encoding);
    return text.replace(/\+/g, ' ').replace(/(?:%[^%]{0,2})+/g, (escapes) => {
        const bytes: number[] = [];
        let rest = '';
        for (let i = 0; i < escapes.length;) {
            if (escapes[i] !== '%') {
                rest = escapes.slice(i);
                break;
            }
            const hex = escapes.slice(i + 1, i + 3);
            if (hex.length < 2)
                throwApex('System.IllegalArgumentException', 'URLDecoder: Incomplete trailing escape (%) pattern');
            if (!/^[0-9a-fA-F]{2}$/.test(hex)) {
                throwApex(
                    'System.IllegalArgumentException',
                    `URLDecoder: Illegal hex characters in escape (%) pattern - For input string: "${hex}"`
                );
            }
            bytes.push(parseInt(hex, 16));
            i += 3;
        }
        return Buffer.from(bytes).toString(name) + rest;
    });
}
