/** DML: the order of execution, results and errors as Apex sees them, and the data access of a transaction. */

import './database.ts';
import './triggerMembers.ts';

export { AccessLevel, isUserMode } from './accessLevel.ts';
export { RecordFlows, type RecordFlowRunner } from './recordFlows.ts';
export { DmlResult, ApexRowError } from './results.ts';
export type { DmlOperation, RowError, RowResult } from './rowResult.ts';
export { QueryLocator, QueryLocatorIterator } from './queryLocator.ts';
export { recordsOf, TransactionData, transactionData, type BindSource, type Checkpoint } from './transactionData.ts';
