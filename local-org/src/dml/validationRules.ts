import type { SObjectDescribe } from '../project/index.ts';
import { formulaTree } from '../data/formula/computedFields.ts';
import { evaluateFormula } from '../data/formula/evaluateFormula.ts';
import { recordScope } from '../data/formula/recordScope.ts';
import type { FormulaGlobals } from '../data/formula/recordScope.ts';
import type { StoredRow } from '../data/store/table.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { Saving } from './saving.ts';

export function formulaGlobals(saving: Saving): FormulaGlobals {
    const { org, transaction } = saving;
    return {
        label: (name) => org.labels.get(name.toLowerCase()) ?? '',
        hasCustomPermission: (name) => org.permissionsOf(transaction.user.id).custom.has(name.toLowerCase())
    };
}

/** Errors of the active validation rules whose condition holds for the row about to be saved. */
export function brokenRules(
    saving: Saving,
    describe: SObjectDescribe,
    row: StoredRow,
    before: StoredRow | null
): RowError[] {
    const rules = describe.validationRules.filter((rule) => rule.active);
    if (rules.length === 0) return [];
    const scope = recordScope(saving.run, formulaGlobals(saving), describe, row, {
        blankAsZero: false,
        isNew: before === null,
        prior: before
    });
    return rules
        .filter((rule) => evaluateFormula(formulaTree(rule.formula), scope) === true)
        .map((rule) =>
            rowError(
                'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                rule.errorMessage,
                rule.errorDisplayField ? [rule.errorDisplayField] : []
            )
        );
}
