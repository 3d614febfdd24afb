export type { Message } from './message.ts';
export * from './names.ts';
export * from './operators.ts';
export * from './creation.ts';
export * from './statements.ts';
export * from './declarations.ts';
export * from './queries.ts';
