import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';

/** A package that cannot be taken; the text goes to whoever sent it. */
export class BadPackage extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'BadPackage';
    }
}

/** Salesforce, "Metadata Limits": 39 MB packed, about 400 MB unpacked, 10,000 files. */
const MAX_PACKED = 39 * 1024 * 1024;
const MAX_UNPACKED = 400 * 1024 * 1024;
const MAX_FILES = 10_000;

/**
 * Files of a zip by path. What the zip says of itself is judged before anything is unpacked; unpacking ends where a file turns out larger
 * than that. @throws BadPackage
 */
export async function readPackageZip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
    if (bytes.length > MAX_PACKED)
        throw new BadPackage(`Maximum size of request reached. Maximum size of request is ${MAX_PACKED} bytes.`);
    try {
        const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
        const files = new Map<string, Buffer>();
        for (const entry of await entriesOf(zip)) files.set(entry.fileName, await contentOf(zip, entry));
        if (files.size === 0) throw new BadPackage('The package zip file is empty.');
        return files;
    } catch (error) {
        if (error instanceof BadPackage) throw error;
        // Whatever yauzl or zlib find is said by what came from outside.
        throw new BadPackage(`The package zip file is not readable: ${(error as Error).message}`);
    }
}

/** The files of the directory. yauzl refuses names that lead out of their folder. */
async function entriesOf(zip: ZipFile): Promise<Entry[]> {
    if (zip.entryCount > MAX_FILES)
        throw new BadPackage(`Number of files in the package exceeds the maximum of ${MAX_FILES}.`);
    const entries: Entry[] = [];
    let size = 0;
    for await (const entry of zip.eachEntry()) {
        if ((size += entry.uncompressedSize) > MAX_UNPACKED)
            throw new BadPackage('The unpacked package exceeds the maximum of 400 MB.');
        if (!entry.fileName.endsWith('/')) entries.push(entry);
    }
    return entries;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(content) !== entry.crc32) throw new BadPackage(`The package zip file is damaged: ${entry.fileName}`);
    return content;
}
