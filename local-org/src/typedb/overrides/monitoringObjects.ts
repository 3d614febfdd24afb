/**
 * Real-time event monitoring and other standard events: names and Apex types of the fields are those of an API 67 describe
 * with all of them enabled; lengths and scales are assumptions.
 * A header names the object and what it is: `stream` (event on the bus), `bigobject` or `store` (standard object that
 * keeps events). Only streams marked `trigger` accept Apex triggers, only those marked `flow` accept event-triggered
 * flows. A field's type stands in `monitoringFieldTypes`; `Name=ref` means that this object holds an id where others
 * hold text.
 */
export const monitoringObjects = `
# ApiEventStream stream
ActionName AdditionalInfo ApiType ApiVersion Application BotId BotSessionIdentifier Client ConnectedAppId
CreatedDate ElapsedTime EvaluationTime EventDate EventIdentifier EventUuid LoginHistoryId LoginKey Operation
OperationStatus PlannerId Platform PolicyId PolicyOutcome ProfileId QueriedEntities Query Records
RelatedEventIdentifier ReplayId RequestIdentifier RoleId RowsProcessed RowsReturned SessionKey SessionLevel
SourceIp UserAgent UserId Username
# ApiEvent bigobject
ActionName AdditionalInfo ApiType ApiVersion Application BotSessionIdentifier Client ConnectedAppId=ref
CreatedDate ElapsedTime EvaluationTime EventDate EventIdentifier Id LoginHistoryId LoginKey Operation
OperationStatus PlannerId=ref Platform PolicyId PolicyOutcome ProfileId QueriedEntities Query Records
RelatedEventIdentifier RequestIdentifier RoleId RowsProcessed RowsReturned SessionKey SessionLevel SourceIp
UserAgent UserId Username
# ApiAnomalyEvent stream flow
CreatedDate EvaluationTime EventDate EventIdentifier EventUuid LoginKey Operation PolicyId PolicyOutcome
QueriedEntities ReplayId RequestIdentifier RowsProcessed Score SecurityEventData SessionKey SourceIp Summary Uri
UserAgent UserId Username
# ApiAnomalyEventStore store
ApiAnomalyEventNumber CreatedDate EvaluationTime EventDate EventIdentifier Id LastModifiedDate
LastReferencedDate LastViewedDate LoginKey Operation PolicyId PolicyOutcome QueriedEntities RequestIdentifier
RowsProcessed Score SecurityEventData SessionKey SourceIp Summary SystemModstamp Uri UserAgent UserId Username
# BulkApiResultEvent stream
CreatedDate EvaluationTime EventDate EventIdentifier EventUuid LoginHistoryId LoginKey PolicyId PolicyOutcome
ProfileId Query RelatedEventIdentifier ReplayId RoleId SessionKey SessionLevel SourceIp UserId Username
# BulkApiResultEventStore bigobject
CreatedDate EvaluationTime EventDate EventIdentifier Id LoginHistoryId LoginKey PolicyId PolicyOutcome ProfileId
Query RelatedEventIdentifier RoleId SessionKey SessionLevel SourceIp UserId Username
# ConcurLongRunApexErrEvent stream
CreatedDate CurrentValue EventDate EventIdentifier EventUuid LimitValue LoginKey Quiddity ReplayId RequestId
RequestUri SessionKey SessionLevel SourceIp UserId Username
# CredentialStuffingEvent stream flow
AcceptLanguage CreatedDate EvaluationTime EventDate EventIdentifier EventUuid LoginKey LoginType LoginUrl
PolicyId PolicyOutcome ReplayId Score SessionKey SourceIp Summary UserAgent UserId Username
# CredentialStuffingEventStore store
AcceptLanguage CreatedDate CredentialStuffingEventNumber EvaluationTime EventDate EventIdentifier Id
LastModifiedDate LastReferencedDate LastViewedDate LoginKey LoginType LoginUrl PolicyId PolicyOutcome Score
SessionKey SourceIp Summary SystemModstamp UserAgent UserId Username
# FileEvent stream
CanDownloadPdf ContentSize CreatedById CreatedDate DocumentId EvaluationTime EventDate EventIdentifier EventUuid
FileAction FileName FileSource FileType IsLatestVersion LoginKey PolicyId PolicyOutcome ProcessDuration
ProfileId RelatedEventIdentifier ReplayId RoleId SessionKey SessionLevel SourceIp UserId Username VersionId
VersionNumber
# FileEventStore bigobject
CanDownloadPdf ContentSize CreatedById CreatedDate DocumentId=ref EvaluationTime EventDate EventIdentifier
FileAction FileName FileSource FileType Id IsLatestVersion LastModifiedById LastModifiedDate LoginKey PolicyId
PolicyOutcome ProcessDuration ProfileId RelatedEventIdentifier RoleId SessionKey SessionLevel SourceIp
SystemModstamp UserId Username VersionId=ref VersionNumber
# GuestUserAnomalyEvent stream flow
CreatedDate EvaluationTime EventDate EventIdentifier EventUuid LoginKey PolicyId PolicyOutcome ReplayId
RequestedEntities Score SecurityEventData SessionKey SoqlCommands SourceIp Summary TotalControllerEvents
UserAgent UserId UserType Username
# GuestUserAnomalyEventStore store
CreatedDate EvaluationTime EventDate EventIdentifier GuestUserAnomalyEventNumber Id LastModifiedDate
LastReferencedDate LastViewedDate LoginKey PolicyId PolicyOutcome RequestedEntities Score SecurityEventData
SessionKey SoqlCommands SourceIp Summary SystemModstamp TotalControllerEvents UserAgent UserId UserType Username
# IdentityVerificationEvent bigobject
Activity City Country CountryIso CreatedDate EventDate EventGroup EventIdentifier Id Latitude LoginHistoryId
LoginKey Longitude Policy PostalCode ProfileId Remarks ResourceId RoleId SessionKey SessionLevel SourceIp Status
Subdivision UserId Username VerificationMethod
# IdentityProviderEventStore bigobject
AppId AuthSessionId CreatedDate ErrorCode EventDate EventIdentifier HasLogoutUrl Id IdentityUsed InitiatedBy
ProfileId RoleId SamlEntityUrl SsoType UserId
# LightningUriEventStream stream
AppName ConnectionType CreatedDate DeviceId DeviceModel DevicePlatform DeviceSessionId Duration
EffectivePageTime EffectivePageTimeDeviationErrorType EffectivePageTimeDeviationReason EventDate EventIdentifier
EventUuid HasEffectivePageTimeDeviation LoginKey Operation OsName OsVersion PageStartTime PageUrl
PreviousPageAppName PreviousPageEntityId PreviousPageEntityType PreviousPageUrl ProfileId QueriedEntities
RecordId RelatedEventIdentifier ReplayId RoleId SdkAppType SdkAppVersion SdkVersion SessionKey SessionLevel
SourceIp UserAgent UserId UserType Username
# LightningUriEvent bigobject
AppName ConnectionType CreatedDate DeviceId DeviceModel DevicePlatform DeviceSessionId Duration
EffectivePageTime EffectivePageTimeDeviationErrorType EffectivePageTimeDeviationReason EventDate EventIdentifier
HasEffectivePageTimeDeviation Id LoginKey Operation OsName OsVersion PageStartTime PageUrl PreviousPageAppName
PreviousPageEntityId=ref PreviousPageEntityType PreviousPageUrl ProfileId QueriedEntities RecordId=ref
RelatedEventIdentifier RoleId SdkAppType SdkAppVersion SdkVersion SessionKey SessionLevel SourceIp UserAgent
UserId UserType Username
# ListViewEventStream stream
AppName ColumnHeaders CreatedDate DeveloperName EvaluationTime EventDate EventIdentifier EventSource EventUuid
ExecutionIdentifier FilterCriteria ListViewId LoginHistoryId LoginKey Name NumberOfColumns OrderBy OwnerId
PolicyId PolicyOutcome ProfileId QueriedEntities Records RelatedEventIdentifier ReplayId RoleId RowsProcessed
Scope Sequence SessionKey SessionLevel SourceIp UserId Username
# ListViewEvent bigobject
AppName ColumnHeaders CreatedDate DeveloperName EvaluationTime EventDate EventIdentifier EventSource
ExecutionIdentifier FilterCriteria Id ListViewId=ref LoginHistoryId LoginKey Name NumberOfColumns OrderBy
OwnerId=ref PolicyId PolicyOutcome ProfileId QueriedEntities Records RelatedEventIdentifier RoleId RowsProcessed
Scope Sequence SessionKey SessionLevel SourceIp UserId Username
# LockoutEventStream stream
CreatedById CreatedDate EventDate EventIdentifier EventUuid FailedLogins LockoutDate LoginKey ProfileId ReplayId
RoleId SessionKey SessionLevel SourceIp UserId Username
# LoginAnomalyEvent stream flow
CreatedById CreatedDate EvaluationTime EventDate EventIdentifier EventUuid FeatureContribution FeatureName
FeatureValue LoginKey PolicyId PolicyOutcome ReplayId Score SecurityEventData SessionKey SourceIp Summary UserId
Username
# LoginAnomalyEventStore store
CreatedDate EvaluationTime EventDate EventIdentifier FeatureContribution FeatureName FeatureValue Id
LastModifiedDate LastReferencedDate LastViewedDate LoginAnomalyEventNumber LoginKey PolicyId PolicyOutcome Score
SecurityEventData SessionKey SourceIp Summary SystemModstamp UserId Username
# LoginAsEventStream stream
Application Browser CreatedDate DelegatedOrganizationId DelegatedUsername EvaluationTime EventDate
EventIdentifier EventUuid LoginAccessChangeExpDate LoginAccessChangeGranteeName LoginAccessChangeGranteeType
LoginAsCategory LoginHistoryId LoginKey LoginType Platform PolicyId PolicyOutcome ProfileId ReplayId RoleId
SessionKey SessionLevel SourceIp TargetUrl UserId UserType Username
# LoginAsEvent bigobject
Application Browser CreatedDate DelegatedOrganizationId DelegatedUsername EvaluationTime EventDate
EventIdentifier Id LoginAccessChangeExpDate LoginAccessChangeGranteeName LoginAccessChangeGranteeType
LoginAsCategory LoginHistoryId LoginKey LoginType Platform PolicyId PolicyOutcome ProfileId RoleId SessionKey
SessionLevel SourceIp TargetUrl UserId UserType Username
# LoginEventStream stream
AdditionalInfo ApiType ApiVersion=text Application AuthContextClassRef AuthMethodReference AuthServiceId Browser
CipherSuite City ClientVersion Country CountryIso CreatedDate EvaluationTime EventDate EventIdentifier EventUuid
ForwardedForIp HttpMethod LoginGeoId LoginHistoryId LoginKey LoginLatitude LoginLongitude LoginSubType LoginType
LoginUrl NetworkId Platform PolicyId PolicyOutcome PostalCode ProfileId RelatedEventIdentifier ReplayId RoleId
SessionKey SessionLevel SourceIp Status Subdivision TlsProtocol UserId UserType Username
# LoginEvent bigobject
AdditionalInfo ApiType ApiVersion=text Application AuthContextClassRef AuthMethodReference AuthServiceId=ref
Browser CipherSuite City ClientVersion Country CountryIso CreatedDate EvaluationTime EventDate EventIdentifier
ForwardedForIp HttpMethod Id LoginGeoId=ref LoginHistoryId LoginKey LoginLatitude LoginLongitude LoginSubType
LoginType LoginUrl NetworkId=ref Platform PolicyId PolicyOutcome PostalCode ProfileId RelatedEventIdentifier
RoleId SessionKey SessionLevel SourceIp Status Subdivision TlsProtocol UserId UserType Username
# LogoutEventStream stream trigger
CreatedById CreatedDate EventDate EventIdentifier EventUuid LoginKey ProfileId RelatedEventIdentifier ReplayId
RoleId SessionKey SessionLevel SourceIp UserId Username
# LogoutEvent bigobject
CreatedDate EventDate EventIdentifier Id LoginKey ProfileId RoleId SessionKey SessionLevel SourceIp UserId
Username
# PermissionSetEvent stream
CreatedDate EvaluationTime EventDate EventIdentifier EventSource EventUuid HasExternalUsers ImpactedUserIds
LoginHistoryId LoginKey Operation ParentIdList ParentNameList PermissionExpiration PermissionExpirationList
PermissionList PermissionType PolicyId PolicyOutcome ProfileId RelatedEventIdentifier ReplayId RoleId SessionKey
SessionLevel SourceIp UserCount UserId Username
# PermissionSetEventStore bigobject
CreatedDate EvaluationTime EventDate EventIdentifier EventSource HasExternalUsers Id ImpactedUserIds
LoginHistoryId LoginKey Operation ParentIdList ParentNameList PermissionExpiration PermissionExpirationList
PermissionList PermissionType PolicyId PolicyOutcome ProfileId RelatedEventIdentifier RoleId SessionKey
SessionLevel SourceIp UserCount UserId Username
# ReportAnomalyEvent stream flow
CreatedDate EvaluationTime EventDate EventIdentifier EventUuid LoginKey PolicyId PolicyOutcome ReplayId Report
Score SecurityEventData SessionKey SourceIp Summary UserId Username
# ReportAnomalyEventStore store
CreatedDate EvaluationTime EventDate EventIdentifier Id LastModifiedDate LastReferencedDate LastViewedDate
LoginKey PolicyId PolicyOutcome Report ReportAnomalyEventNumber Score SecurityEventData SessionKey SourceIp
Summary SystemModstamp UserId Username
# ReportEventStream stream
ActionName BotId BotSessionIdentifier ColumnHeaders CreatedDate DashboardId DashboardName Description
DisplayedFieldEntities EvaluationTime EventDate EventIdentifier EventSource EventUuid ExecutionIdentifier
ExportFileFormat Format GroupedColumnHeaders IsScheduled LoginHistoryId LoginKey Name NumberOfColumns Operation
OwnerId PlannerId PolicyId PolicyOutcome ProfileId QueriedEntities Records RelatedEventIdentifier ReplayId
ReportId RoleId RowsProcessed Scope Sequence SessionKey SessionLevel SourceIp UserId Username
# ReportEvent bigobject
ActionName BotSessionIdentifier ColumnHeaders CreatedDate DashboardId=ref DashboardName Description
DisplayedFieldEntities EvaluationTime EventDate EventIdentifier EventSource ExecutionIdentifier ExportFileFormat
Format GroupedColumnHeaders Id IsScheduled LoginHistoryId LoginKey Name NumberOfColumns Operation OwnerId=ref
PlannerId=ref PolicyId PolicyOutcome ProfileId QueriedEntities Records RelatedEventIdentifier ReportId=ref
RoleId RowsProcessed Scope Sequence SessionKey SessionLevel SourceIp UserId Username
# SessionHijackingEvent stream flow
CreatedDate CurrentIp CurrentPlatform CurrentScreen CurrentUserAgent CurrentWindow EvaluationTime EventDate
EventIdentifier EventUuid LoginKey PolicyId PolicyOutcome PreviousIp PreviousPlatform PreviousScreen
PreviousUserAgent PreviousWindow ReplayId Score SecurityEventData SessionKey SourceIp Summary UserId Username
# SessionHijackingEventStore store
CreatedDate CurrentIp CurrentPlatform CurrentScreen CurrentUserAgent CurrentWindow EvaluationTime EventDate
EventIdentifier Id LastModifiedDate LastReferencedDate LastViewedDate LoginKey PolicyId PolicyOutcome PreviousIp
PreviousPlatform PreviousScreen PreviousUserAgent PreviousWindow Score SecurityEventData
SessionHijackingEventNumber SessionKey SourceIp Summary SystemModstamp UserId Username
# UniversalAnomalyEvent stream
AnomalySubType CreatedById CreatedDate EvaluationTime EventDate EventIdentifier EventUuid LoginKey PolicyId
PolicyOutcome ReplayId Score SecurityEventData SessionKey SourceIp Summary UserId Username
# UniversalAnomalyEventStore store
AnomalySubType CreatedDate EvaluationTime EventDate EventIdentifier Id LastModifiedDate LastReferencedDate
LastViewedDate LoginKey PolicyId PolicyOutcome Score SecurityEventData SessionKey SourceIp Summary
SystemModstamp UniversalAnomalyEventNumber UserId Username
# UriEventStream stream
CreatedDate EventDate EventIdentifier EventUuid LoginKey Message Name Operation OperationStatus ProfileId
QueriedEntities RecordId RelatedEventIdentifier ReplayId RoleId SessionKey SessionLevel SourceIp UserId UserType
Username
# UriEvent bigobject
CreatedDate EventDate EventIdentifier Id LoginKey Message Name Operation OperationStatus ProfileId
QueriedEntities RecordId=ref RelatedEventIdentifier RoleId SessionKey SessionLevel SourceIp UserId UserType
Username
# AIPredictionEvent stream trigger flow
Confidence CreatedById CreatedDate EventUuid FieldName HasError InsightId PredictionEntityId ReplayId TargetId
# AIUpdateRecordEvent stream
CreatedById CreatedDate ErrorCode ErrorMessage EventUuid IsUpdated RecordId ReplayId UpdatedFields
# AiPromptTemplateGenEvent stream
CreatedById CreatedDate EventPayload EventUuid InvocationIdentifier ReplayId
# BatchApexErrorEvent stream trigger flow
AsyncApexJobId CreatedById CreatedDate DoesExceedJobScopeMaxLength EventUuid ExceptionType JobScope Message
Phase ReplayId RequestId StackTrace
# FlowExecutionErrorEvent stream trigger flow
ContextObject ContextRecordId CreatedById CreatedDate ElementApiName ElementType ErrorId ErrorMessage EventDate
EventIdentifier EventType EventUuid ExtendedErrorCode FlowApiName FlowExecutionEndDate FlowExecutionStartDate
FlowNamespace FlowVersionId FlowVersionNumber InterviewBatchId InterviewGuid InterviewRequestId
InterviewStartDate InterviewStartedById ProcessType RelatedRecordId ReplayId StageQualifiedApiName UserId
Username
# PlatformStatusAlertEvent stream trigger flow
ApiErrorCode ComponentName CreatedById CreatedDate EventDate EventIdentifier EventUuid ExtendedErrorCode
RelatedEventIdentifier ReplayId RequestId ServiceJobId ServiceName StatusType SubComponentName Subject UserId
Username
# ConsentEvent stream
AssociatedIds ChangeInitiator ChangeTimestamp ChangeType ConsentCaptureSource ConsentCaptureType EventUuid
NewValues ObjectName RecordId ReplayId
`;

