import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** For what has to know its address before it is served. */
export async function freePort(): Promise<number> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    return port;
}
