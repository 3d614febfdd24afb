/** Apex code and its jobs, event bus bookkeeping, calendar, entity catalogue; notation: `curatedNotation.ts`. */
export const platformObjects = `
# ApexClass 01p "Apex Class" "Apex Classes" readonly setup notrigger
@id
NamespacePrefix text 15 readonly
Name text 255 required name
ApiVersion double 18,1 required
Status picklist required restricted : Inactive | Active | Deleted
IsValid boolean readonly defaulted
BodyCrc double 18,0 readonly
Body textarea 1000000
LengthWithoutComments int readonly "Size Without Comments"
@audit

# ApexTrigger 01q "Apex Trigger" "Apex Triggers" readonly setup notrigger
@id
NamespacePrefix text 15 readonly
Name text 255 required name
TableEnumOrId picklist required restricted
UsageBeforeInsert boolean readonly defaulted
UsageAfterInsert boolean readonly defaulted
UsageBeforeUpdate boolean readonly defaulted
UsageAfterUpdate boolean readonly defaulted
UsageBeforeDelete boolean readonly defaulted
UsageAfterDelete boolean readonly defaulted
UsageIsBulk boolean readonly defaulted
UsageAfterUndelete boolean readonly defaulted
ApiVersion double 18,1 required
Status picklist required restricted : Inactive | Active | Deleted
IsValid boolean readonly defaulted
BodyCrc double 18,0 readonly
Body textarea 1000000
LengthWithoutComments int readonly "Size Without Comments"
@audit

# AsyncApexJob 707 "Apex Job" "Apex Jobs" readonly notrigger
@id
CreatedDate datetime readonly required defaulted
CreatedById ref User readonly required defaulted
JobType picklist readonly required restricted : Future | ScheduledApex | BatchApex | BatchApexWorker | TestRequest | TestWorker | ApexToken | SharingRecalculation | Queueable
ApexClassId ref ApexClass readonly
Status picklist readonly required restricted : Queued | Processing | Aborted | Completed | Failed | Preparing | Holding
JobItemsProcessed int readonly required "Batches Processed"
TotalJobItems int readonly "Total Batches"
NumberOfErrors int readonly "Failures"
CompletedDate datetime readonly
MethodName text 255 readonly "Apex Method"
ExtendedStatus text 1000 readonly "Status Detail"
ParentJobId ref AsyncApexJob readonly
LastProcessed text 15 readonly
LastProcessedOffset int readonly
CronTriggerId ref CronTrigger readonly

# CronTrigger 08e "Scheduled Jobs" "Scheduled Jobs" readonly notrigger
@id
CronJobDetailId ref CronJobDetail readonly
NextFireTime datetime readonly
PreviousFireTime datetime readonly
State picklist readonly required restricted : WAITING | ACQUIRED | EXECUTING | COMPLETE | ERROR | DELETED | PAUSED | BLOCKED | PAUSED_BLOCKED
StartTime datetime readonly
EndTime datetime readonly
CronExpression text 255 readonly
TimeZoneSidKey picklist readonly restricted
OwnerId ref User readonly
LastModifiedById ref User readonly
CreatedById ref User readonly required defaulted
CreatedDate datetime readonly required defaulted
TimesTriggered int readonly

# CronJobDetail 08a "Cron Job" "Cron Jobs" readonly notrigger
@id
Name text 255 readonly required name
JobType text 255 readonly required

# ApexLog 07L "Debug Log" "Debug Logs" partial nocreate noupdate notrigger

# EventBusSubscriber - "Event Bus Subscriber" "Event Bus Subscribers" readonly notrigger
@id
ExternalId text 36 readonly
Name text 255 readonly name
Type picklist readonly restricted : ApexTrigger | ProcessBuilder | Flow
Topic text 255 readonly
Position int readonly
Tip int readonly
Retries int readonly
LastError text 255 readonly
Status picklist readonly restricted : Running | Error | Suspended | Expired
IsPartitioned boolean readonly
LastPublished text 255 readonly
LastProcessed text 255 readonly

# PlatformEventUsageMetric - "Platform Event Usage Metric" "Platform Event Usage Metrics" readonly notrigger
@id
ExternalId text 36 readonly
Name text 255 readonly name
StartDate datetime readonly
EndDate datetime readonly
Value long readonly

# EventLogFile 0AT "Event Log File" "Event Log Files" nocreate noupdate notrigger
@id
IsDeleted boolean readonly defaulted required
@audit
EventType picklist readonly required restricted : API | ApiTotalUsage | ApexCallout | ApexExecution | ApexTrigger | ApexUnexpectedException | BulkApi | BulkApi2 | BulkApiRequest | ContentTransfer | Login | LoginAs | Logout | PlatformEncryption | QueuedExecution | Report | ReportExport | RestApi | Sites | URI | WaveDownload
LogDate datetime readonly required
LogFileLength double 16,0 readonly required
LogFileContentType text 40 readonly required
ApiVersion double 3,1 readonly required
Sequence int readonly required
Interval picklist readonly required restricted : Hourly | Daily
LogFileFieldNames textarea 32000 readonly
LogFileFieldTypes textarea 32000 readonly
LogFile base64 readonly required

# BusinessHours 01m "Business Hours" "Business Hours" partial nodelete
Name text 80 required name "Business Hours Name"
IsActive boolean defaulted default=TRUE "Active"
IsDefault boolean required "Default Business Hours"
TimeZoneSidKey picklist required restricted

# Holiday 0C0 "Holiday" "Holidays" partial
Name text 80 required name "Holiday Name"

# EntityDefinition - "Entity Definition" "Entity Definitions" readonly partial notrigger
QualifiedApiName text 70 readonly
DeveloperName text 80 readonly
Label text 80 readonly
PluralLabel text 80 readonly
KeyPrefix text 3 readonly
DurableId text 40 readonly
NamespacePrefix text 15 readonly
IsCustomizable boolean readonly
IsQueryable boolean readonly

# FieldDefinition - "Field Definition" "Field Definitions" readonly partial notrigger
QualifiedApiName text 70 readonly
DeveloperName text 80 readonly
Label text 80 readonly
DataType text 255 readonly
DurableId text 80 readonly
EntityDefinitionId ref EntityDefinition readonly
Length int readonly
IsIndexed boolean readonly

# AppMenuItem 0DS "AppMenuItem" "AppMenuItems" partial setup nocreate nodelete notrigger
Name text 80 readonly
Label text 80 readonly name
ApplicationId text 18 readonly
Type picklist readonly restricted : ConnectedApplication | ServiceProvider | TabSet

# AuthProvider 0SO "Auth. Provider" "Auth. Providers" partial setup notrigger
DeveloperName text 80 required unique
FriendlyName text 32 required name

# Network 0DB "Network" "Networks" partial nocreate nodelete setup
Name text 255 required name

# BusinessProcess 019 "Business Process" "Business Process" partial setup notrigger nodelete

# OrgWideEmailAddress 0D2 "Organization-wide From Email Address" "Organization-wide From Email Addresses" partial setup notrigger
Address email required
DisplayName text 80 required name

# ProcessInstance 04g "Process Instance" "Process Instance" readonly partial notrigger

# FeedItem 0D5 "Feed Item" "Feed Items" partial
ParentId ref User|Account|Contact|Case|Lead|Opportunity|Task|Event|CollaborationGroup required createonly
Body textarea 10000
Type picklist restricted createonly : TextPost | LinkPost | ContentPost | TrackedChange

# FeedComment 0D7 "Feed Comment" "Feed Comments" partial
FeedItemId ref FeedItem required createonly cascade
CommentBody textarea 10000

# Topic 0TO "Topic" "Topics" partial
Name text 99 required name

# AggregateResult - "Aggregate Result" "Aggregate Results" readonly notrigger noquery
Id id readonly

# EventRelayConfig 7k2 "Event Relay" "Event Relays" readonly setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required unique
Language picklist restricted readonly : en_US | de | fr | es | it | ja
MasterLabel text 80 required name
NamespacePrefix text 15 readonly
@audit
EventChannel picklist required
DestinationResourceName text 255 required
State picklist restricted : RUN | STOP | PAUSE | DELETE
RelayOption textarea 1000
UsageType picklist

# BotDefinition 0Xx "Bot Definition" "Bot Definitions" readonly setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required unique
MasterLabel text 80 required name
@audit
Description textarea 1000
BotUserId ref User
Type picklist required restricted : Bot | ExternalCopilot | InternalCopilot
AgentType picklist
AgentTemplate text 255
BotSource picklist

# BotVersion 0X9 "Bot Version" "Bot Versions" readonly setup notrigger
@id
IsDeleted boolean readonly defaulted required
DeveloperName text 80 required name
@audit
BotDefinitionId ref BotDefinition required cascade child=BotVersions
VersionNumber int required
Status picklist required restricted : Active | Inactive
CopilotPrimaryLanguage picklist
CopilotSecondaryLanguages text 1333
ToneType picklist
`;
