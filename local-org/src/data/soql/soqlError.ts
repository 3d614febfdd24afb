import type { Span } from '../../syntax/position.ts';

/** Error codes as REST answers carry them. */
export type SoqlErrorCode =
    | 'MALFORMED_QUERY'
    | 'INVALID_FIELD'
    | 'INVALID_TYPE'
    | 'INVALID_QUERY_FILTER_OPERATOR'
    | 'INVALID_QUERY_LOCATOR'
    | 'INSUFFICIENT_ACCESS';

/** A query that the platform refuses. Apex sees `apexType` with the message, a REST client the code with the message. */
export class SoqlError extends Error {
    readonly code: SoqlErrorCode;
    readonly apexType: string;
    /** The message without the excerpt of the query. */
    readonly reason: string;

    constructor(code: SoqlErrorCode, reason: string, excerpt = '', apexType = 'System.QueryException') {
        super(excerpt + reason);
        this.code = code;
        this.reason = reason;
        this.apexType = apexType;
    }
}

/** The platform shows the query around the fault with a caret below, then the row and column. */
export function excerptAt(text: string, span: Span): string {
    const line = text.split('\n')[span.line - 1] ?? text;
    const column = span.column;
    const from = Math.max(0, column - 1 - 40);
    return `\n${line.slice(from, column - 1 + 40)}\n${' '.repeat(column - 1 - from)}^\nERROR at Row:${span.line}:Column:${column}\n`;
}

const REFERENCE = 'Please reference your WSDL or the describe call for the appropriate names.';

export function unknownObject(text: string, span: Span, name: string): SoqlError {
    return new SoqlError(
        'INVALID_TYPE',
        `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${REFERENCE}`,
        excerptAt(text, span)
    );
}

export function unknownColumn(text: string, span: Span, name: string, entity: string): SoqlError {
    return new SoqlError('INVALID_FIELD', unknownColumnReason(name, entity), excerptAt(text, span));
}

export function unknownColumnReason(name: string, entity: string): string {
    return `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${REFERENCE}`;
}

export function unknownRelationship(
    text: string,
    span: Span,
    name: string,
    part: 'field path' | 'FROM part of query call'
): SoqlError {
    return new SoqlError(
        'INVALID_FIELD',
        `Didn't understand relationship '${name}' in ${part}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFERENCE}`,
        excerptAt(text, span)
    );
}

export function malformed(text: string, span: Span, reason: string): SoqlError {
    return new SoqlError('MALFORMED_QUERY', reason, excerptAt(text, span));
}
