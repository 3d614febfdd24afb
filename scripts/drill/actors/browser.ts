import http from 'node:http';

/** An answer as a browser gets it. */
export interface Page {
    readonly status: number;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: string;
}

/** One browser: keeps its cookie, and says which site its requests come from. */
export class Browser {
    private readonly origin: string;
    private readonly userAgent: string;
    private cookie = '';

    constructor(url: string, userAgent: string) {
        this.origin = new URL(url).origin;
        this.userAgent = userAgent;
    }

    get(path: string): Promise<Page> {
        return this.request('GET', path, '');
    }

    submit(path: string, form: Readonly<Record<string, string>>): Promise<Page> {
        return this.request('POST', path, new URLSearchParams(form).toString());
    }

    private request(method: string, path: string, body: string): Promise<Page> {
        const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
        const headers = {
            origin: this.origin,
            'user-agent': this.userAgent,
            cookie: this.cookie,
            ...(body ? form : {})
        };
        return new Promise((resolve, reject) => {
            const request = http.request(new URL(path, this.origin), { method, headers }, (answer) => {
                const chunks: Buffer[] = [];
                answer.on('data', (chunk: Buffer) => chunks.push(chunk));
                answer.on('error', reject);
                answer.on('end', () => resolve(this.received(answer, Buffer.concat(chunks).toString('utf8'))));
            });
            request.on('error', reject);
            request.end(body);
        });
    }

    private received({ statusCode, headers }: http.IncomingMessage, body: string): Page {
        const set = headers['set-cookie']?.[0]?.split(';')[0];
        if (set) this.cookie = set;
        return { status: statusCode ?? 0, headers, body };
    }
}
