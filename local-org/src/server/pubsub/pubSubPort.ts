import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { EngineBridge } from '../engineBridge.ts';

export interface PubSubPort {
    /** `127.0.0.1:40000`, plain HTTP/2 */
    readonly address: string;
    close(): Promise<void>;
}

type Connect = (socket: Socket) => void;

/**
 * Listens for clients of the Pub/Sub API on 127.0.0.1. gRPC and Avro are loaded when the first client connects, so that an org
 * that nobody subscribes to starts no later for them. @throws Error LOC-008 when the port is taken
 */
export async function openPubSubPort(
    engine: EngineBridge,
    port: number,
    log: (line: string) => void
): Promise<PubSubPort> {
    const sockets = new Set<Socket>();
    let connect: Promise<Connect> | null = null;
    const server = createServer({ pauseOnConnect: true }, (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => socket.destroy());
        connect ??= load(engine, log);
        connect.then(
            (inject) => inject(socket),
            (fault: unknown) => {
                log(`LOC-001: the Pub/Sub API cannot be loaded: ${String(fault)}`);
                socket.destroy();
            }
        );
    });
    await bind(server, port);
    return {
        address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
        async close() {
            const closed = once(server, 'close');
            server.close();
            for (const socket of sockets) socket.destroy();
            await closed;
        }
    };
}

async function load(engine: EngineBridge, log: (line: string) => void): Promise<Connect> {
    const { createPubSubServer, injectorOf } = await import('./pubSubService.ts');
    const injector = injectorOf(createPubSubServer(engine, log));
    return (socket) => {
        injector.injectConnection(socket);
        socket.resume();
    };
}

async function bind(server: ReturnType<typeof createServer>, port: number): Promise<void> {
    server.listen({ host: '127.0.0.1', port });
    try {
        await once(server, 'listening');
    } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw fault;
        throw new Error(
            `LOC-008: port ${port} of 127.0.0.1 is taken. Stop what uses it, or choose another for the Pub/Sub API with --pubsub-port`,
            { cause: fault }
        );
    }
}
