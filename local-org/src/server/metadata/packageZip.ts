import { unzipSync } from 'fflate';

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

/** Files of a zip by path. Sizes are judged by what the zip says before anything is unpacked, and again by what came out. @throws BadPackage */
export function readPackageZip(bytes: Uint8Array): Map<string, Buffer> {
    if (bytes.length > MAX_PACKED)
        throw new BadPackage('Maximum size of request reached. Maximum size of request is 40894464 bytes.');
    let files = 0;
    let size = 0;
    const found = new Map<string, Buffer>();
    let unpacked: Record<string, Uint8Array>;
    try {
        unpacked = unzipSync(bytes, {
            filter: ({ name, originalSize }) => {
                if (++files > MAX_FILES)
                    throw new BadPackage(`Number of files in the package exceeds the maximum of ${MAX_FILES}.`);
                if ((size += originalSize) > MAX_UNPACKED)
                    throw new BadPackage('The unpacked package exceeds the maximum of 400 MB.');
                checkPath(name);
                return !name.endsWith('/');
            }
        });
    } catch (error) {
        if (error instanceof BadPackage) throw error;
        throw new BadPackage(`The package zip file is not readable: ${(error as Error).message}.`);
    }
    for (const [name, content] of Object.entries(unpacked)) found.set(name, Buffer.from(content));
    if (found.size === 0) throw new BadPackage('The package zip file is empty.');
    return found;
}

function checkPath(name: string): void {
    const isInside =
        !name.startsWith('/') && !name.includes('\\') && !/^[A-Za-z]:/.test(name) && !name.split('/').includes('..');
    if (!isInside || name.includes('\0')) throw new BadPackage(`The package has a file outside its folder: ${name}`);
}
