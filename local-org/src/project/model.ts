import type { SourceFile } from '../syntax/position.ts';
import type {
    FieldSetDescribe,
    IndexDescribe,
    RecordTypeDescribe,
    SharingModel,
    SummaryDefinition,
    ValidationRuleDescribe
} from './schemaModel.ts';
import type { FieldType, PicklistEntry } from '../typedb/model.ts';
import type { Place } from './findings.ts';
import type { XmlElement } from './xml.ts';

/** An SFDX project as its files say it, before anything is compiled. Paths are relative to `root`, with forward slashes. */
export interface Project {
    readonly root: string;
    readonly packageDirectories: readonly PackageDirectory[];
    /** `66.0`. */
    readonly sourceApiVersion: string;
    readonly namespace: string;
    readonly classes: readonly ApexFile[];
    readonly triggers: readonly ApexFile[];
    readonly objects: readonly ObjectDefinition[];
    readonly customMetadata: readonly CustomMetadataRecord[];
    readonly labels: readonly CustomLabel[];
    readonly globalValueSets: readonly GlobalValueSet[];
    readonly permissionSets: readonly PermissionSetDefinition[];
    readonly permissionSetGroups: readonly PermissionSetGroupDefinition[];
    readonly profiles: readonly PermissionSetDefinition[];
    readonly customPermissions: readonly CustomPermissionDefinition[];
    readonly flows: readonly MetadataFile[];
    readonly namedCredentials: readonly NamedCredentialDefinition[];
    readonly externalCredentials: readonly ExternalCredentialDefinition[];
    readonly transactionSecurityPolicies: readonly TransactionSecurityPolicyDefinition[];
    readonly eventSubscriberConfigs: readonly EventSubscriberConfig[];
    readonly settings: readonly MetadataFile[];
    readonly staticResources: readonly StaticResource[];
    readonly reports: readonly ReportDefinition[];
    readonly reportTypes: readonly ReportTypeDefinition[];
    readonly connectedApps: readonly MetadataFile[];
    readonly notificationTypes: readonly MetadataFile[];
    readonly tabs: readonly MetadataFile[];
    readonly applications: readonly MetadataFile[];
    readonly flexiPages: readonly MetadataFile[];
    readonly lightningComponents: readonly LightningComponentBundle[];
    /** Metadata that the local org lists but does not run, e.g. reports. */
    readonly other: readonly OtherFile[];
}

export interface PackageDirectory {
    readonly path: string;
    readonly isDefault: boolean;
    readonly packageName: string | null;
}

export interface ApexFile {
    readonly name: string;
    readonly source: SourceFile;
    /** `66.0`, from the meta file. */
    readonly apiVersion: string;
    readonly status: 'Active' | 'Inactive' | 'Deleted';
}

/** A component kept as the parsed tree of its file. */
export interface MetadataFile {
    readonly name: string;
    readonly path: string;
    readonly xml: XmlElement;
}

export interface OtherFile {
    readonly name: string;
    readonly path: string;
    /** Folder or suffix that names its kind, e.g. `layout`. */
    readonly kind: string;
}

/** Object with the parts that its own file and the files in its folder give; for a standard object only the additions. */
export interface ObjectDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string | null;
    readonly pluralLabel: string | null;
    readonly description: string | null;
    readonly publishBehavior: 'PublishImmediately' | 'PublishAfterCommit' | null;
    readonly settingsType: 'Hierarchy' | 'List' | null;
    readonly visibility: 'Public' | 'Protected' | 'PackageProtected' | null;
    readonly sharingModel: SharingModel | null;
    readonly nameField: NameFieldDefinition | null;
    readonly fields: readonly FieldDefinition[];
    readonly validationRules: readonly ValidationRuleDescribe[];
    readonly recordTypes: readonly RecordTypeDescribe[];
    readonly fieldSets: readonly FieldSetDescribe[];
    readonly indexes: readonly IndexDescribe[];
    readonly listViews: readonly ListViewDefinition[];
    /** False when the project only has parts of the object, as for standard objects. */
    readonly hasOwnFile: boolean;
}

