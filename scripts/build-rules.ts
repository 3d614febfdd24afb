import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROJECT } from './firebreakOrg.ts';
import { declaredParameters, methodNames } from './rules/parameters.ts';
import { renderRuleDocs, renderValidationRule, validationRules } from './rules/validationRules.ts';

const FOLDER = 'force-app/core/main/registry/objects/Detection_Rule__mdt/validationRules';
const PAGE = 'docs/detection-rules.md';

// npm run build:rules: writes the validation rules of Detection_Rule__mdt and their page; --check says whether they are current.
const check = process.argv.includes('--check');
const methods = methodNames();
const parameters = declaredParameters(methods);
const files = [
    ...validationRules(parameters, methods).map(
        (rule) => [`${FOLDER}/${rule.name}.validationRule-meta.xml`, renderValidationRule(rule)] as const
    ),
    [PAGE, renderRuleDocs(parameters)] as const
];
let stale = 0;
for (const [name, text] of files) {
    const file = path.join(PROJECT, name);
    const wanted = await format(text, { ...(await resolveConfig(file)), filepath: file });
    if (existsSync(file) && readFileSync(file, 'utf8') === wanted) continue;
    stale += 1;
    if (check) {
        console.error(`${name} is stale: run npm run build:rules`);
    } else {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, wanted);
        console.log(`${name} written`);
    }
}
process.exitCode = check && stale > 0 ? 1 : 0;
