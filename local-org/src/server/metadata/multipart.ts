import { ApiFault } from '../http/apiFault.ts';

/** One part of a `multipart/form-data` body. */
export interface BodyPart {
    readonly name: string;
    readonly content: Buffer;
}

/** Takes a multipart body apart. @param body one character for each byte @throws ApiFault for a body that is cut off */
export function readMultipart(contentType: string, body: string): BodyPart[] {
    const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
    const boundary = quoted ?? plain;
    if (!/^multipart\/form-data/i.test(contentType) || boundary === undefined)
        throw malformed('The request is not multipart/form-data.');
    const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
    if (pieces.length < 2 || !pieces.at(-1)!.startsWith('--'))
        throw malformed('The multipart body ends before its last boundary.');
    return pieces.slice(1, -1).map((piece) => {
        const end = piece.indexOf('\r\n\r\n');
        const name = /name="([^"]*)"/i.exec(end < 0 ? '' : piece.slice(0, end))?.[1];
        if (name === undefined) throw malformed('A part of the multipart body has no name.');
        return { name, content: Buffer.from(piece.slice(end + 4), 'latin1') };
    });
}

function malformed(message: string): ApiFault {
    return new ApiFault(400, 'INVALID_MULTIPART_REQUEST', message);
}
