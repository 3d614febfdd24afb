export { ServedApi } from './servedApi.ts';
export type { OrgApi, OrgApiOptions, Subscriber } from './orgApi.ts';
