import type { EffectivePermissions } from '../../data/index.ts';
import type { Schema, SObjectDescribe } from '../../project/index.ts';
import type { JsonNode } from '../../runtime/json/jsonTree.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApiFault } from '../http/apiFault.ts';
import { readRecord } from '../rest/recordInput.ts';

/** A record of a tree, with the place of its parent. */
export interface TreeNode {
    readonly referenceId: string;
    readonly record: SObject;
    readonly depth: number;
    /** The field that refers to the parent; null for the records at the top. */
    readonly parent: { readonly node: TreeNode; readonly fieldIndex: number } | null;
}

export interface TreeReading {
    readonly schema: Schema;
    readonly permissions: EffectivePermissions;
    readonly source: string;
}

/** Allocations of the resource (REST API Developer Guide, "sObject Tree"). */
const MAX_RECORDS = 200;
const MAX_TYPES = 5;
const MAX_DEPTH = 5;

/** The records of a tree, parents before their children. @throws ApiFault */
export function readTree(root: SObjectDescribe, body: JsonNode, reading: TreeReading): TreeNode[] {
    const nodes: TreeNode[] = [];
    readLevel(root, memberOf(body, 'records'), null, reading, nodes);
    if (nodes.length === 0) throw bad('The request must have a list of records');
    if (nodes.length > MAX_RECORDS) throw bad(`The request has more than ${MAX_RECORDS} records`);
    if (new Set(nodes.map(({ record }) => record.describe)).size > MAX_TYPES)
        throw bad(`The request has records of more than ${MAX_TYPES} types`);
    const twice = nodes.find((node, at) => nodes.findIndex(({ referenceId }) => referenceId === node.referenceId) < at);
    if (twice) throw bad(`Duplicate ReferenceId provided in the request : ${twice.referenceId}`);
    return nodes.sort((a, b) => a.depth - b.depth);
}

function readLevel(
    describe: SObjectDescribe,
    records: JsonNode | undefined,
    above: { readonly node: TreeNode; readonly fieldIndex: number } | null,
    reading: TreeReading,
    nodes: TreeNode[]
): void {
    const depth = (above?.node.depth ?? 0) + 1;
    if (depth > MAX_DEPTH) throw bad(`The tree is deeper than ${MAX_DEPTH} levels`);
    if (records?.kind !== 'array') throw bad('records must be a list');
    for (const item of records.items) readNode(describe, item, depth, above, reading, nodes);
}

function readNode(
    describe: SObjectDescribe,
    item: JsonNode,
    depth: number,
    parent: TreeNode['parent'],
    reading: TreeReading,
    nodes: TreeNode[]
): void {
    if (item.kind !== 'object') throw bad('A record must be an object');
    const attributes = memberOf(item, 'attributes');
    const referenceId = textOf(memberOf(attributes, 'referenceId'));
    if (referenceId === null) throw bad('Include a reference ID for each record in the request.', 'INVALID_INPUT');
    const type = textOf(memberOf(attributes, 'type')) ?? describe.name;
    if (type.toLowerCase() !== describe.name.toLowerCase())
        throw bad(`Record type ${type} does not fit into a list of ${describe.name}`);
    const children = item.fields.flatMap((member) => {
        const relationship = memberOf(member.value, 'records') ? describe.childRelationship(member.name) : null;
        return relationship ? [{ member, relationship }] : [];
    });
    const own = item.fields.filter((member) => !children.some((child) => child.member === member));
    const input = { ...reading, operation: 'create' as const };
    const node: TreeNode = {
        referenceId,
        record: readRecord(describe, { ...item, fields: own }, input, null),
        depth,
        parent
    };
    nodes.push(node);
    for (const { member, relationship } of children) {
        const child = reading.schema.object(relationship.childObject)!;
        const fieldIndex = child.field(relationship.field)!.index;
        readLevel(child, memberOf(member.value, 'records'), { node, fieldIndex }, reading, nodes);
    }
}

function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
    return node?.kind === 'object' ? node.fields.find((field) => field.name === name)?.value : undefined;
}

function textOf(node: JsonNode | undefined): string | null {
    return node?.kind === 'string' ? node.text : null;
}

function bad(message: string, errorCode = 'INVALID_INPUT'): ApiFault {
    return new ApiFault(400, errorCode, message);
}
