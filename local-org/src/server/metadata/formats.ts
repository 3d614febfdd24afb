/** How components of one metadata type lie in a package. */
export interface MetadataFormat {
    readonly type: string;
    readonly folder: string;
    /** null for bundles, whose components are folders. */
    readonly suffix: string | null;
    /** The component is a content file with a `-meta.xml` beside it. */
    readonly hasContent: boolean;
    /** Components lie in folders that are components themselves. */
    readonly inFolder: boolean;
}

/** `Type folder suffix flags`: c = content and meta file, f = in folders, b = bundle. */
const NOTATION = `
ApexClass classes cls c
ApexComponent components component c
ApexPage pages page c
ApexTestSuite testSuites testSuite
ApexTrigger triggers trigger c
AppMenu appMenus appMenu
ApprovalProcess approvalProcesses approvalProcess
AssignmentRules assignmentRules assignmentRules
AuraDefinitionBundle aura - b
AuthProvider authproviders authprovider
AutoResponseRules autoResponseRules autoResponseRules
BrandingSet brandingSets brandingSet
Certificate certs crt c
ConnectedApp connectedApps connectedApp
ContentAsset contentassets asset c
CorsWhitelistOrigin corsWhitelistOrigins corsWhitelistOrigin
CspTrustedSite cspTrustedSites cspTrustedSite
CustomApplication applications app
CustomHelpMenuSection customHelpMenuSections customHelpMenuSection
CustomLabels labels labels
CustomMetadata customMetadata md
CustomNotificationType notificationtypes notiftype
CustomObject objects object
CustomObjectTranslation objectTranslations objectTranslation
CustomPageWebLink weblinks weblink
CustomPermission customPermissions customPermission
CustomSite sites site
CustomTab tabs tab
Dashboard dashboards dashboard f
DelegateGroup delegateGroups delegateGroup
Document documents - f
DuplicateRule duplicateRules duplicateRule
EmailTemplate email email cf
EscalationRules escalationRules escalationRules
ExternalClientApplication externalClientApps eca
ExternalCredential externalCredentials externalCredential
ExternalDataSource dataSources dataSource
ExternalServiceRegistration externalServiceRegistrations externalServiceRegistration
FlexiPage flexipages flexipage
Flow flows flow
FlowDefinition flowDefinitions flowDefinition
FlowTest flowtests flowtest
GenAiFunction genAiFunctions - b
GenAiPlugin genAiPlugins genAiPlugin
GenAiPromptTemplate genAiPromptTemplates genAiPromptTemplate
GlobalValueSet globalValueSets globalValueSet
Group groups group
HomePageLayout homePageLayouts homePageLayout
InstalledPackage installedPackages installedPackage
Layout layouts layout
LightningComponentBundle lwc - b
LightningMessageChannel messageChannels messageChannel
MatchingRules matchingRules matchingRule
MutingPermissionSet mutingpermissionsets mutingpermissionset
MyDomainDiscoverableLogin myDomainDiscoverableLogins myDomainDiscoverableLogin
NamedCredential namedCredentials namedCredential
Network networks network
NotificationTypeConfig notificationTypeConfig config
PathAssistant pathAssistants pathAssistant
PermissionSet permissionsets permissionset
PermissionSetGroup permissionsetgroups permissionsetgroup
PlatformCachePartition cachePartitions cachePartition
PlatformEventChannel platformEventChannels platformEventChannel
PlatformEventChannelMember platformEventChannelMembers platformEventChannelMember
PlatformEventSubscriberConfig PlatformEventSubscriberConfigs platformEventSubscriberConfig
Profile profiles profile
ProfilePasswordPolicy profilePasswordPolicies profilePasswordPolicy
ProfileSessionSetting profileSessionSettings profileSessionSetting
Queue queues queue
QuickAction quickActions quickAction
RemoteSiteSetting remoteSiteSettings remoteSite
Report reports report f
ReportType reportTypes reportType
Role roles role
SamlSsoConfig samlssoconfigs samlssoconfig
Settings settings settings
SharingRules sharingRules sharingRules
StandardValueSet standardValueSets standardValueSet
StaticResource staticresources resource c
TopicsForObjects topicsForObjects topicsForObjects
TransactionSecurityPolicy transactionSecurityPolicies transactionSecurityPolicy
Translations translations translation
Workflow workflows workflow
`;

export const FORMATS: readonly MetadataFormat[] = NOTATION.trim()
    .split('\n')
    .map((line) => {
        const [type = '', folder = '', suffix = '', flags = ''] = line.split(' ');
        return {
            type,
            folder,
            suffix: suffix === '-' ? null : suffix,
            hasContent: flags.includes('c'),
            inFolder: flags.includes('f')
        };
    });

const byFolder = new Map(FORMATS.map((format) => [format.folder.toLowerCase(), format]));
const byType = new Map(FORMATS.map((format) => [format.type, format]));
const bySuffix = new Map(
    FORMATS.flatMap((format) => (format.suffix === null ? [] : [[format.suffix, format] as const]))
);

export const formatOfFolder = (folder: string): MetadataFormat | null => byFolder.get(folder.toLowerCase()) ?? null;
export const formatOfType = (type: string): MetadataFormat | null => byType.get(type) ?? null;
export const formatOfSuffix = (suffix: string): MetadataFormat | null => bySuffix.get(suffix) ?? null;

/** Part of an object that has its own type: inline in the object's file of a package, a file of its own in source format. */
export interface ObjectPartFormat {
    readonly type: string;
    /** Element of the object's file, and folder below the object's. */
    readonly element: string;
    readonly suffix: string;
}

export const OBJECT_PARTS: readonly ObjectPartFormat[] = [
    { type: 'CustomField', element: 'fields', suffix: 'field' },
    { type: 'ValidationRule', element: 'validationRules', suffix: 'validationRule' },
    { type: 'ListView', element: 'listViews', suffix: 'listView' },
    { type: 'RecordType', element: 'recordTypes', suffix: 'recordType' },
    { type: 'CompactLayout', element: 'compactLayouts', suffix: 'compactLayout' },
    { type: 'FieldSet', element: 'fieldSets', suffix: 'fieldSet' },
    { type: 'Index', element: 'indexes', suffix: 'index' },
    { type: 'WebLink', element: 'webLinks', suffix: 'webLink' },
    { type: 'BusinessProcess', element: 'businessProcesses', suffix: 'businessProcess' },
    { type: 'SharingReason', element: 'sharingReasons', suffix: 'sharingReason' }
];

export const partOfElement = (element: string): ObjectPartFormat | null =>
    OBJECT_PARTS.find((part) => part.element === element) ?? null;
export const partOfType = (type: string): ObjectPartFormat | null =>
    OBJECT_PARTS.find((part) => part.type === type) ?? null;
