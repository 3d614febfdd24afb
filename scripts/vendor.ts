import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The scoring vendor of the sample fintech: a real HTTP server that answers every application with a score and counts the calls. */
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
            const size = Buffer.concat(chunks).length;
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(JSON.stringify({ score: 620, decision: 'Approve', receivedBytes: size }));
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
