import { startWebServer } from './webServer.ts';

/** The attacker's web server: whatever asks it for an image has brought it what stands in the address. */
export interface Collector {
    readonly url: string;
    /** How many requests it got. */
    received(): number;
    close(): Promise<void>;
}

export async function startCollector(address: string): Promise<Collector> {
    let received = 0;
    const server = await startWebServer(address, async () => {
        received += 1;
    });
    return { ...server, received: () => received };
}

/** Shows an answer as a page or a mail program does: by fetching every image in it. */
export async function showAnswer(markdown: string): Promise<void> {
    for (const [, address] of markdown.matchAll(/!\[[^\]]*\]\((https?:[^)\s]+)\)/g)) {
        // An image that does not load leaves a gap; the text is shown all the same.
        await fetch(address!).catch((fault: unknown) => {
            if (!(fault instanceof TypeError)) throw fault;
        });
    }
}