/** Types of the fields above by name, in curated notation; a field not listed is text of 255 characters. */
export const monitoringFieldTypes: Readonly<Record<string, string>> = {
    ...typed(
        'double 18,2',
        'ApiVersion Confidence Duration EffectivePageTime EvaluationTime ProcessDuration RowsProcessed RowsReturned'
    ),
    ...typed('double 18,6', 'FeatureContribution FeatureValue Latitude Longitude LoginLatitude LoginLongitude Score'),
    ...typed(
        'int',
        'ContentSize CurrentValue ElapsedTime FailedLogins FlowVersionNumber LimitValue NumberOfColumns Sequence TotalControllerEvents'
    ),
    ...typed(
        'boolean',
        'CanDownloadPdf DoesExceedJobScopeMaxLength HasEffectivePageTimeDeviation HasError HasExternalUsers HasLogoutUrl IsLatestVersion IsScheduled IsUpdated'
    ),
    ...typed(
        'datetime',
        'ChangeTimestamp CreatedDate EventDate FlowExecutionEndDate FlowExecutionStartDate InterviewStartDate LastModifiedDate LastReferencedDate LastViewedDate LockoutDate LoginAccessChangeExpDate PageStartTime PermissionExpiration SystemModstamp'
    ),
    ...typed(
        'textarea 131072',
        'AdditionalInfo ColumnHeaders DisplayedFieldEntities EventPayload FilterCriteria GroupedColumnHeaders ImpactedUserIds JobScope Message NewValues PermissionList Query QueriedEntities Records RequestedEntities SecurityEventData SoqlCommands StackTrace Summary'
    ),
    ...typed('ref User', 'CreatedById InterviewStartedById LastModifiedById UserId'),
    ...typed('ref LoginHistory', 'LoginHistoryId'),
    ...typed('ref TransactionSecurityPolicy', 'PolicyId'),
    ...typed('ref Profile norel', 'ProfileId'),
    ...typed('ref UserRole norel', 'RoleId'),
    ...typed('ref ConnectedApplication norel', 'AppId'),
    ...typed('ref AuthSession norel', 'AuthSessionId'),
    ...typed('ref User norel', 'ContextRecordId ResourceId'),
    ...typed('anytype', 'UpdatedFields'),
    ...typed('id', 'Id')
};

