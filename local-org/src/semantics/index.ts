/** The checker: syntax trees in, a typed and resolved program or findings in the platform's wording out. */
export type { AnonymousResult, CheckInput, CheckResult } from './program.ts';
export { checkAnonymous, checkProgram } from './program.ts';
export { platformSlot } from './slots.ts';
export type * from './bound.ts';
export type * from './symbols.ts';
export * from './types.ts';
