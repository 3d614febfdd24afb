import { formulaTree } from '../../../local-org/src/data/formula/computedFields.ts';
import { evaluateFormula } from '../../../local-org/src/data/formula/evaluateFormula.ts';
import {
    FormulaError,
    type FormulaScope,
    type FormulaValue
} from '../../../local-org/src/data/formula/formulaValue.ts';
import type { CustomMetadataRecord, SObjectDescribe } from '../../../local-org/src/project/index.ts';
import { Decimal } from '../../../local-org/src/runtime/decimal.ts';
import type { CheckContext } from '../context.ts';
import { faultAt, START, type Fault, type Rule } from '../rule.ts';

/** Records of custom metadata against the validation rules of their type. */
export const recordRules: readonly Rule[] = [
    {
        id: 'record/validation-rule',
        title: 'Custom metadata records keep the validation rules of their type',
        why: 'A deployment saves records as people do, and validation rules refuse them.',
        mend: 'Correct the field that the message names.',
        check: (context) => context.project.customMetadata.flatMap((record) => brokenRules(context, record))
    }
];

function brokenRules({ schema }: CheckContext, record: CustomMetadataRecord): Fault[] {
    const describe = schema.object(record.type);
    if (!describe) return [];
    const scope = scopeOf(describe, record);
    return describe.validationRules
        .filter(({ active, formula }) => active && holds(formula, scope))
        .map(({ errorDisplayField: field, errorMessage }) => {
            const place = (field === null ? undefined : record.places.get(field)) ?? START;
            return faultAt(record.path, place, `${field === null ? '' : `${field}: `}${errorMessage}`);
        });
}

/** Formulas that cannot be read, or use what is not supported here, are other rules' findings. */
function holds(formula: string, scope: FormulaScope): boolean {
    try {
        return evaluateFormula(formulaTree(formula), scope) === true;
    } catch (fault) {
        if (fault instanceof FormulaError) return false;
        throw fault;
    }
}

function scopeOf(describe: SObjectDescribe, record: CustomMetadataRecord): FormulaScope {
    const values = new Map([...record.values].map(([name, value]) => [name.toLowerCase(), value]));
    return {
        now: Date.now(),
        blankAsZero: false,
        isNew: true,
        prior: null,
        isNumber: ([name]) => {
            const type = describe.fields.find((field) => field.name.toLowerCase() === name?.toLowerCase())?.type;
            return type === 'double' || type === 'int' || type === 'percent';
        },
        value: ([name]) => formulaValueOf(values.get(name?.toLowerCase() ?? '') ?? null)
    };
}

const formulaValueOf = (value: string | number | boolean | null): FormulaValue =>
    typeof value === 'number' ? Decimal.of(value) : value;
