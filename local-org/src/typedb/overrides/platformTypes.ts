import type { PlatformTypeData } from '../platformTypeData.ts';

/**
 * What the generated type data lacks or has wrong. Methods and fields are added, or replace one of the same name and
 * parameters; `constructors` replaces all; `remove` names members that Apex does not have.
 */
export interface PlatformTypePatch extends PlatformTypeData {
    readonly remove?: readonly string[];
}

const objectMethods = ['equals(Object)Boolean', 'hashCode()Integer', 'toString()String'];

const queries = {
    methods: [
        'static query(String)Internal.RecordSet<SObject>',
        'static getCursor(String)Database.Cursor',
        'static getCursor(String,AccessLevel)Database.Cursor',
        'static getCursorWithBinds(String,Map<String,Object>,AccessLevel)Database.Cursor',
        'static getPaginationCursor(String)Database.PaginationCursor',
        'static getPaginationCursor(String,AccessLevel)Database.PaginationCursor',
        'static getPaginationCursorWithBinds(String,Map<String,Object>,AccessLevel)Database.PaginationCursor',
        'static executeBatch(Object)Id',
        'static executeBatch(Object,Integer)Id'
    ],
    remove: ['getCursor', 'getCursorWithBinds', 'executeBatch']
};

export const platformTypePatches: Readonly<Record<string, PlatformTypePatch>> = {
    'System.Object': { constructors: ['()'], methods: objectMethods },
    'System.Database': queries,
    'Database.Cursor': {
        constructors: [],
        methods: ['fetch(Integer,Integer)List<SObject>', 'getNumRecords()Integer']
    },
    'Database.PaginationCursor': {
        constructors: [],
        methods: ['fetchPage(Integer,Integer)Database.CursorFetchResult', 'getNumRecords()Integer']
    },
    'Database.CursorFetchResult': {
        constructors: [],
        methods: [
            'getRecords()List<SObject>',
            'getNextIndex()Integer',
            'getNumDeletedRecords()Integer',
            'isDone()Boolean'
        ]
    },
    'TxnSecurity.EventCondition': { kind: 'interface', methods: ['evaluate(SObject)Boolean'] },
    'TxnSecurity.AsyncCondition': { kind: 'interface' },
    'System.EventBus': {
        methods: [
            'static getOperationId(Database.SaveResult)String',
            'static publishWithAccessLevel(SObject,AccessLevel)Database.SaveResult',
            'static publishWithAccessLevel(List<SObject>,AccessLevel)List<Database.SaveResult>'
        ],
        remove: ['getOperationId']
    },
    'EventBus.InvalidReplayIdException': {
        extends: 'Exception',
        constructors: ['()', '(Exception)', '(String)', '(String,Exception)']
    },
    'Messaging.CustomNotification': {
        methods: ['setSenderId(String)void', 'setActionGroup(String)void']
    },
    'System.System': {
        methods: [
            'static enqueueJob(Queueable)Id',
            'static enqueueJob(Queueable,Integer)Id',
            'static enqueueJob(Queueable,AsyncOptions)Id',
            'static debug(LoggingLevel,Object)void',
            'static schedule(String,String,Schedulable)String'
        ],
        remove: ['enqueueJob', 'runAs', 'schedule', 'debug(Object,Object)']
    },
    'System.SObject': {
        methods: [
            'getSObjects(Schema.SObjectField)List<SObject>',
            'getSObjects(String)List<SObject>',
            'getOptions()Database.DMLOptions',
            'setOptions(Database.DMLOptions)void'
        ],
        remove: ['getSObjects', 'setOptions', 'getAll', 'getInstance', 'getOrgDefaults', 'getValues']
    },
    'System.QueueableDuplicateSignature': {
        constructors: [],
        methods: ['static builder()System.QueueableDuplicateSignature.Builder']
    },
    'System.QueueableDuplicateSignature.Builder': {
        methods: [
            'addId(Id)System.QueueableDuplicateSignature.Builder',
            'addInteger(Integer)System.QueueableDuplicateSignature.Builder',
            'addString(String)System.QueueableDuplicateSignature.Builder'
        ]
    },
    'System.AccessLevel': {
        fields: ['static final SYSTEM_MODE:AccessLevel', 'static final USER_MODE:AccessLevel'],
        methods: ['withPermissionSetId(Id)AccessLevel']
    },
    'Cache.Session.SessionCacheException': {
        extends: 'Exception',
        constructors: ['()', '(Exception)', '(String)', '(String,Exception)']
    },
    // The jar calls the last but one UD.
    'System.Quiddity': {
        constants: [
            'ANONYMOUS',
            'AURA',
            'BATCH_ACS',
            'BATCH_APEX',
            'BATCH_CHUNK_PARALLEL',
            'BATCH_CHUNK_SERIAL',
            'BULK_API',
            'COMMERCE_INTEGRATION',
            'DISCOVERABLE_LOGIN',
            'FUNCTION_CALLBACK',
            'FUTURE',
            'INBOUND_EMAIL_SERVICE',
            'INVOCABLE_ACTION',
            'IOT',
            'PLATFORM_EVENT_PUBLISH_CALLBACK',
            'QUEUEABLE',
            'QUICK_ACTION',
            'REMOTE_ACTION',
            'REST',
            'RUNTEST_ASYNC',
            'RUNTEST_DEPLOY',
            'RUNTEST_SYNC',
            'SCHEDULED',
            'SOAP',
            'SYNCHRONOUS',
            'TRANSACTION_FINALIZER_QUEUEABLE',
            'UNDEFINED',
            'VF'
        ]
    },
    // The jar sorts constants by name; code compares the ordinals of these.
    'System.LoggingLevel': {
        constants: ['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR']
    },
    'System.TriggerOperation': {
        constants: [
            'BEFORE_INSERT',
            'BEFORE_UPDATE',
            'BEFORE_DELETE',
            'AFTER_INSERT',
            'AFTER_UPDATE',
            'AFTER_DELETE',
            'AFTER_UNDELETE'
        ]
    },
    'System.HttpRequest': { methods: ['setBodyDocument(Dom.Document)void'], remove: ['setBodyDocument'] },
    'System.Messaging': {
        methods: ['static extractInboundEmail(Object,Boolean)Messaging.InboundEmail']
    },
    'Schema.SObjectType': {
        methods: ['getDescribe(Schema.SObjectDescribeOptions)Schema.DescribeSObjectResult'],
        remove: ['getDescribe(Object)']
    }
};

