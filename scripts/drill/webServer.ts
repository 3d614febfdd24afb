import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of a drill on a free port of a loopback address. */
export interface WebServer {
    readonly url: string;
    close(): Promise<void>;
}

/** @param answer what comes of the body of a request; a rejection is answered with 500 */
export async function startWebServer(address: string, answer: (body: string) => Promise<void>): Promise<WebServer> {
    const server = http.createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            answer(Buffer.concat(chunks).toString('utf8')).then(
                () => response.writeHead(204).end(),
                (fault: Error) => response.writeHead(500).end(fault.message)
            );
        });
    });
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, address, resolve);
    });
    return {
        url: `http://${address}:${(server.address() as AddressInfo).port}`,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            })
    };
}
