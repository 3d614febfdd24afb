/** Reports and list views as queries. */
export { listViewQuery } from './listViewQuery.ts';
export { reportQuery } from './reportQuery.ts';
export type { ViewColumn } from './viewColumns.ts';
export { columnValue, type ViewQuery } from './viewQuery.ts';
