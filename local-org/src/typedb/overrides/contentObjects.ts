/** Files, notes, templates and mail; notation: `curatedNotation.ts`. */
export const contentObjects = `
# ContentVersion 068 "Content Version" "Content Versions" nodelete
@id
ContentDocumentId ref ContentDocument createonly child=ContentVersions cascade
IsLatest boolean readonly defaulted
ContentUrl url
ContentBodyId text 18 readonly
VersionNumber text 20 readonly
Title text 255 required name
Description textarea 1000
ReasonForChange textarea 1000
SharingOption picklist restricted default='A' "Prevent others from sharing and unsharing" : A | R
SharingPrivacy picklist restricted default='N' "File Privacy on Records" : N | P
PathOnClient text 500 createonly
RatingCount int readonly
IsDeleted boolean readonly defaulted required
ContentModifiedDate datetime readonly
ContentModifiedById ref User readonly
PositiveRatingCount int readonly
NegativeRatingCount int readonly
FeaturedContentBoost int readonly
FeaturedContentDate date readonly
OwnerId ref User required
CreatedById ref User readonly required defaulted
CreatedDate datetime readonly required defaulted
LastModifiedById ref User readonly required defaulted
LastModifiedDate datetime readonly required defaulted
SystemModstamp datetime readonly required defaulted
TagCsv textarea 2000 "Tags"
FileType text 20 readonly
PublishStatus picklist readonly restricted default='U' : P | R | U
VersionData base64
VersionDataUrl text 255 readonly
ContentSize int readonly "Size"
FileExtension text 40 readonly
FirstPublishLocationId ref User|Account|Contact|Case|Lead|Opportunity|Task|Event|ContentWorkspace createonly
Origin picklist restricted createonly default='C' "Content Origin" : C | H
ContentLocation picklist restricted createonly default='S' : S | E | L
TextPreview text 255 readonly
ExternalDocumentInfo1 text 1000
ExternalDocumentInfo2 text 1000
Checksum text 50 readonly
IsMajorVersion boolean createonly defaulted
IsAssetEnabled boolean defaulted

# ContentDocument 069 "Content Document" "Content Documents" nocreate
@id
CreatedById ref User readonly required defaulted
CreatedDate datetime readonly required defaulted
LastModifiedById ref User readonly required defaulted
LastModifiedDate datetime readonly required defaulted
IsArchived boolean readonly defaulted
ArchivedById ref User readonly
ArchivedDate date readonly
IsDeleted boolean readonly defaulted required
OwnerId ref User required
SystemModstamp datetime readonly required defaulted
Title text 255 required name
PublishStatus picklist readonly restricted : P | R | U
LatestPublishedVersionId ref ContentVersion readonly
ParentId ref ContentWorkspace
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
Description textarea 1000
ContentSize int readonly "Size"
FileType text 20 readonly
FileExtension text 40 readonly
SharingOption picklist restricted : A | R
SharingPrivacy picklist restricted : N | P
ContentModifiedDate datetime readonly
ContentAssetId ref ContentAsset readonly

# ContentDocumentLink 06A "Content Document Link" "Content Document Link" noundelete
@id
LinkedEntityId ref User|Group|Account|Contact|Case|Lead|Opportunity|Task|Event|ContentWorkspace|Organization required createonly
ContentDocumentId ref ContentDocument required createonly cascade child=ContentDocumentLinks
IsDeleted boolean readonly defaulted required
SystemModstamp datetime readonly required defaulted
ShareType picklist restricted default='V' : V | C | I
Visibility picklist restricted default='AllUsers' : AllUsers | InternalUsers | SharedUsers

# Attachment 00P "Attachment" "Attachments" partial
ParentId ref Account|Contact|Case|Lead|Opportunity|Task|Event|EmailMessage|Campaign|Contract required createonly cascade child=Attachments
Name text 255 required name "File Name"
Body base64 required
ContentType text 120
IsPrivate boolean defaulted "Private"
BodyLength int readonly
Description textarea 500

# Note 002 "Note" "Notes" partial
ParentId ref Account|Contact|Case|Lead|Opportunity|Campaign|Contract required createonly cascade child=Notes
Title text 80 required name
Body textarea 32000
IsPrivate boolean defaulted "Private"

# EmailMessage 02s "Email Message" "Email Messages" partial
ParentId ref Case child=EmailMessages
Subject text 3000 name
TextBody textarea 32000
HtmlBody textarea 131072
FromAddress email
ToAddress text 4000
Status picklist restricted required default='0' : 0 | 1 | 2 | 3 | 4 | 5
Incoming boolean defaulted "Is Incoming"

# EmailTemplate 00X "Email Template" "Email Templates" partial setup
Name text 80 required name
DeveloperName text 80 required unique
Subject text 230
FolderId ref Folder|Organization|User required

# Document 015 "Document" "Documents" partial
Name text 255 required name
FolderId ref Folder|User required
DeveloperName text 80 required unique

# StaticResource 081 "Static Resource" "Static Resources" readonly partial setup
Name text 255 required name
Body base64
ContentType text 120 required "MIME Type"

# Folder 00l "Folder" "Folders" partial setup
Name text 40 name

# Report 00O "Report" "Reports" readonly partial
Name text 40 name "Report Name"
DeveloperName text 80
FolderName text 256 readonly
OwnerId ref Folder|Organization|User required "Folder ID"
Description textarea 255
Format picklist restricted readonly : Tabular | Summary | Matrix | MultiBlock

# ListView 00B "List View" "List Views" readonly partial
Name text 40 name "View Name"
DeveloperName text 80 required
SobjectType picklist readonly required

# Dashboard 01Z "Dashboard" "Dashboards" readonly partial
Title text 80 name "Title"
`;