/** One condition of a list view or report; `operation` as the enumeration FilterOperation of the Metadata API. */
export interface ViewFilter {
    readonly column: string;
    readonly operation: string;
    readonly value: string;
}

export interface ListViewDefinition {
    /** Developer name. */
    readonly name: string;
    readonly path: string;
    readonly label: string;
    /** `Everything`, `Mine` … */
    readonly scope: string;
    readonly columns: readonly string[];
    readonly filters: readonly ViewFilter[];
    /** `1 AND (2 OR 3)`; null: all of them. */
    readonly booleanFilter: string | null;
}

export interface ReportDefinition {
    /** Developer name. */
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly description: string | null;
    readonly folder: string;
    /** `AccountList`, `CustomEntity$Invoice__c`, or a custom report type of the project: `Invoices__c`. */
    readonly reportType: string;
    readonly format: 'Tabular' | 'Summary' | 'Matrix' | 'MultiBlock';
    readonly columns: readonly string[];
    readonly filters: readonly ViewFilter[];
    /** `1 AND (2 OR 3)`; null: all of them. */
    readonly booleanFilter: string | null;
    /** `organization`, `user` or `team`. */
    readonly scope: string;
    readonly timeFrame: {
        readonly column: string;
        readonly interval: string;
        readonly start: string | null;
        readonly end: string | null;
    } | null;
    readonly sortColumn: string | null;
    readonly sortDescending: boolean;
    readonly rowLimit: number | null;
    /** Elements that change what the report shows and that are not read: cross filters, buckets, formulas. */
    readonly unread: readonly string[];
}

export interface ReportTypeDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly baseObject: string;
    readonly isJoined: boolean;
}

export interface NameFieldDefinition {
    readonly label: string;
    readonly type: 'Text' | 'AutoNumber';
    readonly displayFormat: string | null;
    readonly startingNumber: number;
}

export interface FieldDefinition extends Place {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly type: FieldType;
    readonly length: number;
    readonly precision: number;
    readonly scale: number;
    readonly required: boolean;
    readonly unique: boolean;
    readonly caseSensitive: boolean;
    readonly externalId: boolean;
    readonly encrypted: boolean;
    readonly autoNumber: boolean;
    readonly displayFormat: string | null;
    readonly startingNumber: number;
    readonly formula: string | null;
    readonly formulaTreatBlanksAs: 'BlankAsZero' | 'BlankAsBlank';
    readonly summary: SummaryDefinition | null;
    readonly defaultValue: string | null;
    readonly referenceTo: readonly string[];
    readonly relationshipName: string | null;
    readonly deleteConstraint: 'SetNull' | 'Cascade' | 'Restrict';
    readonly masterDetail: boolean;
    readonly reparentable: boolean;
    readonly metadataRelationship: boolean;
    /** Values in the file; null when they come from a global value set or the field is a standard one without a list. */
    readonly picklistValues: readonly PicklistEntry[] | null;
    readonly globalValueSet: string | null;
    readonly restrictedPicklist: boolean;
    readonly helpText: string | null;
    readonly description: string | null;
}

/** `xsi:type` decides the JavaScript type; dates and datetimes stay text as written. */
export type CustomMetadataValue = string | number | boolean | null;

export interface CustomMetadataRecord {
    /** `AI_Integration__mdt`. */
    readonly type: string;
    readonly developerName: string;
    readonly label: string;
    readonly isProtected: boolean;
    /** By field name as written. */
    readonly values: ReadonlyMap<string, CustomMetadataValue>;
    /** Where each value stands in the file. */
    readonly places: ReadonlyMap<string, Place>;
    readonly path: string;
}

export interface CustomLabel {
    readonly name: string;
    readonly value: string;
    readonly language: string;
    readonly categories: string | null;
    readonly shortDescription: string;
    readonly isProtected: boolean;
}

