export type { FlowDefinition } from './flowDefinition.ts';
export { readFlow } from './flowReader.ts';
export { FlowFault, runFlow, type FlowHost, type FlowStartValues } from './interview.ts';
