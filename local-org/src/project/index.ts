export type * from './model.ts';
export type * from './schemaModel.ts';
export type { LoadedProject, LoadOptions } from './loadProject.ts';
export { loadProject } from './loadProject.ts';
export type { ParsedXml, XmlElement } from './xml.ts';
export { parseXml } from './xml.ts';
export type { SchemaSource } from './schema.ts';
export { buildSchema } from './schema.ts';
export { checkReferences } from './checkReferences.ts';
