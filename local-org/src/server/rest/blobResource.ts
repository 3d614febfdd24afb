import { findSystemRow } from '../../data/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { ApexBlob } from '../../runtime/blob.ts';
import { notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { runClientQuery } from './dataQuery.ts';
import { requesterOf } from './requester.ts';

/** Content of files, attachments and event log files. */
export class BlobResource {
    private readonly org: Org;
    private readonly monitoring: Monitoring;

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    /** `GET /sobjects/X/{id}/{blob field}` */
    get({ call, session, startedAt }: ApiCall): OrgResponse {
        const [object, id, name] = call.params;
        const describe = this.org.schema.object(object!);
        const field = describe?.field(name!);
        if (!describe || field?.type !== 'base64') throw notFound();
        const bytes = this.bytes(session, describe.name, id!, field.name);
        if (describe.name === 'ContentVersion')
            this.tell(session, call.request.remoteAddress, id!, 'API_DOWNLOAD', startedAt);
        return content(bytes, 'application/octetstream', {});
    }

    /** `GET /sfc/servlet.shepherd/version/download/{id}`: the button "Download" of a file. */
    download(session: Session, sourceIp: string, versionId: string): OrgResponse {
        const startedAt = this.org.clock.now();
        const bytes = this.bytes(session, 'ContentVersion', versionId, 'VersionData');
        this.tell(session, sourceIp, versionId, 'UI_DOWNLOAD', startedAt);
        const { PathOnClient } = findSystemRow(this.org.data, 'ContentVersion', versionId)!;
        const name = encodeURIComponent(String(PathOnClient ?? versionId));
        return content(bytes, 'application/octet-stream', {
            'content-disposition': `attachment; filename*=UTF-8''${name}`
        });
    }

    private bytes({ user }: Session, object: string, id: string, field: string): Buffer {
        if (!/^\w{15}(?:\w{3})?$/.test(id)) throw notFound();
        const text = `SELECT ${field} FROM ${object} WHERE Id = '${id}'`;
        const [record] = runClientQuery(this.org, user.id, text, false).records;
        const value = record?.values[record.describe.field(field)!.index];
        if (!(value instanceof ApexBlob)) throw notFound();
        return value.bytes;
    }

    /** @throws PolicyRefusal when the file must not leave */
    private tell(
        session: Session,
        sourceIp: string,
        versionId: string,
        action: 'API_DOWNLOAD' | 'UI_DOWNLOAD',
        startedAt: number
    ): void {
        this.monitoring.file(requesterOf(session, sourceIp), {
            action,
            version: findSystemRow(this.org.data, 'ContentVersion', versionId)!,
            elapsedMs: this.org.clock.now() - startedAt
        });
    }
}

function content(bytes: Buffer, type: string, headers: Readonly<Record<string, string>>): OrgResponse {
    return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store', ...headers }, body: bytes };
}
