/** Users, permissions, sessions and what else setup knows; notation: `curatedNotation.ts`. */
export const accessObjects = `
# User 005 "User" "Users" partial setup nodelete noundelete
Username text 80 required unique
LastName text 80 required in=Name
FirstName text 40 in=Name
Name text 121 readonly required name calc "Full Name"
CompanyName text 80
Division text 80
Department text 80
Title text 80
@address -
Email email required
EmailPreferencesAutoBcc boolean defaulted
Phone phone
Fax phone
MobilePhone phone "Mobile"
Alias text 8 required
CommunityNickname text 40 required defaulted unique "Nickname"
BadgeText text 80 readonly
IsActive boolean defaulted default=TRUE "Active"
TimeZoneSidKey picklist required restricted "Time Zone" : Europe/Berlin | Europe/London | Europe/Paris | America/New_York | America/Chicago | America/Denver | America/Los_Angeles | Asia/Tokyo | Asia/Kolkata | Australia/Sydney | GMT
UserRoleId ref UserRole "Role ID"
LocaleSidKey picklist required restricted "Locale" : en_US | en_GB | de_DE | fr_FR | es_ES | it_IT | ja_JP
EmailEncodingKey picklist required restricted "Email Encoding" : UTF-8 | ISO-8859-1 | Shift_JIS | ISO-2022-JP | EUC-JP | ks_c_5601-1987 | Big5 | GB2312
ProfileId ref Profile required
UserType picklist readonly restricted : Standard | PowerPartner | PowerCustomerSuccess | CustomerSuccess | Guest | CspLitePortal | CsnOnly | SelfService | AutomatedProcess | CloudIntegrationUser
LanguageLocaleKey picklist required restricted "Language" : en_US | de | fr | es | it | ja
EmployeeNumber text 20
DelegatedApproverId ref User|Group
ManagerId ref User
LastLoginDate datetime readonly "Last Login"
LastPasswordChangeDate datetime readonly
@audit
FederationIdentifier text 512 unique cs "SAML Federation ID"
AboutMe textarea 1000
ContactId ref Contact
AccountId ref Account readonly
IsPortalEnabled boolean readonly
ForecastEnabled boolean defaulted "Allow Forecasting"
ReceivesInfoEmails boolean defaulted "Info Emails"
ReceivesAdminInfoEmails boolean defaulted "Admin Info Emails"
UserPermissionsMarketingUser boolean required defaulted
UserPermissionsOfflineUser boolean required defaulted
FullPhotoUrl url readonly
SmallPhotoUrl url readonly
Signature textarea 1333
SenderEmail email
SenderName text 80

# Profile 00e "Profile" "Profile" readonly partial setup
Name text 255 required name
UserLicenseId ref UserLicense readonly
UserType picklist readonly restricted : Standard | PowerPartner | PowerCustomerSuccess | CustomerSuccess | Guest | CspLitePortal | CsnOnly | SelfService
Description text 255
@audit

# UserLicense 100 "User License" "User Licenses" readonly partial setup
Name text 40 readonly name
LicenseDefinitionKey text 40 readonly
MasterLabel text 40 readonly
Status picklist readonly restricted : Active | Disabled

# UserRole 00E "Role" "Role" setup
@id
Name text 80 required name
ParentRoleId ref UserRole
RollupDescription text 80 "Description"
OpportunityAccessForAccountOwner picklist required restricted default='None' : None | Read | Edit
CaseAccessForAccountOwner picklist restricted : None | Read | Edit
ContactAccessForAccountOwner picklist restricted : None | Read | Edit
ForecastUserId ref User
MayForecastManagerShare boolean readonly defaulted
LastModifiedDate datetime readonly required defaulted
LastModifiedById ref User readonly required defaulted
SystemModstamp datetime readonly required defaulted
DeveloperName text 80
PortalAccountId ref Account readonly
PortalType picklist restricted readonly : None | CustomerPortal | Partner
PortalAccountOwnerId ref User readonly

# UserLogin 0Yw "User Login" "User Login" nocreate nodelete setup notrigger
@id
UserId ref User readonly
IsFrozen boolean defaulted
IsPasswordLocked boolean defaulted
LastModifiedById ref User readonly required defaulted
LastModifiedDate datetime readonly required defaulted

# PermissionSet 0PS "Permission Set" "Permission Sets" partial setup notrigger
Name text 80 required
Label text 80 required name "Permission Set Label"
LicenseId ref PermissionSetLicense|UserLicense createonly
ProfileId ref Profile readonly
IsOwnedByProfile boolean readonly defaulted
IsCustom boolean readonly defaulted "Custom"
Type picklist readonly restricted default='Regular' : Regular | Standard | Session | Group | Profile
Description text 255
PermissionSetGroupId ref PermissionSetGroup readonly
HasActivationRequired boolean defaulted
NamespacePrefix text 15 readonly
@audit

# PermissionSetAssignment 0Pa "Permission Set Assignment" "Permission Set Assignments" setup notrigger
@id
PermissionSetId ref PermissionSet createonly cascade child=Assignments
PermissionSetGroupId ref PermissionSetGroup createonly cascade child=Assignments
AssigneeId ref User required createonly child=PermissionSetAssignments
SystemModstamp datetime readonly required defaulted
ExpirationDate datetime
IsActive boolean readonly defaulted
IsRevoked boolean readonly defaulted

# PermissionSetGroup 0PG "Permission Set Group" "Permission Set Groups" setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required unique
Language picklist restricted readonly : en_US | de | fr | es | it | ja
MasterLabel text 80 required name
NamespacePrefix text 15 readonly
@audit
Description text 255
Status picklist restricted readonly default='Outdated' : Updated | Outdated | Updating | Failed
HasActivationRequired boolean defaulted

# PermissionSetGroupComponent 0PH "Permission Set Group Component" "Permission Set Group Components" setup notrigger
@id
IsDeleted boolean readonly defaulted required
@audit
PermissionSetGroupId ref PermissionSetGroup required createonly cascade child=PermissionSetGroupComponents
PermissionSetId ref PermissionSet|MutingPermissionSet required createonly

# MutingPermissionSet 0QM "Muting Permission Set" "Muting Permission Sets" partial setup notrigger
DeveloperName text 80 required
MasterLabel text 80 required name

# SetupEntityAccess 0J0 "Setup Entity Access" "Setup Entity Access" setup notrigger noupdate
@id
ParentId ref PermissionSet required createonly cascade child=SetupEntityAccessItems
SetupEntityId ref ApexClass|ApexPage|ConnectedApplication|CustomPermission|NamedCredential|ExternalCredential required createonly norel
SetupEntityType picklist readonly restricted : ApexClass | ApexPage | ConnectedApplication | CustomEntityDefinition | CustomPermission | ExternalClientApplication | ExternalCredentialParameter | ExternalDataSource | FlowDefinition | MessagingChannel | NamedCredential | OrgWideEmailAddress | ServicePresenceStatus | ServiceProvider | TabSet
SystemModstamp datetime readonly required defaulted

# ObjectPermissions 110 "Object Permissions" "Object Permissions" setup notrigger
@id
ParentId ref PermissionSet required createonly cascade child=ObjectPerms
SobjectType picklist required createonly restricted
PermissionsCreate boolean required defaulted
PermissionsRead boolean required defaulted
PermissionsEdit boolean required defaulted
PermissionsDelete boolean required defaulted
PermissionsViewAllRecords boolean required defaulted
PermissionsModifyAllRecords boolean required defaulted
PermissionsViewAllFields boolean required defaulted
CreatedDate datetime readonly required defaulted
CreatedById ref User readonly required defaulted
LastModifiedDate datetime readonly required defaulted
LastModifiedById ref User readonly required defaulted
SystemModstamp datetime readonly required defaulted

# FieldPermissions 01k "Field Permissions" "Field Permissions" setup notrigger
@id
ParentId ref PermissionSet required createonly cascade child=FieldPerms
SobjectType picklist required createonly restricted
Field picklist required createonly restricted
PermissionsEdit boolean required defaulted
PermissionsRead boolean required defaulted
SystemModstamp datetime readonly required defaulted

# CustomPermission 0CP "Custom Permission" "Custom Permissions" readonly setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required unique
Language picklist restricted readonly : en_US | de | fr | es | it | ja
MasterLabel text 80 required name
NamespacePrefix text 15 readonly
IsProtected boolean readonly defaulted
@audit
Description text 255
IsLicensed boolean readonly defaulted

# Group 00G "Group" "Groups" setup
@id
Name text 40 required name
DeveloperName text 80
RelatedId ref User|UserRole readonly
Type picklist required createonly restricted default='Regular' : Regular | Queue | Role | RoleAndSubordinates | RoleAndSubordinatesInternal | Organization | AllCustomerPortal | Manager | ManagerAndSubordinatesInternal | Territory | TerritoryAndSubordinates
Email email
OwnerId ref Organization|User readonly
DoesSendEmailToMembers boolean required defaulted
DoesIncludeBosses boolean required defaulted default=TRUE
Description text 1000
@audit

# GroupMember 011 "Group Member" "Group Member" setup noupdate
@id
GroupId ref Group required createonly cascade child=GroupMembers
UserOrGroupId ref User|Group required createonly norel
SystemModstamp datetime readonly required defaulted

# QueueSobject 03g "Queue Sobject" "Queue Sobject" setup noupdate
@id
QueueId ref Group required createonly cascade child=QueueSobjects
SobjectType picklist required createonly restricted
CreatedById ref User readonly required defaulted
SystemModstamp datetime readonly required defaulted

# Organization 00D "Organization" "Organization" partial setup nocreate nodelete notrigger
Name text 80 required name
OrganizationType picklist readonly restricted "Edition" : Developer Edition | Enterprise Edition | Unlimited Edition | Professional Edition
NamespacePrefix text 15 readonly
InstanceName text 5 readonly
IsSandbox boolean readonly defaulted
TimeZoneSidKey picklist restricted
LanguageLocaleKey picklist restricted
DefaultLocaleSidKey picklist restricted
TrialExpirationDate datetime readonly

# AuthSession 0Ak "Auth Session" "Auth Session" setup nocreate noupdate notrigger
@id
UsersId ref User readonly
CreatedDate datetime readonly required defaulted
LastModifiedDate datetime readonly required defaulted
NumSecondsValid int readonly required
UserType picklist readonly required restricted : Standard | Guest | PowerPartner | CustomerSuccess | AutomatedProcess | CloudIntegrationUser
SourceIp text 39 readonly required
LoginType picklist readonly required restricted : Application | OauthRemoteAccess2 | Oauth2 | OauthPassword | Partner | ChatterCommunities | AppExchange | SamlSSO
SessionType picklist readonly restricted : UI | Content | OauthApprovalUI | Oauth2 | SiteStudio | SitePreview | SubstituteUser | TempContentExchange | TempOauthAccessTokenFrontdoor | TempVisualforceExchange | TempUIFrontdoor | UserSite | Visualforce | WDC_API | API | Aura | LWR | ChatterNetworks | ChatterNetworksAPIOnly | DataDownloadOnly | LoginHistoryPage | STREAMING_API
SessionSecurityLevel picklist readonly restricted : LOW | STANDARD | HIGH_ASSURANCE
LogoutUrl text 1500 readonly
ParentId ref AuthSession readonly
LoginHistoryId ref LoginHistory readonly
LoginGeoId ref LoginGeo readonly
IsCurrent boolean readonly defaulted
LoginSubType text 255 readonly
IsAssociatedWithJwtAccessToken boolean readonly defaulted

# OauthToken 888 "OAuth Token" "OAuth Token" setup nocreate noupdate notrigger
@id
AccessToken text 255 readonly
UserId ref User readonly
RequestToken text 255 readonly
CreatedDate datetime readonly required defaulted
AppName text 255 readonly
LastUsedDate datetime readonly
UseCount int readonly
DeleteToken text 255 readonly
AppMenuItemId ref AppMenuItem readonly

# LoginHistory 0Ya "Login History" "Login History" readonly setup notrigger
@id
UserId ref User readonly norel
LoginTime datetime readonly
LoginType picklist readonly restricted : Application | OauthRemoteAccess2 | Oauth2 | OauthPassword | Partner | ChatterCommunities | AppExchange | SamlSSO | Other Apex API
SourceIp text 39 readonly
LoginUrl text 1024 readonly
AuthenticationServiceId ref AuthProvider|SamlSsoConfig readonly norel
LoginGeoId ref LoginGeo readonly
TlsProtocol picklist readonly restricted : TLS 1.0 | TLS 1.1 | TLS 1.2 | TLS 1.3
CipherSuite text 128 readonly
OptionsIsGet boolean readonly defaulted
OptionsIsPost boolean readonly defaulted
Browser text 64 readonly
Platform text 64 readonly
Status text 128 readonly
Application text 64 readonly
ClientVersion text 64 readonly
ApiType text 64 readonly
ApiVersion text 32 readonly
CountryIso text 3 readonly
AuthMethodReference text 255 readonly
AuthContextClassRef text 255 readonly
ForwardedForIp text 1000 readonly
LoginSubType picklist readonly restricted : OauthUserAgent | OauthUsernamePassword | OauthClientCredential | OauthJwtBearerToken | OauthTokenExchange | OauthRefreshToken | UiLoginPage
NetworkId ref Network readonly norel

# LoginGeo 04F "Login Geo Data" "Login Geo Data" readonly partial notrigger

# ConnectedApplication 0H4 "Connected App" "Connected Apps" nocreate nodelete setup notrigger
@id
Name text 80 required readonly name
@audit
MobileSessionTimeout picklist restricted
PinLength picklist restricted
StartUrl url
MobileStartUrl url
RefreshTokenValidityPeriod int
OptionsAllowAdminApprovedUsersOnly boolean defaulted
OptionsRefreshTokenValidityMetric boolean defaulted
OptionsHasSessionLevelPolicy boolean defaulted
OptionsIsInternal boolean readonly defaulted
OptionsFullContentPushNotifications boolean readonly defaulted
OptionsCodeCredentialGuestEnabled boolean readonly defaulted
OptionsAppIssueJwtTokenEnabled boolean readonly defaulted
OptionsTokenExchangeManageBitEnabled boolean readonly defaulted
OptionsAllowExpiredUvidJWT boolean readonly defaulted
NamedUserUvidTimeout picklist restricted
UvidTimeout picklist restricted

# NamedCredential 0XA "Named Credential" "Named Credentials" readonly setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required unique
Language picklist restricted readonly : en_US | de | fr | es | it | ja
MasterLabel text 80 required name
NamespacePrefix text 15 readonly
@audit
Endpoint text 255
PrincipalType picklist restricted readonly : Anonymous | PerUser | NamedUser
CalloutOptionsGenerateAuthorizationHeader boolean readonly defaulted
CalloutOptionsAllowMergeFieldsInHeader boolean readonly defaulted
CalloutOptionsAllowMergeFieldsInBody boolean readonly defaulted
AuthProviderId ref AuthProvider readonly
JwtIssuer text 255 readonly
JwtFormulaSubject text 1024 readonly
JwtTextSubject text 255 readonly
JwtValidityPeriodSeconds int readonly
JwtAudience text 255 readonly
AuthTokenEndpointUrl text 255 readonly
Description text 255

# ExternalCredential 0pt "External Credential" "External Credentials" partial readonly setup notrigger
@id
DeveloperName text 80 required
MasterLabel text 80 required name

# UserExternalCredential - "User External Credential" "User External Credentials" readonly setup notrigger
@id
@deleted
@audit

# CustomNotificationType 0ML "Custom Notification Type" "Custom Notification Types" readonly partial setup notrigger
DeveloperName text 80 required unique
MasterLabel text 80 required name
CustomNotifTypeName text 80 required

# TransactionSecurityPolicy 0NI "Transaction Security Policy" "Transaction Security Policies" readonly setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required unique
Language picklist restricted readonly : en_US | de | fr | es | it | ja
MasterLabel text 80 required name
NamespacePrefix text 15 readonly
@audit
Type picklist restricted : CustomApexPolicy | CustomConditionBuilderPolicy
State picklist restricted : Disabled | Enabled
ActionConfig textarea 32000
ApexPolicyId ref ApexClass
EventType picklist restricted
ResourceName picklist restricted
ExecutionUserId ref User
EventName picklist restricted
BlockMessage textarea 1000
CustomEmailContent textarea 1333
Description text 255

# SetupAuditTrail 0Ym "Setup Audit Trail Entry" "Setup Audit Trail" readonly setup notrigger
@id
Action text 80 readonly
Section text 80 readonly
CreatedDate datetime readonly required defaulted
CreatedById ref User readonly
Display text 1000 readonly
DelegateUser text 80 readonly
ResponsibleNamespacePrefix text 15 readonly
CreatedByContext text 80 readonly
CreatedByIssuer text 80 readonly
SystemModstamp datetime readonly required defaulted

# RecordType 012 "Record Type" "Record Types" setup notrigger nodelete
@id
Name text 80 required name "Record Type Name"
DeveloperName text 80 required
NamespacePrefix text 15 readonly
Description text 255
BusinessProcessId ref BusinessProcess
SobjectType picklist required createonly restricted
IsActive boolean defaulted "Active"
IsPersonType boolean readonly defaulted
@audit

# UserRecordAccess - "User Record Access" "User Record Access" readonly notrigger
Id id readonly required
UserId ref User readonly norel
RecordId text 18 readonly
HasReadAccess boolean readonly
HasEditAccess boolean readonly
HasDeleteAccess boolean readonly
HasTransferAccess boolean readonly
HasAllAccess boolean readonly
MaxAccessLevel picklist readonly restricted : None | Read | Edit | Delete | Transfer | All
`;
