import { systemRowBy } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { box } from '../../runtime/boxes.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { serialize } from '../../runtime/json/serialize.ts';
import { ApexRestResponse, enterRest } from '../../runtime/stdlib/rest.ts';
import type { ClassSymbol, MethodSymbol } from '../../semantics/symbols.ts';
import { ApiFault, methodNotAllowed, notFound } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { restArguments, restMembers } from './restArguments.ts';
import { resourcePathOf, restAnswer, restRequestOf } from './restExchange.ts';
import type { RestMapping } from './restMapping.ts';
import { matchRestMapping, restMappings } from './restMapping.ts';

/** By annotation. */
const METHODS: Readonly<Record<string, string>> = {
    httpdelete: 'DELETE',
    httpget: 'GET',
    httppatch: 'PATCH',
    httppost: 'POST',
    httpput: 'PUT'
};

/** `/services/apexrest/…`: classes of the project with `@RestResource`, called with the rights of the session's user. */
export class ApexRest {
    private readonly org: Org;
    private readonly mappings: readonly RestMapping[];

    constructor(org: Org) {
        this.org = org;
        this.mappings = restMappings(org.program.symbols());
    }

    /** @throws ApiFault NOT_FOUND, FORBIDDEN, METHOD_NOT_ALLOWED, JSON_PARSER_ERROR, or APEX_ERROR for an uncaught exception */
    call(call: Call, session: Session): OrgResponse {
        const path = resourcePathOf(call);
        const mapping = matchRestMapping(this.mappings, path);
        if (!mapping) throw notFound(`Could not find a match for URL ${path}`);
        const { symbol } = mapping;
        if (!this.mayUse(session, symbol))
            throw new ApiFault(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${symbol.name}`);
        const method = symbol.methods.find((candidate) => verbsOf(candidate).includes(call.request.method));
        if (!method) throw methodNotAllowed(call.request.method, symbol.methods.flatMap(verbsOf));
        return this.run(call, session, mapping, method);
    }

    private run(call: Call, session: Session, { symbol, pattern }: RestMapping, method: MethodSymbol): OrgResponse {
        const members = restMembers(call, method);
        const request = restRequestOf(call, pattern, method.params.length === 0);
        const response = new ApexRestResponse();
        let isBound = false;
        try {
            const result = this.org.execute({ user: session.user, quiddity: 'REST', isAsync: false }, (transaction) => {
                enterRest(transaction, request, response);
                const args = restArguments(members, method, call.request.body);
                isBound = true;
                return resultJson(method, this.org.program.callStatic(symbol, method.slot, args));
            });
            return restAnswer(response, result);
        } catch (error) {
            // What fails before the method has its arguments is the client's fault, not that of the class.
            if (isBound && error instanceof ApexException) throw new ApiFault(500, 'APEX_ERROR', reportOf(error));
            throw error;
        }
    }

    private mayUse({ user }: Session, symbol: ClassSymbol): boolean {
        const permissions = this.org.data.permissionsOf(user.id);
        if (permissions.system.has('authorapex')) return true;
        const classId = systemRowBy(this.org.data, 'ApexClass', 'Name', symbol.name)?.Id;
        return permissions.setupEntities.has(String(classId));
    }
}

/** null for a void method */
function resultJson({ returnType }: MethodSymbol, result: unknown): string | null {
    if (returnType.kind === 'void') return null;
    return serialize(box(result, returnType), { pretty: false, suppressNulls: true });
}

function verbsOf({ annotations }: MethodSymbol): string[] {
    return annotations.flatMap(({ name }) => METHODS[name] ?? []);
}

/** `System.NullPointerException: Attempt to de-reference a null object`, an empty line, and the stack. */
function reportOf(error: ApexException): string {
    const stack = error.apexStack().map(({ place, line }) => `${place}: line ${line}, column 1`);
    return `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}\n\n${stack.join('\n')}`;
}
