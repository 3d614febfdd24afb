import { writeFileSync } from 'node:fs';
import { OrgFault } from '../org/faults.ts';

/** Writes a file that an option asks for. @throws OrgFault LOC-007 when it cannot be written */
export function writeOutput(path: string, text: string): void {
    try {
        writeFileSync(path, text);
    } catch (error) {
        throw new OrgFault('LOC-007', `${path} cannot be written: ${(error as Error).message}`, { cause: error });
    }
}
