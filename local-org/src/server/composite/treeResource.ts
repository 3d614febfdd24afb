import type { RowError } from '../../dml/index.ts';
import type { Org } from '../../org/index.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import type { RecordWrites } from '../rest/recordWrites.ts';
import type { TreeNode } from './recordTree.ts';
import { readTree } from './recordTree.ts';

/** `/composite/tree/X`: records with their children, all of them or none. */
export class TreeResource {
    private readonly org: Org;
    private readonly writes: RecordWrites;

    constructor(org: Org, writes: RecordWrites) {
        this.org = org;
        this.writes = writes;
    }

    post(api: ApiCall): OrgResponse {
        const source = api.call.request.body;
        const { user } = api.session;
        const nodes = readTree(this.writes.describe(api.call.params[0]!), parseJson(source), {
            schema: this.org.schema,
            permissions: this.org.data.permissionsOf(user.id),
            source
        });
        for (const describe of new Set(nodes.map(({ record }) => record.describe)))
            this.writes.checkObject(user, 'insert', describe);
        const failures = new Map<TreeNode, readonly RowError[]>();
        this.writes.together(user, () => {
            for (const group of groupsOf(nodes)) {
                this.insert(api, group, failures);
                if (failures.size > 0) return false;
            }
            return true;
        });
        return failures.size > 0 ? refusal(failures) : created(nodes);
    }

    private insert(api: ApiCall, group: readonly TreeNode[], failures: Map<TreeNode, readonly RowError[]>): void {
        const results = this.writes.write(api.session.user, 'insert', group.map(withParent), { allOrNone: false });
        group.forEach((node, position) => {
            const { errors } = results[position]!;
            if (errors.length > 0) failures.set(node, errors);
        });
    }
}

/** Records that are saved together: of one level and one object. */
function groupsOf(nodes: readonly TreeNode[]): TreeNode[][] {
    const groups = new Map<string, TreeNode[]>();
    for (const node of nodes) {
        const key = `${node.depth} ${node.record.describe.name}`;
        groups.set(key, [...(groups.get(key) ?? []), node]);
    }
    return [...groups.values()];
}

function withParent({ record, parent }: TreeNode): SObject {
    if (parent) record.values[parent.fieldIndex] = parent.node.record.id;
    return record;
}

function created(nodes: readonly TreeNode[]): OrgResponse {
    const results = nodes.map(({ referenceId, record }) => ({ referenceId, id: record.id }));
    return json(201, { hasErrors: false, results });
}

/** Only the records that are to blame are told. */
function refusal(failures: ReadonlyMap<TreeNode, readonly RowError[]>): OrgResponse {
    const results = [...failures].map(([{ referenceId }, errors]) => ({
        referenceId,
        errors: errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }))
    }));
    return json(400, { hasErrors: true, results });
}
