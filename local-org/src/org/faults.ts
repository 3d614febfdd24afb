import type { Diagnostic } from '../syntax/position.ts';

/** Every error code of the local org, with what it means to the one who meets it. Codes are never given a second meaning. */
export const FAULT_CODES = {
    'LOC-001': 'A fault of the local org itself, never of the Apex that met it.',
    'LOC-002': 'The Apex, query or metadata uses something that the local org does not have.',
    'LOC-003': 'The project has errors and cannot be deployed.',
    'LOC-004': 'The org definition file is not valid.',
    'LOC-005': 'A file of the state folder is damaged.',
    'LOC-006': 'The state folder is in use by another process.',
    'LOC-007': 'The command line is not understood.',
    'LOC-008': 'The port is taken.',
    'LOC-009': 'No test matches.'
} as const;

export type FaultCode = keyof typeof FAULT_CODES;

/** Something outside the Apex code keeps the local org from doing what it was asked. */
export class OrgFault extends Error {
    readonly code: FaultCode;

    /** @param message without the code */
    constructor(code: FaultCode, message: string, options?: ErrorOptions) {
        super(`${code}: ${message}`, options);
        this.name = 'OrgFault';
        this.code = code;
    }
}

/** A deployment that was refused as a whole. */
export class ProjectRefused extends OrgFault {
    readonly diagnostics: readonly Diagnostic[];

    constructor(diagnostics: readonly Diagnostic[]) {
        const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
        super('LOC-003', [`the project has ${errors.length} error(s).`, ...errors.map(diagnosticLine)].join('\n'));
        this.diagnostics = diagnostics;
    }
}

/** `path:line:column: message` */
export function diagnosticLine(diagnostic: Diagnostic): string {
    return `${diagnostic.path}:${diagnostic.line}:${diagnostic.column}: ${diagnostic.message}`;
}
