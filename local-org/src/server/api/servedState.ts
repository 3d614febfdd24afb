import type { QueryJob } from '../bulk/queryJob.ts';
import type { IngestJob } from '../ingest/ingestJob.ts';
import type { SessionEntry } from '../auth/sessions.ts';
import { DebugLogs } from '../tooling/debugLogs.ts';
import { TestRuns } from '../tooling/testRuns.ts';
import { ToolingRecords } from '../tooling/toolingRecords.ts';

/** What clients rely on while a deployment puts the org behind them together anew. Ends with the process. */
export class ServedState {
    /** By the digest of the token. */
    readonly sessions = new Map<string, SessionEntry>();
    readonly queryJobs = new Map<string, QueryJob>();
    readonly ingestJobs = new Map<string, IngestJob>();
    readonly toolingRecords = new ToolingRecords();
    readonly debugLogs = new DebugLogs(this.toolingRecords);
    readonly testRuns = new TestRuns();
}
