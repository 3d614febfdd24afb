import { systemRowBy } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { readTyped } from '../../runtime/json/deserialize.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import { UnsupportedFeature } from '../../runtime/unsupported.ts';
import type { ClassSymbol, MethodSymbol } from '../../semantics/symbols.ts';
import type { Call } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { auraJson } from './auraJson.ts';

/** What a component's `catch` gets as `error.body`. */
interface ControllerError {
    readonly message: string;
    readonly exceptionType: string;
    readonly isUserDefinedException: boolean;
    readonly stackTrace: '';
}

/** `POST /apex/Class.method`: methods with @AuraEnabled, called by components with arguments by name. */
export class Controllers {
    private readonly org: Org;
    private readonly log: (line: string) => void;

    constructor(org: Org, log: (line: string) => void) {
        this.org = org;
        this.log = log;
    }

    call(call: Call, session: Session): OrgResponse {
        const [className, methodName] = (call.params[0] ?? '').split('.');
        const symbol = this.org.program.classNamed((className ?? '').toLowerCase());
        const method = symbol?.methods.find(
            (candidate) => candidate.isStatic && candidate.name === methodName && auraEnabled(candidate)
        );
        if (!symbol || !method)
            return failed(
                `Unable to find action '${methodName ?? ''}' on the controller of ${className ?? ''}.`,
                'System.NoSuchElementException'
            );
        if (!this.mayUse(session, symbol))
            return failed(
                `You do not have access to the Apex class named '${symbol.name}'.`,
                'System.NoAccessException'
            );
        try {
            return json(200, this.run(call, session, symbol, method));
        } catch (error) {
            if (error instanceof ApexException) return this.exception(error);
            if (error instanceof UnsupportedFeature)
                return failed(`${error.code}: ${error.message}`, 'System.UnsupportedOperationException');
            throw error;
        }
    }

    private run(call: Call, session: Session, symbol: ClassSymbol, method: MethodSymbol): unknown {
        // A cacheable method must not change data: its DML limit is zero.
        const isCacheable = method.annotations.some(
            ({ name, args }) => name === 'auraenabled' && args.get('cacheable') === 'true'
        );
        const limits = isCacheable ? { dmlStatements: 0 } : {};
        return this.org.execute({ user: session.user, quiddity: 'AURA', isAsync: false, limits }, () => {
            const result = this.org.program.callStatic(symbol, method.slot, argumentsOf(call, method));
            return auraJson(result);
        });
    }

    private exception(error: ApexException): OrgResponse {
        const isOwn = this.org.program.classNamed(error.typeName.toLowerCase()) !== null;
        if (error.typeName !== 'System.AuraHandledException') {
            const place = error.apexStack()[0];
            this.log(`${error.typeName}: ${error.message}${place ? ` (${place.place}, line ${place.line})` : ''}`);
        }
        return failed(error.apexMessage ?? 'Script-thrown exception', error.typeName, isOwn);
    }

    private mayUse({ user }: Session, symbol: ClassSymbol): boolean {
        const permissions = this.org.data.permissionsOf(user.id);
        if (permissions.system.has('authorapex')) return true;
        const classId = systemRowBy(this.org.data, 'ApexClass', 'Name', symbol.name)?.Id;
        return permissions.setupEntities.has(String(classId));
    }
}

function auraEnabled(method: MethodSymbol): boolean {
    return method.annotations.some(({ name }) => name === 'auraenabled');
}

/** Arguments that the component leaves out are null. @throws System.JSONException */
function argumentsOf(call: Call, method: MethodSymbol): unknown[] {
    const source = call.request.body.trim() === '' ? '{}' : call.request.body;
    const body = parseJson(source);
    const given = new Map(body.kind === 'object' ? body.fields.map(({ name, value }) => [name, value]) : []);
    return method.params.map(({ name, type }) => {
        const value = given.get(name);
        return value ? readTyped(value, type, { source, strict: false }) : null;
    });
}

function failed(message: string, exceptionType: string, isUserDefinedException = false): OrgResponse {
    const body: ControllerError = { message, exceptionType, isUserDefinedException, stackTrace: '' };
    return json(500, { status: 500, statusText: 'Server Error', ok: false, errorType: 'fetchResponse', body });
}
