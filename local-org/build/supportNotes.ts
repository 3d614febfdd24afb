/** A part of the platform that no registry can tell about. */
export interface SupportNote {
    readonly topic: string;
    readonly supported: string;
    /** Refused by name, when the project is checked or when it runs. */
    readonly refused: string;
}

export const NOTES: readonly SupportNote[] = [
    {
        topic: 'Apex language',
        supported:
            'classes, interfaces, enums, triggers, anonymous blocks, properties, static and instance initialisers, `switch`, safe navigation, `??`, ' +
            'all operators, sharing keywords, `as user` / `as system`, `System.runAs`, the stub API',
        refused: '`@IsTest(SeeAllData=true)`, `System.runAs` with a package version'
    },
    {
        topic: 'SOQL',
        supported:
            'fields over up to five relationships, subqueries, semi-joins and anti-joins, `TYPEOF`, aggregates with `GROUP BY` and `HAVING`, ' +
            'date literals, `FOR UPDATE`, `ALL ROWS`, `WITH USER_MODE`, `SYSTEM_MODE`, `SECURITY_ENFORCED`, big-object filters, ' +
            '`Database.query` with binds of the caller’s variables, `queryWithBinds`, `countQuery`, cursors of `Database.getQueryLocator`',
        refused:
            '`WITH DATA CATEGORY`, `USING SCOPE` other than mine and everything, expressions as ' +
            'binds of a dynamic query, `FORMAT` and other functions outside the table of row functions, SOQL on `UserRecordAccess`, `FieldDefinition`, ' +
            '`EntityParticle` and `PicklistValueInfo`'
    },
    {
        topic: 'SOSL',
        supported: '`FIND … IN … RETURNING` with fields, conditions and order',
        refused: '`WITH` clauses, `LIMIT` and `OFFSET` inside `RETURNING`'
    },
    {
        topic: 'DML',
        supported:
            'all operations, partial success, `upsert` by external id, `merge`, `undelete` and the recycle bin, savepoints, validation rules, ' +
            'unique fields, required fields, restricted picklists, delete rules, triggers in the order of execution, `addError`, mixed-DML rule, ' +
            'field and object permissions in user mode',
        refused: '`Database.convertLead`, `deleteAsync` and its like'
    },
    {
        topic: 'Formulas',
        supported:
            'formula fields and validation rules, compound references, the common text, number, date and logic functions',
        refused: 'other functions, `$` variables that are not listed in `src/data/formula/recordScope.ts`'
    },
    {
        topic: 'Asynchronous Apex',
        supported:
            'queueables with finalizers, duplicate signatures, depth and delay, future methods, batches (both starts, state, chunk failures, ' +
            '`BatchApexErrorEvent`), scheduled jobs with cron expressions, `System.abortJob`, the rows of `AsyncApexJob` and `CronTrigger`',
        refused: 'platform objects without a copy rule in the state of a job, the flex queue'
    },
    {
        topic: 'Platform events',
        supported:
            'both publish behaviours, replay ids, batches and users by subscriber configuration, checkpoints, retries, publish callbacks, the test ' +
            'event bus, subscriber rows',
        refused: 'change data capture, custom channels'
    },
    {
        topic: 'Flows',
        supported:
            'flows started by a platform event, with decisions, assignments, invocable Apex and `recordCreates`, fault paths, flow access to custom ' +
            'metadata through Apex',
        refused:
            'every other start and element, by element name, when the project is checked; actions that are no Apex, when one is reached'
    },
    {
        topic: 'Custom metadata',
        supported:
            'reads by SOQL and `getInstance`/`getAll`, `Metadata.Operations` for custom metadata records with callbacks',
        refused:
            'other metadata types in `Metadata.Operations`; hierarchy custom settings beyond `getInstance`, `getOrgDefaults`, `getValues`'
    },
    {
        topic: 'Callouts',
        supported:
            '`Http` with named credentials, access tokens of the client credentials flow (secrets by `/named-credentials/credential`), mocks ' +
            'in tests, real HTTP in a served org, *uncommitted work pending*',
        refused: 'client certificates, other variants of OAuth, principals per user, continuations, SOAP callouts'
    },
    {
        topic: 'Event monitoring',
        supported:
            '`ApiEvent`, `BulkApiResultEvent`, `LoginEvent`, `LogoutEvent`, `LoginAsEvent`, `PermissionSetEvent`, `ReportEvent`, `ListViewEvent`, `FileEvent` with ' +
            'their stores, transaction security policies with Apex conditions (three seconds, fail closed); hourly and daily event log files of the types ' +
            'API, RestApi, BulkApi, BulkApi2, ApiTotalUsage, Login, Report, ReportExport, URI and ApexCallout; `PlatformEventUsageMetric`; orgs without Event Monitoring',
        refused:
            'policies made with the condition builder, blocking policies on `PermissionSetEventStore` (they hear of changes that were made), ' +
            'object permissions as permission events, evidence for log files that a restart leaves over; threat events are not computed, they are put in (see the README), which asks their policies'
    },
    {
        topic: 'HTTP interfaces',
        supported:
            'OAuth (username-password, client credentials, refresh, revoke, introspect), links for one browser session (`singleaccess`), SOAP login, ' +
            'sObject rows and collections, describe, query and queryMore, composite requests with references, batches and trees, searches with ' +
            'RETURNING, limits, Bulk API 2.0 query and ingest jobs (insert, update, upsert, delete, hardDelete), Apex REST resources with JSON, ' +
            '`executeAnonymous`, `@AuraEnabled` methods for the pages',
        refused:
            'composite graphs, queries behind changes in a composite request with allOrNone, ingest jobs made by one multipart request, searches ' +
            'without RETURNING, XML in Apex REST, GraphQL'
    },
    {
        topic: 'Streaming',
        supported:
            'CometD by long polling with the replay extension for `/event/…`, `/systemTopic/TestResult` and `/systemTopic/Logging`; the Pub/Sub API over gRPC (`GetTopic`, ' +
            '`GetSchema`, `Subscribe` with presets and flow control, `ManagedSubscribe` with commits, `Publish`, `PublishStream`; Avro), without TLS. A stream ends with its session: in ' +
            'the commit that deletes the session or its token, or deactivates the user; that of a managed subscription also when this is stopped or ' +
            'deleted. As on the platform, freezing a user ends no session',
        refused:
            'change events, PushTopics, generic streaming (`/u/…`), custom channels; the allocation of delivered events is not counted, and ' +
            'a managed subscription without commits is not closed after half an hour'
    },
    {
        topic: 'Metadata API',
        supported:
            '`deploy`, `checkDeployStatus`, `deployRecentValidation`, `cancelDeploy`, `retrieve`, `listMetadata`, `describeMetadata` by SOAP, deployments ' +
            'by REST; destructive changes; all test levels; coverage below 75 % fails a deployment that runs tests',
        refused:
            'deployments that keep what succeeded (`rollbackOnError=false`), CRUD-based calls (`createMetadata` and its like), packages by name, source ' +
            'tracking. A deployment ends the schedules and the jobs that wait longer than ten seconds; it starts `afterStart` anew'
    },
    {
        topic: 'Tooling API',
        supported:
            'queries of code, tests, coverage, logs, debug levels, trace flags, entity and field definitions; `runTestsSynchronous`, ' +
            '`runTestsAsynchronous` with classes, methods and suites by name; debug logs of `System.debug` and the units they are in',
        refused:
            '`GROUP BY`, functions and child queries on objects that only the Tooling API has, suites by id, `MetadataContainer`, finer log categories'
    },
    {
        topic: 'Sites',
        supported:
            'the guest user of a site with permissions and private sharing of his own, by the Aura actions that list and read records and tell the ' +
            'objects; no login as a guest',
        refused:
            'pages, Apex actions and other controllers for guests, `sharingGuestRules` of the metadata (the org definition names objects instead), ' +
            'log files of type AuraRequest (their requests are in URI)'
    },
    {
        topic: 'Switches of setup',
        supported:
            '`calloutStatus` of `/tooling/sobjects/NamedCredential` and `activeVersionNumber` of `/tooling/sobjects/FlowDefinition`, by their whole ' +
            '`Metadata`, and queries over both; access to the principal of an external credential by rows of `SetupEntityAccess` ' +
            '(its id is the external credential’s); `FlowDefinitionView`',
        refused: 'other changes of these by the Tooling API, remote sites; a switch stays as it is over deployments'
    },
    {
        topic: 'Event feeds and agents',
        supported:
            '`EventRelayConfig` and `ManagedEventSubscription` by the Tooling API (query, create, read, update, delete), the former by SOQL too; ' +
            '`BotDefinition` and `BotVersion` by SOQL, switched by `/connect/bot-versions/…/activation`; agents come with the org definition',
        refused:
            'both feeds as metadata of a deployment, topics other than `/event/…`, activating a version of an agent while another one is active. ' +
            'Nothing is relayed to Amazon EventBridge: a relay has a state and no `EventRelayFeedback`, its channel is not looked up; agents hold no conversations'
    },
    {
        topic: 'Further doors for rows',
        supported:
            'the Partner API’s `query`, `queryAll`, `queryMore`, `create`, `update`, `logout`; query jobs of Bulk API 1.0 with CSV; ' +
            '`uiapi { query { … } }` of GraphQL over the fields of one object, with `first`, `after`, `where`, `orderBy`; each with its events',
        refused:
            'other calls of the Partner API and the Enterprise API, Bulk API 1.0 for changes and with XML or JSON rows, relationships, fragments, ' +
            'display values and mutations of GraphQL; calls by SOAP and Bulk 1.0 do not count against the limits'
    },
    {
        topic: 'Reports, list views, files',
        supported:
            'tabular reports of one object (standard report types of Account, Contact, Lead, Case, Opportunity and of custom objects, custom ' +
            'report types without joins) by `/analytics/reports` and as CSV export (`/00O…?export=1`), list views by ' +
            '`/sobjects/X/listviews`, file versions with their documents and links, downloads by REST and by ' +
            '`/sfc/servlet.shepherd/version/download`; all with sharing and field permissions of the user',
        refused:
            'other report formats, groupings, cross filters, buckets, asynchronous runs, Excel; scopes other than all and mine; folders are ' +
            'public, libraries and file uploads as events do not exist; View All Data shows every file'
    },
    {
        topic: 'Governor limits',
        supported:
            'queries, rows, aggregate queries, SOSL, DML, callouts, queueables, futures, immediate publishing, e-mail; CPU is counted in loop turns ' +
            'and calls, the same on every machine',
        refused: 'nothing; heap size is not measured: `Limits.getHeapSize()` is 0 and the limit is never exceeded'
    }
];

