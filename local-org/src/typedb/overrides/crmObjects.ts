/**
 * The objects of sales and service, written to match an Enterprise org without industry clouds; not compared with one.
 * Notation: `curatedNotation.ts`.
 */
export const crmObjects = `
# Account 001 "Account" "Accounts"
@id
@deleted
MasterRecordId ref Account readonly
Name text 255 required name "Account Name"
Type picklist "Account Type" : Prospect | Customer - Direct | Customer - Channel | Channel Partner / Reseller | Installation Partner | Technology Partner | Other
ParentId ref Account child=ChildAccounts "Parent Account ID"
@address Billing
@address Shipping
Phone phone "Account Phone"
Fax phone "Account Fax"
AccountNumber text 40
Website url
PhotoUrl url readonly
Sic text 20 "SIC Code"
Industry picklist : Agriculture | Apparel | Banking | Biotechnology | Chemicals | Communications | Construction | Consulting | Education | Electronics | Energy | Engineering | Entertainment | Environmental | Finance | Food & Beverage | Government | Healthcare | Hospitality | Insurance | Machinery | Manufacturing | Media | Not For Profit | Recreation | Retail | Shipping | Technology | Telecommunications | Transportation | Utilities | Other
AnnualRevenue currency 18,0
NumberOfEmployees int "Employees"
Ownership picklist : Public | Private | Subsidiary | Other
TickerSymbol text 20
Description textarea 32000 "Account Description"
Rating picklist "Account Rating" : Hot | Warm | Cold
Site text 80 "Account Site"
@owner User
@audit
LastActivityDate date readonly "Last Activity"
@viewed
Jigsaw text 20 "Data.com Key"
JigsawCompanyId text 20 readonly
CleanStatus picklist restricted : Matched | Different | Acknowledged | NotFound | Inactive | Pending | SelectMatch | Skipped
AccountSource picklist : Web | Phone Inquiry | Partner Referral | Purchased List | Other
DunsNumber text 9 "D-U-N-S Number"
Tradestyle text 255
NaicsCode text 8 "NAICS Code"
NaicsDesc text 120 "NAICS Description"
YearStarted text 4
SicDesc text 80 "SIC Description"
DandbCompanyId ref DandBCompany "D&B Company ID"
OperatingHoursId ref OperatingHours "Operating Hour ID"

# Contact 003 "Contact" "Contacts"
@id
@deleted
MasterRecordId ref Contact readonly
AccountId ref Account child=Contacts
@person
OtherPhone phone
@address Other
@address Mailing
Phone phone "Business Phone"
Fax phone "Business Fax"
MobilePhone phone
HomePhone phone
AssistantPhone phone "Asst. Phone"
ReportsToId ref Contact "Reports To ID"
Email email
Title text 128
Department text 80
AssistantName text 40 "Assistant's Name"
LeadSource picklist : Web | Phone Inquiry | Partner Referral | Purchased List | Other
Birthdate date
Description textarea 32000 "Contact Description"
@owner User
HasOptedOutOfEmail boolean "Email Opt Out"
HasOptedOutOfFax boolean "Fax Opt Out"
DoNotCall boolean
@audit
LastActivityDate date readonly "Last Activity"
LastCURequestDate datetime readonly
LastCUUpdateDate datetime readonly
@viewed
EmailBouncedReason text 255
EmailBouncedDate datetime
IsEmailBounced boolean readonly
PhotoUrl url readonly
Jigsaw text 20 "Data.com Key"
JigsawContactId text 20 readonly
CleanStatus picklist restricted : Matched | Different | Acknowledged | NotFound | Inactive | Pending | SelectMatch | Skipped
IndividualId ref Individual
IsPriorityRecord boolean
ContactSource picklist

# Lead 00Q "Lead" "Leads"
@id
@deleted
MasterRecordId ref Lead readonly
@person
Title text 128
Company text 255 required
@address -
Phone phone
MobilePhone phone
Fax phone
Email email
Website url
PhotoUrl url readonly
Description textarea 32000
LeadSource picklist : Web | Phone Inquiry | Partner Referral | Purchased List | Other
Status picklist required : *Open - Not Contacted | Working - Contacted | Closed - Converted | Closed - Not Converted
Industry picklist : Agriculture | Apparel | Banking | Biotechnology | Chemicals | Communications | Construction | Consulting | Education | Electronics | Energy | Engineering | Entertainment | Environmental | Finance | Food & Beverage | Government | Healthcare | Hospitality | Insurance | Machinery | Manufacturing | Media | Not For Profit | Recreation | Retail | Shipping | Technology | Telecommunications | Transportation | Utilities | Other
Rating picklist : Hot | Warm | Cold
AnnualRevenue currency 18,0
NumberOfEmployees int "Employees"
@owner User|Group
HasOptedOutOfEmail boolean "Email Opt Out"
IsConverted boolean createonly defaulted "Converted"
ConvertedDate date readonly
ConvertedAccountId ref Account readonly
ConvertedContactId ref Contact readonly
ConvertedOpportunityId ref Opportunity readonly
IsUnreadByOwner boolean defaulted "Unread By Owner"
@audit
LastActivityDate date readonly "Last Activity"
@viewed
Jigsaw text 20 "Data.com Key"
JigsawContactId text 20 readonly
CleanStatus picklist restricted : Matched | Different | Acknowledged | NotFound | Inactive | Pending | SelectMatch | Skipped
CompanyDunsNumber text 9 "Company D-U-N-S Number"
DandbCompanyId ref DandBCompany "D&B Company ID"
EmailBouncedReason text 255
EmailBouncedDate datetime
IndividualId ref Individual
IsPriorityRecord boolean

# Opportunity 006 "Opportunity" "Opportunities"
@id
@deleted
AccountId ref Account child=Opportunities
IsPrivate boolean "Private"
Name text 120 required name
Description textarea 32000
StageName picklist required "Stage" : Prospecting | Qualification | Needs Analysis | Value Proposition | Id. Decision Makers | Perception Analysis | Proposal/Price Quote | Negotiation/Review | Closed Won | Closed Lost
Amount currency 18,2
Probability percent 3,0 "Probability (%)"
ExpectedRevenue currency 18,2 readonly "Expected Amount"
TotalOpportunityQuantity double 18,2 "Quantity"
CloseDate date required
Type picklist "Opportunity Type" : Existing Customer - Upgrade | Existing Customer - Replacement | Existing Customer - Downgrade | New Customer
NextStep text 255
LeadSource picklist : Web | Phone Inquiry | Partner Referral | Purchased List | Other
IsClosed boolean readonly defaulted "Closed"
IsWon boolean readonly defaulted "Won"
ForecastCategory picklist readonly restricted : Omitted | Pipeline | BestCase | MostLikely | Forecast | Closed
ForecastCategoryName picklist "Forecast Category" : Omitted | Pipeline | Best Case | Commit | Closed
CampaignId ref Campaign
HasOpportunityLineItem boolean readonly defaulted "Has Line Item"
Pricebook2Id ref Pricebook2 "Price Book ID"
ContractId ref Contract
@owner User
@audit
LastActivityDate date readonly "Last Activity"
PushCount int readonly
LastStageChangeDate datetime readonly
FiscalQuarter int readonly
FiscalYear int readonly
Fiscal text 6 readonly "Fiscal Period"
ContactId ref Contact createonly
@viewed
HasOpenActivity boolean readonly defaulted
HasOverdueTask boolean readonly defaulted
LastAmountChangedHistoryId ref OpportunityHistory readonly
LastCloseDateChangedHistoryId ref OpportunityHistory readonly

# Case 500 "Case" "Cases"
@id
@deleted
MasterRecordId ref Case readonly
CaseNumber text 30 auto={00000000} required name
ContactId ref Contact child=Cases
AccountId ref Account child=Cases
AssetId ref Asset
SourceId ref EmailMessage|SocialPost
ParentId ref Case child=Cases "Parent Case ID"
SuppliedName text 80 "Name"
SuppliedEmail email "Email Address"
SuppliedPhone text 40 "Phone"
SuppliedCompany text 80 "Company"
Type picklist "Case Type" : Mechanical | Electrical | Electronic | Structural | Other
Status picklist : *New | Working | Escalated | Closed
Reason picklist "Case Reason" : Installation | Equipment Complexity | Performance | Breakdown | Equipment Design | Feedback | Other
Origin picklist "Case Origin" : Phone | Email | Web
Subject text 255
Priority picklist : High | *Medium | Low
Description textarea 32000
IsClosed boolean readonly defaulted "Closed"
ClosedDate datetime readonly
IsEscalated boolean defaulted "Escalated"
@owner User|Group
@audit
ContactPhone phone readonly
ContactMobile phone readonly
ContactEmail email readonly
ContactFax phone readonly
Comments textarea 4000 "Internal Comments"
@viewed

# Task 00T "Task" "Tasks"
@id
@activity Tasks
Subject combobox 255 : Call | Email | Send Letter | Send Quote | Other
ActivityDate date "Due Date Only"
Status picklist required : *Not Started | In Progress | Completed | Waiting on someone else | Deferred
Priority picklist required : High | *Normal | Low
IsHighPriority boolean readonly defaulted "High Priority"
@owner User|Group
Description textarea 32000
Type picklist : Call | Email | Meeting | Other
@deleted
AccountId ref Account readonly
IsClosed boolean readonly defaulted "Closed"
@audit
IsArchived boolean readonly defaulted "Archived"
CallDurationInSeconds int "Call Duration"
CallType picklist restricted : Internal | Inbound | Outbound
CallDisposition text 255 "Call Result"
CallObject text 255 "Call Object Identifier"
ReminderDateTime datetime
IsReminderSet boolean defaulted "Reminder Set"
RecurrenceActivityId ref Task readonly
IsRecurrence boolean defaulted "Create Recurring Series of Tasks"
RecurrenceStartDateOnly date
RecurrenceEndDateOnly date
RecurrenceTimeZoneSidKey picklist restricted
RecurrenceType picklist restricted : RecursDaily | RecursEveryWeekday | RecursMonthly | RecursMonthlyNth | RecursWeekly | RecursYearly | RecursYearlyNth
RecurrenceInterval int
RecurrenceDayOfWeekMask int
RecurrenceDayOfMonth int
RecurrenceInstance picklist restricted : First | Second | Third | Fourth | Last
RecurrenceMonthOfYear picklist restricted : January | February | March | April | May | June | July | August | September | October | November | December
RecurrenceRegeneratedType picklist restricted : RecurrenceRegenerateAfterDueDate | RecurrenceRegenerateAfterToday
TaskSubtype picklist restricted createonly default='Task' : Task | Email | ListEmail | Call | Cadence | LinkedIn
CompletedDateTime datetime readonly

# Event 00U "Event" "Events"
@id
@activity Events
Subject combobox 255 : Call | Email | Meeting | Send Letter/Quote | Other
Location text 255
IsAllDayEvent boolean defaulted "All-Day Event"
ActivityDateTime datetime "Due Date Time"
ActivityDate date "Due Date Only"
DurationInMinutes int "Duration"
StartDateTime datetime
EndDateTime datetime
EndDate date
Description textarea 32000
AccountId ref Account readonly
@owner User
IsPrivate boolean defaulted "Private"
Type picklist : Call | Email | Meeting | Other
ShowAs picklist restricted default='Busy' "Show Time As" : Busy | OutOfOffice | Free
@deleted
IsChild boolean readonly defaulted
IsGroupEvent boolean readonly defaulted
GroupEventType picklist restricted readonly : 0 | 1 | 2 | 3
@audit
IsArchived boolean readonly defaulted "Archived"
RecurrenceActivityId ref Event readonly
IsRecurrence boolean defaulted "Create Recurring Series of Events"
RecurrenceStartDateTime datetime
RecurrenceEndDateOnly date
RecurrenceTimeZoneSidKey picklist restricted
RecurrenceType picklist restricted : RecursDaily | RecursEveryWeekday | RecursMonthly | RecursMonthlyNth | RecursWeekly | RecursYearly | RecursYearlyNth
RecurrenceInterval int
RecurrenceDayOfWeekMask int
RecurrenceDayOfMonth int
RecurrenceInstance picklist restricted : First | Second | Third | Fourth | Last
RecurrenceMonthOfYear picklist restricted : January | February | March | April | May | June | July | August | September | October | November | December
ReminderDateTime datetime
IsReminderSet boolean defaulted "Reminder Set"
EventSubtype picklist restricted createonly default='Event' : Event
IsRecurrence2Exclusion boolean readonly defaulted
Recurrence2PatternText textarea 512
Recurrence2PatternVersion picklist restricted readonly : 1
IsRecurrence2 boolean readonly defaulted
IsRecurrence2Exception boolean readonly defaulted
Recurrence2PatternStartDate datetime
Recurrence2PatternTimeZone text 255

# CaseComment 00a "Case Comment" "Case Comments" noundelete
@id
ParentId ref Case required createonly cascade child=CaseComments
IsPublished boolean defaulted "Published"
CommentBody textarea 4000 "Body"
CreatedById ref User readonly required defaulted
CreatedDate datetime readonly required defaulted
SystemModstamp datetime readonly required defaulted
LastModifiedDate datetime readonly required defaulted
LastModifiedById ref User readonly required defaulted
@deleted

# Campaign 701 "Campaign" "Campaigns" partial
Name text 80 required name
Status picklist : *Planned | In Progress | Completed | Aborted
Type picklist : *Conference | Webinar | Trade Show | Public Relations | Partners | Referral Program | Advertisement | Banner Ads | Direct Mail | Email | Telemarketing | Other
IsActive boolean defaulted "Active"
ParentId ref Campaign

# CampaignMember 00v "Campaign Member" "Campaign Members" partial noundelete
CampaignId ref Campaign required createonly cascade child=CampaignMembers
LeadId ref Lead child=CampaignMembers
ContactId ref Contact child=CampaignMembers
Status picklist : *Sent | Responded
HasResponded boolean readonly defaulted "Responded"

# Product2 01t "Product" "Products" partial
Name text 255 required name "Product Name"
ProductCode text 255
Description textarea 4000 "Product Description"
IsActive boolean defaulted "Active"
Family picklist "Product Family" : None

# Pricebook2 01s "Price Book" "Price Books" partial
Name text 255 required name "Price Book Name"
IsActive boolean defaulted "Active"
IsStandard boolean readonly defaulted "Is Standard Price Book"
Description text 255

# PricebookEntry 01u "Price Book Entry" "Price Book Entries" partial
Name text 255 readonly name "Product Name"
Pricebook2Id ref Pricebook2 required createonly cascade child=PricebookEntries
Product2Id ref Product2 required createonly cascade child=PricebookEntries
UnitPrice currency 18,2 required "List Price"
IsActive boolean defaulted "Active"
UseStandardPrice boolean defaulted
ProductCode text 255 readonly

# OpportunityLineItem 00k "Opportunity Product" "Opportunity Products" partial
OpportunityId ref Opportunity required createonly cascade child=OpportunityLineItems
PricebookEntryId ref PricebookEntry createonly
Product2Id ref Product2 createonly
Quantity double 12,2 required
UnitPrice currency 18,2 "Sales Price"
TotalPrice currency 18,2
Name text 376 readonly name

# OpportunityContactRole 00K "Opportunity Contact Role" "Opportunity Contact Role" partial noundelete
OpportunityId ref Opportunity required createonly cascade child=OpportunityContactRoles
ContactId ref Contact required
Role picklist : Business User | Decision Maker | Economic Buyer | Economic Decision Maker | Evaluator | Executive Sponsor | Influencer | Technical Buyer | Other
IsPrimary boolean defaulted "Primary"

# Asset 02i "Asset" "Assets" partial
Name text 255 required name "Asset Name"
AccountId ref Account child=Assets
ContactId ref Contact child=Assets
Status picklist : Shipped | Installed | Registered | Obsolete | Purchased

# Contract 800 "Contract" "Contracts" partial
AccountId ref Account required child=Contracts
Status picklist required : *Draft | In Approval Process | Activated
ContractNumber text 30 auto={00000000} required name

# Order 801 "Order" "Orders" partial
AccountId ref Account child=Orders
EffectiveDate date required "Order Start Date"
Status picklist required : Draft | Activated
OrderNumber text 30 auto={00000000} required name

# Individual 0PK "Individual" "Individuals" partial
@person

# AccountContactRelation 07k "Account Contact Relationship" "Account Contact Relationship" partial noundelete
AccountId ref Account required createonly cascade
ContactId ref Contact required createonly cascade

# AccountShare 00r "Account Share" "Account Share" partial noundelete
AccountId ref Account required createonly cascade child=Shares
UserOrGroupId ref User|Group required createonly
AccountAccessLevel picklist required restricted : Read | Edit | All
RowCause picklist restricted readonly default='Manual' : Owner | Manual | Rule | ImplicitChild | ImplicitParent | Team | Territory

# ContactShare 03s "Contact Share" "Contact Share" partial noundelete
ContactId ref Contact required createonly cascade child=Shares
UserOrGroupId ref User|Group required createonly
ContactAccessLevel picklist required restricted : Read | Edit | All
RowCause picklist restricted readonly default='Manual' : Owner | Manual | Rule | ImplicitChild | ImplicitParent | Team

# OpportunityShare 00t "Opportunity Share" "Opportunity Share" partial noundelete
OpportunityId ref Opportunity required createonly cascade child=Shares
UserOrGroupId ref User|Group required createonly
OpportunityAccessLevel picklist required restricted : Read | Edit | All
RowCause picklist restricted readonly default='Manual' : Owner | Manual | Rule | ImplicitChild | ImplicitParent | Team

# CaseShare 01n "Case Share" "Case Share" partial noundelete
CaseId ref Case required createonly cascade child=Shares
UserOrGroupId ref User|Group required createonly
CaseAccessLevel picklist required restricted : Read | Edit | All

# LeadShare 01o "Lead Share" "Lead Share" partial noundelete
LeadId ref Lead required createonly cascade child=Shares
UserOrGroupId ref User|Group required createonly
LeadAccessLevel picklist required restricted : Read | Edit | All
`;
