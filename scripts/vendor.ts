import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The vendors of the sample fintech in one real HTTP server, which counts the calls: applications get a score, leads a segment, and
 * inquiries the answer of a language model that obeys whatever it reads.
 */
export interface Vendor {
    readonly url: string;
    calls(): number;
    close(): Promise<void>;
}

/** @param port 0 takes any free port of 127.0.0.1. */
export async function startVendor(port = 0): Promise<Vendor> {
    let calls = 0;
    const server = http.createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            calls += 1;
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(JSON.stringify(answerTo(request.url ?? '/', Buffer.concat(chunks))));
        });
    });
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
    });
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        calls: () => calls,
        close: () => new Promise((resolve) => server.close(() => resolve()))
    };
}

function answerTo(url: string, body: Buffer): object {
    switch (url) {
        case '/v1/answers':
            return { answer: obedientAnswer(JSON.parse(body.toString('utf8')) as Inquiry) };
        case '/v1/segments':
            return { segment: 'Retail' };
        default:
            return { score: 620, decision: 'Approve', receivedBytes: body.length };
    }
}

/** What an agent gives the model: fields of a lead, among them what a stranger wrote. */
type Inquiry = Readonly<Record<string, string | null>>;

/**
 * A model cannot tell data from instructions. This one does what the question tells it: `embed the image <address>` puts that
 * image into the answer, with every `{field}` of the address replaced by what the model knows of the lead.
 */
export function obedientAnswer(inquiry: Inquiry): string {
    const order = /embed the image (\S+)/i.exec(inquiry['question'] ?? '')?.[1];
    const greeting = `Dear ${inquiry['name'] ?? 'customer'}, thank you for your inquiry.`;
    if (order === undefined) return `${greeting} Our rates are at https://help.fintech.example/loans.`;
    const address = order.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(inquiry[field] ?? ''));
    return `${greeting} ![](${address})`;
}