/**
 * Types whose Java stand-ins have a constructor that Apex lacks: values come from literals, factory methods or the
 * platform. Apex refuses `new` with "Type cannot be constructed".
 */
export const notConstructible: ReadonlySet<string> = new Set(
    (
        'System.Blob System.Boolean System.Date System.Datetime System.Decimal System.Double System.Id System.Integer ' +
        'System.Long System.String System.Time System.TimeZone System.SObject System.Type System.UUID System.Matcher ' +
        'System.Pattern System.Savepoint System.Request System.JSONParser System.JSONGenerator System.AccessLevel ' +
        'System.SObjectAccessDecision System.Location System.Address System.OrgLimit System.Trigger System.Label ' +
        'Database.QueryLocator Database.QueryLocatorIterator Database.GetDeletedResult Database.GetUpdatedResult ' +
        'Database.DeletedRecord EventBus.TriggerContext EventBus.TestBroker EventBus.SuccessResult ' +
        'EventBus.FailureResult Internal.RecordSet Schema.DescribeSObjectResult Schema.DescribeFieldResult ' +
        'Schema.SObjectField Schema.SObjectType Schema.PicklistEntry Schema.RecordTypeInfo ' +
        'Schema.ChildRelationship Schema.FieldSet Schema.FieldSetMember'
    ).split(' ')
);