/** Targets of fields that are text on the stream and a reference on the store; others point outside of the known objects. */
export const monitoringReferences: Readonly<Record<string, string>> = {
    AuthServiceId: 'AuthProvider',
    ConnectedAppId: 'ConnectedApplication',
    DashboardId: 'Dashboard',
    DocumentId: 'ContentDocument',
    ListViewId: 'ListView',
    LoginGeoId: 'LoginGeo',
    NetworkId: 'Network',
    OwnerId: 'User',
    ReportId: 'Report',
    VersionId: 'ContentVersion'
};

function typed(type: string, names: string): Record<string, string> {
    return Object.fromEntries(names.split(' ').map((name) => [name, type]));
}

/** Objects that an org without the add-on Event Monitoring, or Shield, does not have. */
export function needsEventMonitoring(name: string): boolean {
    return LICENSED.test(name);
}

const LICENSED =
    /^(?:TransactionSecurityPolicy|(?:Api|ApiAnomaly|BulkApiResult|ConcurLongRunApexErr|CredentialStuffing|File|GuestUserAnomaly|IdentityVerification|IdentityProvider|LightningUri|ListView|Lockout|Login|LoginAnomaly|LoginAs|Logout|PermissionSet|ReportAnomaly|Report|SessionHijacking|UniversalAnomaly|Uri)Event(?:Stream|Store)?)$/;
