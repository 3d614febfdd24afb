import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { currentTransaction } from '../transaction.ts';
import { staticsWithoutNull } from './arguments.ts';
import { OrgAddress } from './orgServices.ts';

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };
const URL_TEXT = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** System.Url: the parts of an address as java.net.URL takes them apart, nothing decoded. */
export class ApexUrl {
    static readonly apexName = 'System.Url';
    readonly protocol: string;
    /** user, host and port; empty without */
    readonly authority: string;
    readonly path: string;
    readonly query: string | null;
    readonly ref: string | null;

    /** @throws System.StringException for a text without protocol */
    constructor(spec: string) {
        const match = URL_TEXT.exec(spec.trim());
        if (!match) throwApex('System.StringException', `no protocol: ${spec}`);
        const [, protocol, authority, path, query, ref] = match as unknown as (string | undefined)[];
        this.protocol = protocol!.toLowerCase();
        this.authority = authority ?? '';
        this.path = path!;
        this.query = query ?? null;
        this.ref = ref ?? null;
        if (!(this.protocol in PORTS)) throwApex('System.StringException', `unknown protocol: ${this.protocol}`);
    }

    get userInfo(): string | null {
        const at = this.authority.lastIndexOf('@');
        return at < 0 ? null : this.authority.slice(0, at);
    }

    get host(): string {
        return this.authority.slice(this.authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
    }

    /** -1 without a port of its own */
    get port(): number {
        const port = /:(\d+)$/.exec(this.authority);
        return port ? Number(port[1]) : -1;
    }

    get file(): string {
        return this.path + (this.query === null ? '' : `?${this.query}`);
    }

    apexToString(): string {
        const authority = this.authority === '' ? '' : `//${this.authority}`;
        return `${this.protocol}:${authority}${this.file}${this.ref === null ? '' : `#${this.ref}`}`;
    }

    apexEquals(other: unknown): boolean {
        return other instanceof ApexUrl && sameFile(this, other) && this.ref === other.ref;
    }

    apexHash(): string {
        return `url:${this.apexToString().toLowerCase()}`;
    }
}

function defaultPort(url: ApexUrl): number {
    return PORTS[url.protocol] ?? -1;
}

function sameFile(a: ApexUrl, b: ApexUrl): boolean {
    const port = (url: ApexUrl): number => (url.port < 0 ? defaultPort(url) : url.port);
    return (
        a.protocol === b.protocol &&
        a.host.toLowerCase() === b.host.toLowerCase() &&
        port(a) === port(b) &&
        a.file === b.file
    );
}

function orgUrl(): ApexUrl {
    return new ApexUrl(currentTransaction().services.get(OrgAddress).domainUrl());
}

definePlatformType('System.Url', {
    isInstance: (value) => value instanceof ApexUrl,
    constructors: staticsWithoutNull({
        '(String)': (spec: string) => new ApexUrl(spec),
        '(Url,String)': (context: ApexUrl, spec: string) => new ApexUrl(new URL(spec, context.apexToString()).href),
        '(String,String,String)': (protocol: string, host: string, file: string) =>
            new ApexUrl(`${protocol}://${host}${file}`),
        '(String,String,Integer,String)': (protocol: string, host: string, port: number, file: string) =>
            new ApexUrl(`${protocol}://${host}${port < 0 ? '' : `:${port}`}${file}`)
    }),
    methods: {
        'getAuthority()': (url: ApexUrl) => url.authority,
        'getDefaultPort()': defaultPort,
        'getFile()': (url: ApexUrl) => url.file,
        'getHost()': (url: ApexUrl) => url.host,
        'getPath()': (url: ApexUrl) => url.path,
        'getPort()': (url: ApexUrl) => url.port,
        'getProtocol()': (url: ApexUrl) => url.protocol,
        'getQuery()': (url: ApexUrl) => url.query,
        'getRef()': (url: ApexUrl) => url.ref,
        'getUserInfo()': (url: ApexUrl) => url.userInfo,
        'sameFile(Url)': (url: ApexUrl, other: ApexUrl | null) => other !== null && sameFile(url, other),
        'toExternalForm()': (url: ApexUrl) => url.apexToString(),
        'toString()': (url: ApexUrl) => url.apexToString()
    },
    statics: {
        'getOrgDomainUrl()': orgUrl,
        'getSalesforceBaseUrl()': orgUrl,
        'getCurrentRequestUrl()': () => {
            const address = currentTransaction().services.get(OrgAddress).requestUrl();
            return address === null ? null : new ApexUrl(address);
        }
    }
});
