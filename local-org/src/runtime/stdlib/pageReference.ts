import { platformOf, STRING } from '../../semantics/types.ts';
import { ApexList, ApexMap } from '../collections.ts';
import { definePlatformType } from '../platform.ts';
import type { SObject } from '../sobject.ts';
import { urlDecode, urlEncode } from './encoding.ts';

/** System.Cookie */
export class ApexCookie {
    static readonly apexName = 'System.Cookie';
    readonly name: string;
    readonly value: string | null;
    readonly path: string | null;
    /** seconds; -1 for the session */
    readonly maxAge: number;
    readonly secure: boolean;
    readonly sameSite: string | null;
    readonly httpOnly: boolean;

    constructor(
        name: string,
        value: string | null,
        path: string | null,
        maxAge: number,
        secure: boolean,
        sameSite: string | null = null,
        httpOnly = false
    ) {
        this.name = name;
        this.value = value;
        this.path = path;
        this.maxAge = maxAge;
        this.secure = secure;
        this.sameSite = sameSite;
        this.httpOnly = httpOnly;
    }
}

const newCookie = (...args: ConstructorParameters<typeof ApexCookie>): ApexCookie => new ApexCookie(...args);

definePlatformType('System.Cookie', {
    isInstance: (value) => value instanceof ApexCookie,
    constructors: { '/5': newCookie, '/6': newCookie, '/7': newCookie },
    methods: {
        'getDomain()': () => null,
        'getMaxAge()': (cookie: ApexCookie) => cookie.maxAge,
        'getName()': (cookie: ApexCookie) => cookie.name,
        'getPath()': (cookie: ApexCookie) => cookie.path,
        'getSameSite()': (cookie: ApexCookie) => cookie.sameSite,
        'getValue()': (cookie: ApexCookie) => cookie.value,
        'isSecure()': (cookie: ApexCookie) => cookie.secure,
        'isHttpOnly()': (cookie: ApexCookie) => cookie.httpOnly
    }
});

/** System.PageReference: an address whose parameters can be changed. */
export class ApexPageReference {
    static readonly apexName = 'System.PageReference';
    private readonly path: string;
    readonly parameters = new ApexMap(STRING, STRING);
    readonly headers = new ApexMap(STRING, STRING);
    readonly cookies = new ApexMap(STRING, platformOf('System.Cookie'));
    anchor: string | null;
    redirect = false;

    constructor(url: string) {
        const match = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url)!;
        this.path = match[1]!;
        this.anchor = match[3] ?? null;
        for (const pair of (match[2] ?? '').split('&').filter((part) => part !== '')) {
            const [name, value = ''] = pair.split(/=(.*)/s) as [string, string | undefined];
            this.parameters.put(urlDecode(name, 'UTF-8'), urlDecode(value, 'UTF-8'));
        }
    }

    get url(): string {
        const pairs = [...this.parameters].map(([name, value]) => `${encode(name)}=${encode(value)}`);
        return (
            this.path +
            (pairs.length > 0 ? `?${pairs.join('&')}` : '') +
            (this.anchor === null ? '' : `#${this.anchor}`)
        );
    }

    apexToString(): string {
        return `System.PageReference[${this.url}]`;
    }
}

function encode(text: unknown): string {
    return text === null ? '' : urlEncode(text as string, 'UTF-8');
}

definePlatformType('System.PageReference', {
    isInstance: (value) => value instanceof ApexPageReference,
    constructors: {
        '(String)': (url: string | null) => new ApexPageReference(url ?? ''),
        '(SObject)': (record: SObject) => new ApexPageReference(`/${record.id ?? ''}`)
    },
    methods: {
        'getAnchor()': (page: ApexPageReference) => page.anchor,
        'getCookies()': (page: ApexPageReference) => page.cookies,
        'getHeaders()': (page: ApexPageReference) => page.headers,
        'getParameters()': (page: ApexPageReference) => page.parameters,
        'getRedirect()': (page: ApexPageReference) => page.redirect,
        'getUrl()': (page: ApexPageReference) => page.url,
        'setAnchor(String)': (page: ApexPageReference, anchor: string | null) => {
            page.anchor = anchor;
            return page;
        },
        'setCookies(List<Cookie>)': (page: ApexPageReference, cookies: ApexList) => {
            for (const cookie of cookies.items as ApexCookie[]) page.cookies.put(cookie.name, cookie);
        },
        'setRedirect(Boolean)': (page: ApexPageReference, redirect: boolean | null) => {
            page.redirect = redirect === true;
            return page;
        }
    }
});