export interface GlobalValueSet {
    readonly name: string;
    readonly label: string;
    readonly values: readonly PicklistEntry[];
}

export interface ObjectAccess extends Place {
    readonly object: string;
    readonly create: boolean;
    readonly read: boolean;
    readonly edit: boolean;
    readonly delete: boolean;
    readonly viewAll: boolean;
    readonly modifyAll: boolean;
    readonly viewAllFields: boolean;
}

export interface FieldAccess extends Place {
    readonly object: string;
    readonly field: string;
    readonly read: boolean;
    readonly edit: boolean;
}

/** A permission set, or a profile (whose licence and defaults are read the same way). */
export interface PermissionSetDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly description: string | null;
    readonly license: string | null;
    readonly hasActivationRequired: boolean;
    readonly objects: readonly ObjectAccess[];
    readonly fields: readonly FieldAccess[];
    readonly userPermissions: readonly string[];
    readonly classes: readonly string[];
    readonly pages: readonly string[];
    readonly flows: readonly string[];
    readonly customPermissions: readonly string[];
    readonly customMetadataTypes: readonly string[];
    readonly customSettings: readonly string[];
    readonly applications: readonly string[];
    readonly tabs: readonly { readonly tab: string; readonly visibility: string }[];
    readonly recordTypes: readonly string[];
    /** `ExternalCredential-Principal`. */
    readonly externalCredentialPrincipals: readonly string[];
    /** Profiles only: the addresses from which its users may log in; empty = from everywhere. */
    readonly loginIpRanges: readonly { readonly start: string; readonly end: string }[];
}

export interface PermissionSetGroupDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly description: string | null;
    readonly permissionSets: readonly string[];
    readonly mutingPermissionSets: readonly string[];
}

export interface CustomPermissionDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly description: string | null;
    readonly requiredPermissions: readonly string[];
}

export interface NamedCredentialDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly type: 'SecuredEndpoint' | 'PrivateEndpoint' | 'Legacy';
    /** Without a trailing slash; null when the file has none. */
    readonly url: string | null;
    readonly externalCredential: string | null;
    readonly calloutStatus: 'Enabled' | 'Disabled';
    readonly generateAuthorizationHeader: boolean;
    readonly allowMergeFieldsInBody: boolean;
    readonly allowMergeFieldsInHeader: boolean;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface ExternalCredentialDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly authenticationProtocol: string;
    /** Variant of an OAuth protocol, for example `ClientCredentialsClientSecret`; null for none. */
    readonly variant: string | null;
    /** Where its access tokens come from; null when it needs none. */
    readonly tokenUrl: string | null;
    readonly scope: string | null;
    readonly principals: readonly { readonly name: string; readonly type: string; readonly sequence: number }[];
    readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface TransactionSecurityPolicyDefinition {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    readonly active: boolean;
    readonly type: 'CustomApexPolicy' | 'CustomConditionBuilderPolicy';
    readonly eventName: string;
    readonly apexClass: string | null;
    readonly flow: string | null;
    readonly block: boolean;
    readonly twoFactorAuthentication: boolean;
    readonly blockMessage: string | null;
    readonly notifications: readonly { readonly user: string; readonly inApp: boolean; readonly email: boolean }[];
}

export interface EventSubscriberConfig {
    readonly name: string;
    readonly path: string;
    readonly label: string;
    /** Name of the Apex trigger. */
    readonly consumer: string;
    readonly batchSize: number;
    /** Username; null for Automated Process. */
    readonly user: string | null;
    readonly numPartitions: number;
    readonly partitionKey: string | null;
}

export interface StaticResource {
    readonly name: string;
    /** Content file, or the folder of an unpacked archive. */
    readonly path: string;
    readonly contentType: string;
    readonly cacheControl: string;
}

export interface LightningComponentBundle {
    readonly name: string;
    readonly kind: 'lwc' | 'aura';
    /** Folder. */
    readonly path: string;
}
