import type { Schema } from '../../src/project/schemaModel.ts';
import { buildSchema } from '../../src/project/index.ts';
import { platformTypes } from '../../src/typedb/index.ts';

/** The platform as an org without a project has it. */
export const platform = platformTypes();
export const schema: Schema = buildSchema({ objects: [], globalValueSets: [], tabs: [] });
