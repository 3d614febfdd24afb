/** Event monitoring and transaction security. */

export { Monitoring, type LoginAsFacts, type LoginFacts, type QueryFacts } from './monitoring.ts';
export { asPlatform } from './platformWrites.ts';
export { PolicyRefusal } from './policyRefusal.ts';
export { BadThreatEvent, THREAT_EVENTS } from './threatEvents.ts';
export type { BulkJobEvidence, RequestEvidence } from './eventLog/evidence.ts';
export type { WaitingLines } from './eventLog/eventLogFiles.ts';
export type { FileFacts, ListViewFacts, ReportFacts } from './viewFacts.ts';
export type { ApiRequestFacts, Requester } from './requester.ts';
