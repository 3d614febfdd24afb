import type { XmlElement } from '../../project/index.ts';
import { parseXml } from '../../project/index.ts';
import { escapeXml } from '../http/markup.ts';
import { xml } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const RECORDS = 'urn:sobject.partner.soap.sforce.com';
export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
export const APEX_NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

/** A SOAP message that the API refuses; `code` without a prefix: `INVALID_SESSION_ID`. */
export class SoapFault extends Error {
    readonly code: string;

    constructor(code: string, message: string) {
        super(message);
        this.name = 'SoapFault';
        this.code = code;
    }

    toResponse(): OrgResponse {
        const text = `${this.code}: ${this.message}`;
        const fault = `<soapenv:Fault><faultcode>sf:${this.code}</faultcode><faultstring>${escapeXml(text)}</faultstring></soapenv:Fault>`;
        return envelope(500, 'urn:fault.partner.soap.sforce.com', '', fault);
    }
}

/** The operation of a message: its element in the body, and the session id of its header. */
export interface SoapCall {
    readonly operation: SoapElement;
    readonly sessionId: string | null;
    readonly header: SoapElement | null;
}

/** An element whose children are found by local name: clients choose their prefixes. */
export class SoapElement {
    private readonly element: XmlElement;

    constructor(element: XmlElement) {
        this.element = element;
    }

    get name(): string {
        return localName(this.element.name);
    }

    get text(): string {
        return this.element.text.trim();
    }

    all(name: string): SoapElement[] {
        return this.element.children
            .filter((child) => localName(child.name).toLowerCase() === name.toLowerCase())
            .map((child) => new SoapElement(child));
    }

    one(name: string): SoapElement | null {
        return this.all(name)[0] ?? null;
    }

    textOf(name: string): string | null {
        return this.one(name)?.text ?? null;
    }

    /** Text with its line ends and blanks. */
    rawTextOf(name: string): string | null {
        return this.one(name)?.element.text ?? null;
    }

    flag(name: string): boolean {
        return this.textOf(name)?.toLowerCase() === 'true';
    }

    get children(): SoapElement[] {
        return this.element.children.map((child) => new SoapElement(child));
    }
}

/** @throws SoapFault UNKNOWN_EXCEPTION for what is no SOAP message */
export function readSoapCall(text: string): SoapCall {
    const { root } = parseXml('request', text);
    const envelopeElement = root && new SoapElement(root);
    const operation = envelopeElement?.one('Body')?.children[0];
    if (!envelopeElement || !operation) throw new SoapFault('UNKNOWN_EXCEPTION', 'The request is no SOAP message.');
    const header = envelopeElement.one('Header');
    return { operation, header, sessionId: header?.one('SessionHeader')?.textOf('sessionId') ?? null };
}

/** The answer to an operation: `<deployResponse><result>…`. A list becomes repeated elements. */
export function soapAnswer(namespace: string, operation: string, result: unknown, header = ''): OrgResponse {
    const results = Array.isArray(result) ? result.map((item) => tag('result', item)).join('') : tag('result', result);
    return envelope(200, namespace, header, `<${operation}Response>${results}</${operation}Response>`);
}

/** As `soapAnswer`, of a result that is markup already and may name the records' namespace `sf`. */
export function soapMarkup(namespace: string, operation: string, result: string): OrgResponse {
    return envelope(200, namespace, '', `<${operation}Response xmlns:sf="${RECORDS}">${result}</${operation}Response>`);
}

/** A value as an element: null is `xsi:nil`, members of objects are elements, lists repeat, undefined is left out. */
export function tag(name: string, value: unknown): string {
    if (value === undefined) return '';
    if (value === null) return `<${name} xsi:nil="true"/>`;
    if (Array.isArray(value)) return value.map((item) => tag(name, item)).join('');
    if (typeof value === 'object') {
        const members = Object.entries(value).map(([member, inner]) => tag(member, inner));
        return `<${name}>${members.join('')}</${name}>`;
    }
    return `<${name}>${escapeXml(String(value).replace(CONTROL, '\uFFFD'))}</${name}>`;
}

/** Characters that XML 1.0 has no way to write. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

function envelope(status: number, namespace: string, header: string, body: string): OrgResponse {
    const head = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns="${namespace}" xmlns:xsi="${XSI}"${namespace.startsWith('urn:') ? ` xmlns:sf="${namespace}"` : ''}>`;
    const headers = header === '' ? '' : `<soapenv:Header>${header}</soapenv:Header>`;
    return xml(status, `${head}${headers}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`);
}

function localName(name: string): string {
    return name.slice(name.indexOf(':') + 1);
}
