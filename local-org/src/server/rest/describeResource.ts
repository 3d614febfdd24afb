import { mayUseField, mayUseObject } from '../../data/index.ts';
import type { EffectivePermissions } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';

/** `/sobjects` and `/sobjects/X/describe`, as the user's permissions show the objects. */
export class DescribeResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    global(api: ApiCall): OrgResponse {
        const permissions = this.permissions(api);
        const objects = this.org.schema.objects().filter((describe) => mayUseObject(permissions, describe, 'read'));
        return json(200, {
            encoding: 'UTF-8',
            maxBatchSize: 200,
            sobjects: objects.map((describe) => this.summary(describe, permissions, api.version))
        });
    }

    basic(api: ApiCall): OrgResponse {
        const describe = this.readable(api);
        return json(200, {
            objectDescribe: this.summary(describe, this.permissions(api), api.version),
            recentItems: []
        });
    }

    object(api: ApiCall): OrgResponse {
        const describe = this.readable(api);
        const permissions = this.permissions(api);
        return json(200, {
            ...this.summary(describe, permissions, api.version),
            fields: describe.fields
                .filter((field) => mayUseField(permissions, describe, field, 'read'))
                .map((field) => fieldJson(describe, field, permissions)),
            childRelationships: describe.childRelationships.map(
                ({ relationshipName, childObject, field, cascadeDelete, restrictDelete }) => ({
                    relationshipName,
                    childSObject: childObject,
                    field,
                    cascadeDelete,
                    restrictedDelete: restrictDelete,
                    deprecatedAndHidden: false,
                    junctionIdListNames: [],
                    junctionReferenceTo: []
                })
            ),
            recordTypeInfos: describe.recordTypes.map(({ developerName, label, active }) => ({
                developerName,
                name: label,
                active,
                available: active,
                defaultRecordTypeMapping: false,
                master: false
            })),
            namedLayoutInfos: [],
            supportedScopes: [
                { label: 'All', name: 'everything' },
                { label: 'My', name: 'mine' }
            ]
        });
    }

    private summary(
        describe: SObjectDescribe,
        permissions: EffectivePermissions,
        version: string
    ): Record<string, unknown> {
        const base = `/services/data/v${version}/sobjects/${describe.name}`;
        const isData = describe.kind !== 'customMetadata' && describe.kind !== 'bigObject';
        return {
            name: describe.name,
            label: describe.label,
            labelPlural: describe.labelPlural,
            keyPrefix: describe.keyPrefix,
            custom: describe.custom,
            customSetting: describe.kind === 'customSetting',
            createable: isData && describe.createable && mayUseObject(permissions, describe, 'create'),
            updateable: isData && describe.updateable && mayUseObject(permissions, describe, 'edit'),
            deletable: isData && describe.deletable && mayUseObject(permissions, describe, 'delete'),
            undeletable: describe.undeletable,
            queryable: describe.queryable,
            retrieveable: describe.queryable,
            searchable: false,
            replicateable: describe.field('SystemModstamp') !== null,
            triggerable: describe.triggerable,
            activateable: false,
            deprecatedAndHidden: false,
            feedEnabled: false,
            layoutable: false,
            mergeable: false,
            mruEnabled: false,
            hasSubtypes: false,
            isInterface: false,
            isSubtype: false,
            urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` }
        };
    }

    private readable(api: ApiCall): SObjectDescribe {
        const describe = this.org.schema.object(api.call.params[0] ?? '');
        if (!describe || !mayUseObject(this.permissions(api), describe, 'read')) throw notFound();
        return describe;
    }

    private permissions({ session }: ApiCall): EffectivePermissions {
        return this.org.data.permissionsOf(session.user.id);
    }
}

const SOAP_TYPES: Partial<Record<FieldDescribe['apexType'], string>> = {
    Id: 'tns:ID',
    Boolean: 'xsd:boolean',
    Integer: 'xsd:int',
    Long: 'xsd:long',
    Double: 'xsd:double',
    Decimal: 'xsd:double',
    Date: 'xsd:date',
    Datetime: 'xsd:dateTime',
    Time: 'xsd:time',
    Blob: 'xsd:base64Binary',
    Object: 'xsd:anyType'
};
const UNFILTERABLE: ReadonlySet<string> = new Set(['base64', 'encryptedstring', 'address', 'location']);

function fieldJson(
    describe: SObjectDescribe,
    field: FieldDescribe,
    permissions: EffectivePermissions
): Record<string, unknown> {
    const mayEdit = mayUseField(permissions, describe, field, 'edit');
    const isLong = field.type === 'textarea' && field.length > 255;
    const isFilterable = !UNFILTERABLE.has(field.type) && !isLong;
    return {
        name: field.name,
        label: field.label,
        type: field.type,
        soapType: SOAP_TYPES[field.apexType] ?? 'xsd:string',
        length: field.length,
        byteLength: field.length * 3,
        precision: field.precision,
        scale: field.scale,
        digits: field.type === 'int' ? field.precision : 0,
        nillable: field.nillable,
        unique: field.unique,
        caseSensitive: field.caseSensitive,
        externalId: field.externalId,
        custom: field.custom,
        createable: field.createable && mayEdit,
        updateable: field.updateable && mayEdit,
        permissionable: field.createable || field.updateable,
        defaultedOnCreate: field.defaultedOnCreate,
        nameField: field.nameField,
        namePointing: field.referenceTo.length > 1,
        idLookup: field.name === 'Id' || field.externalId,
        autoNumber: field.autoNumber,
        calculated: field.calculated,
        calculatedFormula: field.formula,
        defaultValueFormula: field.defaultValueFormula,
        defaultValue: field.type === 'boolean' ? false : null,
        encrypted: field.encrypted,
        filterable: isFilterable,
        sortable: isFilterable,
        groupable: isFilterable && field.apexType !== 'Datetime',
        aggregatable: isFilterable,
        referenceTo: field.referenceTo,
        relationshipName: field.relationshipName,
        relationshipOrder: field.masterDetail ? 0 : null,
        cascadeDelete: field.cascadeDelete,
        restrictedDelete: field.restrictDelete,
        writeRequiresMasterRead: false,
        restrictedPicklist: field.restrictedPicklist,
        dependentPicklist: false,
        controllerName: null,
        picklistValues: field.picklistValues.map(({ value, label, isActive, isDefault }) => ({
            value,
            label,
            active: isActive,
            defaultValue: isDefault,
            validFor: null
        })),
        inlineHelpText: field.helpText,
        compoundFieldName: field.compoundFieldName,
        extraTypeInfo: null,
        deprecatedAndHidden: false,
        htmlFormatted: false,
        displayLocationInDecimal: false,
        highScaleNumber: false,
        mask: null,
        maskType: null,
        polymorphicForeignKey: field.referenceTo.length > 1,
        queryByDistance: false,
        searchPrefilterable: false,
        referenceTargetField: null,
        formulaTreatNullNumberAsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
        aiPredictionField: false
    };
}
