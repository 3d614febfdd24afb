/** Rights on an object as a profile grants them: create, read, edit, delete. */
export type ObjectGrant = 'R' | 'CRE' | 'CRED';

export interface ProfileTemplate {
    readonly name: string;
    readonly license: string;
    /** Names of user permissions as in metadata. */
    readonly permissions: readonly string[];
    readonly objects: Readonly<Record<string, ObjectGrant>>;
}

/** Every right that a new org gives its administrators and that code or requests can ask for. Exemptions are not among them. */
const ADMINISTRATION: readonly string[] = [
    'ActivateContract',
    'ApexRestServices',
    'ApiEnabled',
    'AssignPermissionSets',
    'AuthorApex',
    'BotManageBots',
    'BulkMacrosAllowed',
    'ConvertLeads',
    'CreateTopics',
    'CustomizeApplication',
    'DataExport',
    'DebugApex',
    'EditEvent',
    'EditReadonlyFields',
    'EditTask',
    'EmailAdministration',
    'EmailMass',
    'EmailSingle',
    'EnableNotifications',
    'ExportReport',
    'ManageCustomPermissions',
    'ManageDataIntegrations',
    'ManageInternalUsers',
    'ManageIpAddresses',
    'ManageLoginAccessPolicies',
    'ManagePasswordPolicies',
    'ManageProfilesPermissionsets',
    'ManageRemoteAccess',
    'ManageRoles',
    'ManageSessionPermissionSets',
    'ManageSharing',
    'ManageTwoFactor',
    'ManageUsers',
    'ModifyAllData',
    'ModifyMetadata',
    'MonitorLoginHistory',
    'PasswordNeverExpires',
    'ResetPasswords',
    'RunFlow',
    'RunReports',
    'ScheduleReports',
    'SendCustomNotifications',
    'TransferAnyCase',
    'TransferAnyEntity',
    'TransferAnyLead',
    'ViewAllCustomSettings',
    'ViewAllData',
    'ViewAllUsers',
    'ViewDeveloperName',
    'ViewEventLogFiles',
    'ViewHealthCheck',
    'ViewPlatformEvents',
    'ViewRoles',
    'ViewSetup'
];

const EVERY_OBJECT: Readonly<Record<string, ObjectGrant>> = {
    Account: 'CRED',
    Asset: 'CRED',
    Campaign: 'CRED',
    Case: 'CRED',
    Contact: 'CRED',
    Contract: 'CRED',
    Individual: 'CRED',
    Lead: 'CRED',
    Opportunity: 'CRED',
    Order: 'CRED',
    Pricebook2: 'CRED',
    Product2: 'CRED',
    Solution: 'CRED'
};

/** Profiles that every org of the local org has. */
export const PROFILES: readonly ProfileTemplate[] = [
    { name: 'System Administrator', license: 'Salesforce', permissions: ADMINISTRATION, objects: EVERY_OBJECT },
    {
        name: 'Standard User',
        license: 'Salesforce',
        permissions: [
            'ActivateContract',
            'ApiEnabled',
            'ConvertLeads',
            'CreateTopics',
            'EditEvent',
            'EditTask',
            'EmailMass',
            'EmailSingle',
            'ExportReport',
            'PasswordNeverExpires',
            'RunFlow',
            'RunReports',
            'ViewRoles',
            'ViewSetup'
        ],
        objects: {
            Account: 'CRED',
            Asset: 'CRED',
            Campaign: 'R',
            Case: 'CRE',
            Contact: 'CRED',
            Contract: 'CRED',
            Individual: 'CRED',
            Lead: 'CRE',
            Opportunity: 'CRED',
            Order: 'CRED',
            Pricebook2: 'R',
            Product2: 'R',
            Solution: 'CRE'
        }
    },
    { name: 'Minimum Access - Salesforce', license: 'Salesforce', permissions: [], objects: {} },
    {
        name: 'Minimum Access - API Only Integrations',
        license: 'Salesforce Integration',
        permissions: ['ApiEnabled', 'ApiUserOnly'],
        objects: {}
    }
];

/** Name and definition key of each licence that a profile names. */
export const LICENSES: readonly { readonly name: string; readonly key: string }[] = [
    { name: 'Salesforce', key: 'SFDC' },
    { name: 'Salesforce Integration', key: 'SALESFORCE_INTEGRATION' }
];
