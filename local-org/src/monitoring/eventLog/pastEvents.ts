import { randomUUID } from 'node:crypto';
import type { LoginFacts } from '../monitoring.ts';
import type { Requester } from '../requester.ts';
import type { ReportFacts } from '../viewFacts.ts';
import type { LogLine } from './evidence.ts';
import { entry } from './evidence.ts';

export function loginLine(at: number, requester: Requester, facts: LoginFacts): LogLine {
    const isRefused = facts.status !== 'Success';
    return {
        type: 'Login',
        at,
        requester,
        requestId: randomUUID(),
        values: {
            ...entry(facts.path, 0, requester),
            USER_TYPE: 'Standard',
            REQUEST_STATUS: isRefused ? 'F' : 'S',
            LOGIN_TYPE: facts.loginType,
            LOGIN_SUB_TYPE: facts.loginSubType,
            BROWSER_TYPE: 'Unknown',
            USER_NAME: requester.user.username,
            SOURCE_IP: requester.sourceIp,
            LOGIN_STATUS: isRefused ? 'LOGIN_ERROR_INVALID_PASSWORD' : 'LOGIN_NO_ERROR'
        }
    };
}

/** The run of a report, or its export, which is a type of its own. */
export function reportLine(at: number, requester: Requester, facts: ReportFacts): LogLine {
    const path = facts.exportFileFormat === null ? `/analytics/reports/${facts.id}` : `/${facts.id}`;
    const shared = entry(path, 0, requester);
    const isExport = facts.exportFileFormat !== null;
    const values: LogLine['values'] = isExport
        ? { REPORT_DESCRIPTION: facts.description }
        : {
              ENTITY_NAME: facts.entities.join(','),
              DISPLAY_TYPE: 'D',
              RENDERING_TYPE: 'W',
              REPORT_ID: facts.id.slice(0, 15),
              REPORT_ID_DERIVED: facts.id,
              ROW_COUNT: facts.rowsProcessed,
              NUMBER_COLUMNS: facts.columns.length,
              ORIGIN: facts.operation
          };
    return {
        type: isExport ? 'ReportExport' : 'Report',
        at,
        requester,
        requestId: randomUUID(),
        values: { ...shared, ...values }
    };
}
