import type { CalloutAnswer, CalloutOrder } from './protocol.ts';

/** Does for Apex what it cannot do itself: waits for HTTP. Redirects are not followed, as on the platform. */
export async function performCallout(order: CalloutOrder): Promise<CalloutAnswer> {
    try {
        const response = await fetch(order.url, {
            method: order.method,
            headers: order.headers.map(([name, value]): [string, string] => [name, value]),
            body: order.body ? Buffer.from(order.body) : undefined,
            redirect: 'manual',
            signal: AbortSignal.timeout(order.timeoutMs)
        });
        return {
            ok: true,
            statusCode: response.status,
            status: response.statusText,
            headers: [...response.headers],
            body: new Uint8Array(await response.arrayBuffer())
        };
    } catch (fault) {
        return { ok: false, message: calloutMessage(order, fault as Error) };
    }
}

/** The platform's texts of System.CalloutException. */
function calloutMessage(order: CalloutOrder, fault: Error): string {
    if (fault.name === 'TimeoutError') return 'Read timed out';
    const cause = fault.cause as { code?: string; message?: string } | undefined;
    switch (cause?.code) {
        case 'ECONNREFUSED':
            return 'Connection refused (Connection refused)';
        case 'ENOTFOUND':
            return new URL(order.url).hostname;
        case 'ECONNRESET':
        case 'UND_ERR_SOCKET':
            return 'Unexpected end of file from server';
        default:
            return cause?.message ?? fault.message;
    }
}
