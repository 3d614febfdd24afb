import type { RequestEvidence } from '../../monitoring/index.ts';
import type { QueryJob } from '../bulk/queryJob.ts';
import type { IngestJob } from '../ingest/ingestJob.ts';
import type { SessionEntry } from '../auth/sessions.ts';
import type { AccessLink } from '../auth/singleAccess.ts';
import type { Retrieval } from '../metadata/retrieval.ts';
import { DebugLogs } from '../tooling/debugLogs.ts';
import { TestRuns } from '../tooling/testRuns.ts';
import { ToolingRecords } from '../tooling/toolingRecords.ts';

/** What clients rely on while a deployment puts the org behind them together anew. Ends with the process. */
export class ServedState {
    /** By the digest of the token. */
    readonly sessions = new Map<string, SessionEntry>();
    /** By the digest of their secret. */
    readonly accessLinks = new Map<string, AccessLink>();
    /** Of requests, for event log files that are still to be written. */
    readonly evidence: RequestEvidence[] = [];
    readonly queryJobs = new Map<string, QueryJob>();
    readonly ingestJobs = new Map<string, IngestJob>();
    readonly retrievals = new Map<string, Retrieval>();
    readonly toolingRecords = new ToolingRecords();
    readonly debugLogs = new DebugLogs(this.toolingRecords);
    readonly testRuns = new TestRuns();
}
