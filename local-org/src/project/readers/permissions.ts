import type { ElementReader } from '../elementReader.ts';
import type {
    CustomPermissionDefinition,
    ObjectAccess,
    PermissionSetDefinition,
    PermissionSetGroupDefinition
} from '../model.ts';

function objectAccess(reader: ElementReader): ObjectAccess {
    const { line, column } = reader.element;
    return {
        line,
        column,
        object: reader.required('object'),
        create: reader.flag('allowCreate'),
        read: reader.flag('allowRead'),
        edit: reader.flag('allowEdit'),
        delete: reader.flag('allowDelete'),
        viewAll: reader.flag('viewAllRecords'),
        modifyAll: reader.flag('modifyAllRecords'),
        viewAllFields: reader.flag('viewAllFields')
    };
}

/** Names in a list of accesses of which those with the flag are given. */
function granted(reader: ElementReader, list: string, name: string, flag: string): string[] {
    return reader
        .all(list)
        .filter((access) => access.flag(flag))
        .map((access) => access.required(name));
}

type ObjectRight = 'create' | 'read' | 'edit' | 'delete' | 'viewAll' | 'modifyAll';

/** Access beyond what the object itself grants needs the lesser rights too; the platform refuses to save it otherwise. */
function checkDependencies(reader: ElementReader, access: ObjectAccess): void {
    const needs: readonly (readonly [ObjectRight, ObjectRight])[] = [
        ['create', 'read'],
        ['edit', 'read'],
        // Records of big objects are written over by inserting: there is no edit to depend on.
        ...(/__b$/i.test(access.object) ? [] : ([['delete', 'edit']] as const)),
        ['viewAll', 'read'],
        ['modifyAll', 'viewAll'],
        ['modifyAll', 'delete']
    ];
    for (const [right, needed] of needs) {
        if (access[right] && !access[needed]) {
            reader.report(
                'permission-dependency',
                `Permission ${right} on ${access.object} depends on permission(s): ${needed}`
            );
        }
    }
}

/** Reads a permission set, a muting permission set or a profile. */
export function readPermissions(reader: ElementReader, name: string, isProfile: boolean): PermissionSetDefinition {
    const objects = reader.all('objectPermissions').map((access) => {
        const read = objectAccess(access);
        checkDependencies(access, read);
        return read;
    });
    return {
        name,
        path: reader.path,
        label: isProfile ? name : reader.required('label'),
        description: reader.optional('description'),
        license: reader.optional(isProfile ? 'userLicense' : 'license'),
        hasActivationRequired: reader.flag('hasActivationRequired'),
        objects,
        fields: reader.all('fieldPermissions').map((access) => {
            const [object = '', field = ''] = access.required('field').split('.');
            const { line, column } = access.element;
            return {
                line,
                column,
                object,
                field,
                read: access.flag('readable') || access.flag('editable'),
                edit: access.flag('editable')
            };
        }),
        userPermissions: granted(reader, 'userPermissions', 'name', 'enabled'),
        classes: granted(reader, 'classAccesses', 'apexClass', 'enabled'),
        pages: granted(reader, 'pageAccesses', 'apexPage', 'enabled'),
        flows: granted(reader, 'flowAccesses', 'flow', 'enabled'),
        customPermissions: granted(reader, 'customPermissions', 'name', 'enabled'),
        customMetadataTypes: granted(reader, 'customMetadataTypeAccesses', 'name', 'enabled'),
        customSettings: granted(reader, 'customSettingAccesses', 'name', 'enabled'),
        applications: granted(reader, 'applicationVisibilities', 'application', 'visible'),
        tabs: reader
            .all(isProfile ? 'tabVisibilities' : 'tabSettings')
            .map((tab) => ({ tab: tab.required('tab'), visibility: tab.required('visibility') })),
        recordTypes: granted(reader, 'recordTypeVisibilities', 'recordType', 'visible'),
        externalCredentialPrincipals: granted(
            reader,
            'externalCredentialPrincipalAccesses',
            'externalCredentialPrincipal',
            'enabled'
        ),
        loginIpRanges: reader
            .all('loginIpRanges')
            .map((range) => ({ start: range.required('startAddress'), end: range.required('endAddress') }))
    };
}

export function readPermissionSetGroup(reader: ElementReader, name: string): PermissionSetGroupDefinition {
    return {
        name,
        path: reader.path,
        label: reader.required('label'),
        description: reader.optional('description'),
        permissionSets: reader.texts('permissionSets'),
        mutingPermissionSets: reader.texts('mutingPermissionSets')
    };
}

export function readCustomPermission(reader: ElementReader, name: string): CustomPermissionDefinition {
    return {
        name,
        path: reader.path,
        label: reader.required('label'),
        description: reader.optional('description'),
        requiredPermissions: reader.all('requiredPermission').map((required) => required.required('customPermission'))
    };
}
