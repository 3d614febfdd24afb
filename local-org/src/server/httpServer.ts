import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { BayeuxServer } from './cometd/bayeuxServer.ts';
import type { EngineBridge } from './engineBridge.ts';
import type { OrgRequest, OrgResponse } from './protocol.ts';

/** A request larger than this is refused unread (Salesforce, "API Request Limits": 6 MB for REST bodies). */
const MAX_BODY_BYTES = 6 * 1024 * 1024;
/** The upload of an ingest job (Bulk API 2.0 Developer Guide, "Limits": 150 MB). */
const MAX_UPLOAD_BYTES = 150 * 1024 * 1024;
/** Packages of the Metadata API: 39 MB, by SOAP in base64, and what is around them. */
const MAX_PACKAGE_BYTES = 56 * 1024 * 1024;
const PACKAGE_PATHS = ['/services/Soap/m/*', '/services/data/:version/metadata/deployRequest'];
const KEEP_ALIVE_MS = 15_000;

/** Answers a page or asset, or null when the path is none. `viewer` is null for assets that anyone signed in may load. */
export interface PageHost {
    handle(path: string, viewer: Viewer): OrgResponse | null;
    owns(path: string): boolean;
}

/** Who looks at a page: what the page shell needs to know. */
export interface Viewer {
    readonly userId: string;
    readonly name: string;
    readonly username: string;
    readonly customPermissions: readonly string[];
}

export interface HttpServer {
    readonly url: string;
    close(): Promise<void>;
}

/** Listens on 127.0.0.1 only. @throws Error LOC-008 when the port is taken */
export async function listen(engine: EngineBridge, pages: PageHost | null, port: number): Promise<HttpServer> {
    const app = fastify({
        bodyLimit: MAX_BODY_BYTES,
        forceCloseConnections: true,
        // Clients join an instance address with a trailing slash and a path: `//services/…`.
        routerOptions: { ignoreDuplicateSlashes: true },
        frameworkErrors: (_fault, _request, reply) => send(reply, NO_ADDRESS)
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
        done(null, (body as Buffer).toString('latin1'))
    );
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    app.setErrorHandler((fault: Error & { statusCode?: number }, _request, reply) => send(reply, refusalOf(fault)));
    const bayeux = new BayeuxServer(engine);
    app.addHook('preClose', (done) => {
        bayeux.close();
        done();
    });
    app.put(
        '/services/data/:version/jobs/ingest/:job/batches',
        { bodyLimit: MAX_UPLOAD_BYTES },
        async (request, reply) => send(reply, await engine.request(toOrgRequest(request)))
    );
    app.get('/events', (request, reply) => stream(engine, request, reply));
    for (const path of PACKAGE_PATHS)
        app.post(path, { bodyLimit: MAX_PACKAGE_BYTES }, async (request, reply) =>
            send(reply, await engine.request(toOrgRequest(request)))
        );
    app.all('/*', async (request, reply) => {
        const order = toOrgRequest(request);
        if (bayeux.owns(order.path)) return send(reply, await bayeux.handle(order, goneSignal(reply)));
        return send(reply, pages?.owns(order.path) ? await page(engine, pages, order) : await engine.request(order));
    });
    await bind(app, port);
    return {
        url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
        close: () => app.close()
    };
}

async function bind(app: FastifyInstance, port: number): Promise<void> {
    try {
        await app.listen({ host: '127.0.0.1', port });
    } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw fault;
        throw new Error(
            `LOC-008: port ${port} of 127.0.0.1 is taken. Stop what uses it, or choose another with PORT=…`,
            { cause: fault }
        );
    }
}

/** Aborted when the client hangs up before it has its answer. */
function goneSignal(reply: FastifyReply): AbortSignal {
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    return gone.signal;
}

async function page(engine: EngineBridge, pages: PageHost, order: OrgRequest): Promise<OrgResponse> {
    const viewer = await engine.request({ ...order, method: 'GET', path: '/local-org/viewer', search: '', body: '' });
    if (viewer.status !== 200)
        return { status: 302, headers: { location: `/login?startURL=${encodeURIComponent(order.path)}` }, body: '' };
    const answer = pages.handle(order.path, JSON.parse(viewer.body as string) as Viewer);
    return (
        answer ?? {
            status: 404,
            headers: { 'content-type': 'text/plain; charset=utf-8' },
            body: `There is no page ${order.path} in this org.`
        }
    );
}

/** Server-Sent Events: the local org's stand-in for the CometD connection behind lightning/empApi. */
function stream(engine: EngineBridge, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.hijack();
    return new Promise((resolve) => {
        const beat = setInterval(() => reply.raw.write(': alive\n\n'), KEEP_ALIVE_MS);
        const end = engine.subscribe(toOrgRequest(request), {
            accepted: () => {
                reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
                reply.raw.write(': subscribed\n\n');
            },
            refused: (refusal) => {
                clearInterval(beat);
                reply.raw.writeHead(refusal.status, refusal.headers);
                reply.raw.end(refusal.body);
                resolve();
            },
            ended: () => reply.raw.end(),
            push: (message) => reply.raw.write(`id: ${message.event.replayId}\ndata: ${JSON.stringify(message)}\n\n`)
        });
        reply.raw.on('close', () => {
            clearInterval(beat);
            end();
            resolve();
        });
    });
}

function toOrgRequest(request: FastifyRequest): OrgRequest {
    const [rawPath = '/', search = ''] = splitOnce(request.url, '?');
    return {
        method: request.method,
        path: decodePath(rawPath.replace(/\/{2,}/g, '/')),
        search,
        headers: Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [
                name,
                Array.isArray(value) ? value.join(', ') : (value ?? '')
            ])
        ),
        body: typeof request.body === 'string' ? request.body : '',
        remoteAddress: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    };
}

/** An escape that is not UTF-8 stays as it is: the org then knows no such resource. */
function decodePath(path: string): string {
    try {
        return decodeURIComponent(path);
    } catch (fault) {
        if (fault instanceof URIError) return path;
        throw fault;
    }
}

function splitOnce(text: string, separator: string): [string, string] {
    const at = text.indexOf(separator);
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function send(reply: FastifyReply, response: OrgResponse): FastifyReply {
    return reply
        .code(response.status)
        .headers({ 'x-content-type-options': 'nosniff', ...response.headers })
        .send(typeof response.body === 'string' ? response.body : Buffer.from(response.body));
}

function refusalOf(fault: Error & { statusCode?: number }): OrgResponse {
    const status = fault.statusCode ?? 500;
    const error = REFUSALS[status] ?? { errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' };
    return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify([error]) };
}

/** An address with escapes that are no UTF-8 is none of the org's. */
const NO_ADDRESS: OrgResponse = {
    status: 404,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }])
};

/** What is refused before the org hears of it, by HTTP status. */
const REFUSALS: Readonly<Record<number, { readonly errorCode: string; readonly message: string }>> = {
    413: {
        errorCode: 'REQUEST_LIMIT_EXCEEDED',
        message: 'The request body is larger than the resource allows.'
    },
    415: { errorCode: 'UNSUPPORTED_MEDIA_TYPE', message: 'The content type of the request is not a valid one.' }
};
