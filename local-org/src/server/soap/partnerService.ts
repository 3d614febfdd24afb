import { randomUUID } from 'node:crypto';
import { PolicyRefusal } from '../../monitoring/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import { SoqlError } from '../../data/index.ts';
import type { RowResult } from '../../dml/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { UnsupportedFeature } from '../../runtime/unsupported.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import type { QueryPage, RowRequest } from '../rest/queryCursors.ts';
import { QueryCursors } from '../rest/queryCursors.ts';
import { readRecord } from '../rest/recordInput.ts';
import { RecordWriter } from '../rest/recordJson.ts';
import { RecordWrites } from '../rest/recordWrites.ts';
import { requesterOf } from '../rest/requester.ts';
import type { SoapCall, SoapElement } from './envelope.ts';
import { readSoapCall, soapAnswer, soapMarkup, SoapFault, tag } from './envelope.ts';
import { partnerRecords } from './partnerRecords.ts';

const PARTNER_NAMESPACE = 'urn:partner.soap.sforce.com';
const DEFAULT_BATCH = 500;
/** Records of one create or update call. */
const MAX_RECORDS = 200;

/** What one message of a client is answered with. */
interface PartnerCall {
    readonly soap: SoapCall;
    readonly session: Session;
    readonly version: string;
    readonly request: RowRequest;
}

/** `/services/Soap/u/{version}`: queries and changes of records by the Partner API. `login` is answered before it gets here. */
export class PartnerService {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly cursors: QueryCursors;
    private readonly writes: RecordWrites;
    private readonly find: (token: string) => Session | null;
    private readonly end: (session: Session) => void;

    constructor(
        org: Org,
        monitoring: Monitoring,
        sessions: { find(token: string): Session | null; end(session: Session): void }
    ) {
        this.org = org;
        this.monitoring = monitoring;
        this.cursors = new QueryCursors(org, monitoring);
        this.writes = new RecordWrites(org);
        this.find = (token) => sessions.find(token);
        this.end = (session) => sessions.end(session);
    }

    call(call: Call): OrgResponse {
        const startedAt = this.org.clock.now();
        try {
            const soap = readSoapCall(call.request.body);
            const session = this.find(soap.sessionId ?? '');
            if (!session)
                throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
            return this.noted(call, {
                soap,
                session,
                version: call.params[0]!,
                request: this.request(call, session, soap, startedAt)
            });
        } catch (fault) {
            return soapFault(fault).toResponse();
        }
    }

    private request(call: Call, session: Session, soap: SoapCall, startedAt: number): RowRequest {
        return {
            startedAt,
            facts: {
                requester: requesterOf(session, call.request.remoteAddress),
                apiType: 'SOAP Partner',
                apiVersion: call.params[0]!,
                client: soap.header?.one('CallOptions')?.textOf('client') ?? null,
                userAgent: call.header('user-agent'),
                additionalInfo: '{}'
            }
        };
    }

    /** Answers, and leaves the evidence of the request for the event log files. */
    private noted(call: Call, partner: PartnerCall): OrgResponse {
        const { facts, startedAt } = partner.request;
        const answered = this.answerOrFault(partner);
        this.monitoring.noteRequest({
            type: 'API',
            at: startedAt,
            requester: facts.requester,
            requestId: randomUUID(),
            method: partner.soap.operation.name,
            path: call.request.path,
            status: answered.status,
            elapsedMs: this.org.clock.now() - startedAt,
            rows: null,
            entity: null,
            apiVersion: facts.apiVersion,
            client: facts.client,
            userAgent: facts.userAgent,
            appName: partner.session.app?.name ?? null
        });
        return answered;
    }

    private answerOrFault(partner: PartnerCall): OrgResponse {
        try {
            return this.answer(partner);
        } catch (fault) {
            return soapFault(fault).toResponse();
        }
    }

