import { createHash } from 'node:crypto';
import type { OrgData } from '../data/orgData.ts';
import type { FieldValues } from '../data/systemRows.ts';
import { findSystemRow, insertSystemRow, systemRows, updateSystemRow } from '../data/systemRows.ts';
import { ApexBlob } from '../runtime/blob.ts';

/** A version makes its file, or becomes the latest one of it; the file is linked to its owner and to where it was first published. */
export function afterVersionInserted(org: OrgData, id: string): void {
    const version = findSystemRow(org, 'ContentVersion', id)!;
    const existing = version.ContentDocumentId as string | null;
    const documentId = existing ?? newDocument(org, version);
    const earlier = systemRows(org, 'ContentVersion').filter(
        ({ Id, ContentDocumentId }) => ContentDocumentId === documentId && Id !== id
    );
    for (const { Id } of earlier) updateSystemRow(org, 'ContentVersion', Id as string, { IsLatest: false });
    const content = contentOf(version);
    updateSystemRow(org, 'ContentVersion', id, {
        ...content,
        ContentDocumentId: documentId,
        Checksum: createHash('md5').update(bytesOf(version)).digest('hex'),
        IsLatest: true,
        VersionNumber: String(earlier.length + 1)
    });
    updateSystemRow(org, 'ContentDocument', documentId, {
        ...content,
        Title: version.Title,
        LatestPublishedVersionId: id
    });
}

function newDocument(org: OrgData, version: FieldValues): string {
    const { OwnerId, CreatedById, Title, FirstPublishLocationId } = version;
    const documentId = insertSystemRow(org, 'ContentDocument', {
        Title,
        OwnerId,
        CreatedById,
        LastModifiedById: CreatedById,
        PublishStatus: 'P',
        SharingOption: 'A',
        SharingPrivacy: 'N'
    });
    for (const LinkedEntityId of new Set([OwnerId, FirstPublishLocationId ?? OwnerId])) {
        insertSystemRow(org, 'ContentDocumentLink', {
            ContentDocumentId: documentId,
            LinkedEntityId,
            ShareType: 'I',
            Visibility: 'AllUsers'
        });
    }
    return documentId;
}

function contentOf(version: FieldValues): FieldValues {
    const extension = /\.(\w{1,10})$/.exec(String(version.PathOnClient ?? ''))?.[1]?.toLowerCase() ?? null;
    return {
        ContentSize: bytesOf(version).length,
        FileExtension: extension,
        FileType: extension === null ? 'UNKNOWN' : (FILE_TYPES[extension] ?? extension.toUpperCase())
    };
}

/** Where the type of a file is not the extension in capitals. */
const FILE_TYPES: Readonly<Record<string, string>> = {
    doc: 'WORD',
    docx: 'WORD_X',
    htm: 'HTML',
    jpeg: 'JPG',
    md: 'UNKNOWN',
    ppt: 'POWER_POINT',
    pptx: 'POWER_POINT_X',
    txt: 'TEXT',
    xls: 'EXCEL',
    xlsx: 'EXCEL_X'
};

function bytesOf({ VersionData }: FieldValues): Buffer {
    return VersionData instanceof ApexBlob ? VersionData.bytes : Buffer.alloc(0);
}
