/** The org as a whole: a project, its records, and the transactions that run on them. */
export type { AnonymousOutcome } from './anonymousApex.ts';
export { type Clock, SteppedClock, systemClock } from './clock.ts';
export type { Brings } from './deployment/broughtProject.ts';
export { ADMIN_USERNAME } from './deployment/platformRows.ts';
export type { PackageDeployment } from './deployment/deployOrg.ts';
export { diagnosticLine, FAULT_CODES, type FaultCode, OrgFault, ProjectRefused } from './faults.ts';
export { createOrg, definitionPathOf, environmentFor, Org, type OrgOptions } from './org.ts';
export { EMPTY_DEFINITION, type OrgDefinition, readOrgDefinition } from './orgDefinition.ts';
export { OrgTransaction } from './orgTransaction.ts';
export { type CompiledProject, compileProject } from './projectCompilation.ts';
export { unsupportedMembers } from './projectLinking.ts';