/** Interfaces that the local org calls when a project class implements them. */
export const CALLED_INTERFACES: readonly string[] = [
    'Database.AllowsCallouts',
    'Database.Batchable',
    'Database.RaisesPlatformEvents',
    'Database.Stateful',
    'EventBus.EventPublishFailureCallback',
    'EventBus.EventPublishSuccessCallback',
    'Metadata.DeployCallback',
    'System.Comparable',
    'System.Comparator',
    'System.Finalizer',
    'System.HttpCalloutMock',
    'System.Iterable',
    'System.Iterator',
    'System.Queueable',
    'System.Schedulable',
    'System.StubProvider',
    'TxnSecurity.AsyncCondition',
    'TxnSecurity.EventCondition'
];

/** How tests run asynchronous work, where the platform's rule leaves a choice. */
export const DRAINING = [
    '`Test.stopTest()` runs all that waits in the order it was enqueued, and what this enqueues in turn, until nothing is left.',
    'A queueable may not enqueue another one in a test (`Maximum stack depth has been reached.`), as on the platform, unless the test set a maximum depth; finalizers may, up to fifty in a row.',
    'Events published by the test itself are delivered at `Test.stopTest()`; those published by jobs and triggers wait for `Test.getEventBus().deliver()`.'
];

/** Where no public source settles what the platform does; a real org decides. */
export const OPEN_QUESTIONS = [
    'The gRPC status of the errors of managed subscriptions (their error codes are documented); how long a change of state takes: here none.',
    'Whether initialisers of a subclass see inherited fields already initialised: here they run first, before the superclass and its constructor.',
    'Whether `==` on Datetimes and `Assert.areEqual` look at the milliseconds: here they do (one test of open-force/jsonparse expects otherwise).',
    'Key prefixes of standard objects that are not public: here they begin with `X`.',
    'Lengths, picklists and required fields of standard objects without a curated description in `src/typedb/overrides`.',
    'The exact amount of CPU time; here a thousand loop turns or calls are a millisecond.'
];
