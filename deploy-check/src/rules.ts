import type { Rule } from './rule.ts';
import { apexPolicies } from './rules/apexPolicies.ts';
import { apexToolRules } from './rules/apexTools.ts';
import { fieldRules } from './rules/fields.ts';
import { flowPlatformRules } from './rules/flowPlatform.ts';
import { flowReferenceRules } from './rules/flowReferences.ts';
import { formulaRules } from './rules/formulas.ts';
import { generatedScript } from './rules/generatedScript.ts';
import { lightningRules } from './rules/lightning.ts';
import { apexCompile, forbiddenTrigger, invalidRecordValue, loaderRules, malformedXml } from './rules/loader.ts';
import { metadataShapeRules } from './rules/metadataShape.ts';
import { nameRules } from './rules/names.ts';
import { objectRules } from './rules/objects.ts';
import { platformRules } from './rules/platform.ts';
import { projectPolicies } from './rules/projectPolicies.ts';
import { recordRules } from './rules/recordRules.ts';
import { referenceRules } from './rules/references.ts';
import { shapeRules } from './rules/shape.ts';

/** Every rule of the check, in the order of the findings' table for equal places. */
export const RULES: readonly Rule[] = [
    ...shapeRules,
    malformedXml,
    ...metadataShapeRules,
    ...loaderRules,
    invalidRecordValue,
    ...nameRules,
    ...objectRules,
    ...fieldRules,
    ...referenceRules,
    ...formulaRules,
    ...recordRules,
    apexCompile,
    ...apexToolRules,
    forbiddenTrigger,
    ...platformRules,
    ...flowReferenceRules,
    ...flowPlatformRules,
    ...lightningRules,
    generatedScript,
    ...apexPolicies,
    ...projectPolicies
];