    private answer(partner: PartnerCall): OrgResponse {
        const { soap, session, request } = partner;
        const { operation } = soap;
        if (!this.org.data.permissionsOf(session.user.id).system.has('apienabled'))
            throw new SoapFault('API_DISABLED_FOR_ORG', 'API is disabled for this User');
        switch (operation.name) {
            case 'query':
            case 'queryAll': {
                const kind = operation.name === 'query' ? 'Query' : 'QueryAll';
                const text = operation.rawTextOf('queryString') ?? '';
                const size = Number(soap.header?.one('QueryOptions')?.textOf('batchSize') ?? DEFAULT_BATCH);
                return this.page(partner, this.cursors.open(request, kind, text, size));
            }
            case 'queryMore':
                return this.page(partner, this.cursors.more(request, operation.textOf('queryLocator') ?? ''));
            case 'create':
                return this.write(partner, 'insert');
            case 'update':
                return this.write(partner, 'update');
            case 'logout':
                this.end(session);
                return soapAnswer(PARTNER_NAMESPACE, 'logout', undefined);
            default:
                throw new SoapFault(
                    'UNKNOWN_EXCEPTION',
                    `LOC-002: The local org does not support ${operation.name} of the Partner API.`
                );
        }
    }

    private page({ soap, version }: PartnerCall, { outcome, records, locator }: QueryPage): OrgResponse {
        const writer = new RecordWriter(outcome.query, version, outcome.shape === 'aggregate');
        const rows = partnerRecords(
            this.org.schema,
            records.map((record) => writer.write(record))
        );
        const body = `<result xsi:type="QueryResult">${tag('done', locator === null)}${tag('queryLocator', locator)}${rows}${tag('size', outcome.size)}</result>`;
        return soapMarkup(PARTNER_NAMESPACE, soap.operation.name, body);
    }

    private write({ soap, session }: PartnerCall, operation: 'insert' | 'update'): OrgResponse {
        const elements = soap.operation.all('sObjects');
        if (elements.length > MAX_RECORDS)
            throw new SoapFault(
                'EXCEEDED_ID_LIMIT',
                `record limit reached. cannot submit more than ${MAX_RECORDS} records in this call`
            );
        const allOrNone = soap.header?.one('AllOrNoneHeader')?.flag('allOrNone') ?? false;
        const records = elements.map((element) => this.record(element, session, operation));
        const results = this.writes.write(session.user, operation, records, { allOrNone });
        return soapAnswer(PARTNER_NAMESPACE, soap.operation.name, results.map(saveResult));
    }

    private record(element: SoapElement, session: Session, operation: 'insert' | 'update'): SObject {
        const describe = this.org.schema.object(element.textOf('type') ?? '');
        if (!describe)
            throw new SoapFault('INVALID_TYPE', `sObject type '${element.textOf('type') ?? ''}' is not supported.`);
        const values: Record<string, unknown> = {};
        for (const child of element.children) {
            if (child.name === 'type' || child.name === 'fieldsToNull') continue;
            values[child.name] = jsonScalar(describe.field(child.name)?.type, element.rawTextOf(child.name) ?? '');
        }
        for (const cleared of element.all('fieldsToNull')) values[cleared.text] = null;
        const source = JSON.stringify(values);
        const permissions = this.org.data.permissionsOf(session.user.id);
        const reading = {
            schema: this.org.schema,
            permissions,
            operation: operation === 'insert' ? ('create' as const) : ('update' as const),
            source
        };
        return readRecord(describe, parseJson(source), reading, null);
    }
}

/** The text of an element as JSON has it for a field of that type. */
function jsonScalar(type: string | undefined, text: string): unknown {
    switch (type) {
        case 'boolean':
            return text.trim() === 'true' || text.trim() === '1';
        case 'int':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            // What is no number is refused as such when it is read.
            return text.trim() === '' ? null : Number.isNaN(Number(text)) ? text : Number(text);
        default:
            return text === '' ? null : text;
    }
}

function saveResult({ id, errors }: RowResult): object {
    return {
        ...(errors.length === 0
            ? {}
            : { errors: errors.map(({ fields, message, statusCode }) => ({ fields, message, statusCode })) }),
        id: errors.length === 0 ? id : null,
        success: errors.length === 0
    };
}

function soapFault(fault: unknown): SoapFault {
    if (fault instanceof SoapFault) return fault;
    if (fault instanceof ApiFault) return new SoapFault(fault.errors[0]!.errorCode, fault.message);
    if (fault instanceof PolicyRefusal || fault instanceof SoqlError)
        return new SoapFault(fault.code, fault.message.trim());
    if (fault instanceof ApexException) return new SoapFault('INVALID_TYPE_ON_FIELD_IN_RECORD', fault.message);
    if (fault instanceof UnsupportedFeature)
        return new SoapFault('UNKNOWN_EXCEPTION', `${fault.code}: ${fault.message}`);
    throw fault;
}
