/** Kinds of event log files that the org has evidence for. */
export type LogType =
    | 'API'
    | 'ApexCallout'
    | 'ApiTotalUsage'
    | 'BulkApi'
    | 'BulkApi2'
    | 'Login'
    | 'Report'
    | 'ReportExport'
    | 'RestApi'
    | 'URI';

/** Files that every org gets, once a day (EventLogFile, "Event Monitoring is available free of charge for …"). */
export const FREE_TYPES: ReadonlySet<LogType> = new Set(['ApiTotalUsage', 'Login']);

export interface LogColumn {
    readonly name: string;
    readonly type: 'Boolean' | 'DateTime' | 'EscapedString' | 'Id' | 'IP' | 'Number' | 'String';
}

const REQUEST =
    'RUN_TIME:Number CPU_TIME:Number URI SESSION_KEY LOGIN_KEY USER_TYPE REQUEST_STATUS DB_TOTAL_TIME:Number';
const ENTRY = 'RUN_TIME:Number CPU_TIME:Number URI SESSION_KEY LOGIN_KEY';

/** What stands between the columns that every type begins with and those that it ends with (Object Reference, EventLogFile). */
const OWN: Readonly<Record<LogType, string>> = {
    API: `${REQUEST} API_TYPE API_VERSION CLIENT_NAME METHOD_NAME ENTITY_NAME ROWS_PROCESSED:Number REQUEST_SIZE:Number RESPONSE_SIZE:Number DB_BLOCKS:Number DB_CPU_TIME:Number CONNECTED_APP_ID:Id USER_AGENT QUERY EXCEPTION_MESSAGE`,
    ApexCallout: `${ENTRY} TYPE METHOD SUCCESS:Boolean STATUS_CODE:Number TIME:Number REQUEST_SIZE:Number RESPONSE_SIZE:Number URL`,
    ApiTotalUsage:
        'API_FAMILY API_VERSION API_RESOURCE CLIENT_NAME HTTP_METHOD COUNTS_AGAINST_API_LIMIT:Number CONNECTED_APP_ID:Id CONNECTED_APP_NAME ENTITY_NAME STATUS_CODE:Number USER_NAME',
    BulkApi: `${ENTRY} JOB_ID:Id BATCH_ID:Id OPERATION_TYPE ENTITY_TYPE ROWS_PROCESSED:Number NUMBER_FAILURES:Number SUCCESS:Boolean MESSAGE:EscapedString`,
    BulkApi2: `${ENTRY} JOB_ID:Id JOB_STATUS OPERATION_TYPE ENTITY_TYPE RECORDS_PROCESSED:Number RECORDS_FAILED:Number MESSAGE:EscapedString`,
    Login: `${REQUEST} LOGIN_TYPE LOGIN_SUB_TYPE BROWSER_TYPE API_TYPE API_VERSION USER_NAME TLS_PROTOCOL CIPHER_SUITE LOGIN_STATUS SOURCE_IP:IP FORWARDED_FOR_IP:IP`,
    Report: `${ENTRY} ENTITY_NAME DISPLAY_TYPE RENDERING_TYPE REPORT_ID:Id ROW_COUNT:Number NUMBER_EXCEPTION_FILTERS:Number NUMBER_COLUMNS:Number AVERAGE_ROW_SIZE:Number SORT DB_BLOCKS:Number DB_CPU_TIME:Number NUMBER_BUCKETS:Number ORIGIN REPORT_ID_DERIVED:Id`,
    ReportExport: `${ENTRY} CLIENT_INFO REPORT_DESCRIPTION:EscapedString`,
    RestApi: `${REQUEST} METHOD MEDIA_TYPE STATUS_CODE:Number USER_AGENT ROWS_PROCESSED:Number NUMBER_FIELDS:Number DB_BLOCKS:Number DB_CPU_TIME:Number REQUEST_SIZE:Number RESPONSE_SIZE:Number ENTITY_NAME EXCEPTION_MESSAGE CONNECTED_APP_ID:Id API_VERSION`,
    URI: `${REQUEST} REFERRER_URI`
};

const FIRST = 'EVENT_TYPE TIMESTAMP REQUEST_ID ORGANIZATION_ID:Id USER_ID:Id';
const LAST = 'TIMESTAMP_DERIVED:DateTime USER_ID_DERIVED:Id CLIENT_IP:IP';

const columnsByType = new Map<LogType, readonly LogColumn[]>();

/** Columns of a type's files, in their order. What the org has no evidence for stays empty. */
export function columnsOf(type: LogType): readonly LogColumn[] {
    let columns = columnsByType.get(type);
    if (!columns) {
        columns = `${FIRST} ${OWN[type]} ${LAST}`.split(' ').map((text) => {
            const [name = '', kind = 'String'] = text.split(':');
            return { name, type: kind as LogColumn['type'] };
        });
        columnsByType.set(type, columns);
    }
    return columns;
}
