import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createOrg } from '../../local-org/src/org/index.ts';
import { PROJECT } from '../firebreakOrg.ts';

/** One setting as a detection method of Firebreak declares it in Apex (`RuleParameter`). */
export interface Parameter {
    readonly method: string;
    /** API name on `Detection_Rule__mdt`. */
    readonly field: string;
    readonly content: 'QUANTITY' | 'CHOICE' | 'HOURS';
    readonly least: number | null;
    readonly most: number | null;
    readonly choices: readonly string[] | null;
}

const CLASSES = path.join(PROJECT, 'force-app', 'core', 'main', 'detection', 'classes');
/** Stands for every method: settings that all rules have. */
export const ANY_METHOD = '';

/** Names of the classes that implement `DetectionMethod`, sorted. */
export function methodNames(): string[] {
    return readdirSync(CLASSES)
        .filter((name) => name.endsWith('.cls'))
        .filter((name) => /\bimplements\s+DetectionMethod\b/.test(readFileSync(path.join(CLASSES, name), 'utf8')))
        .map((name) => path.basename(name, '.cls'))
        .sort();
}

/** What the methods declare, asked of the methods themselves in the local org. @throws Error when the Apex does not run */
export function declaredParameters(methods: readonly string[]): Parameter[] {
    const org = createOrg({ projectDir: PROJECT, stateDir: null, mode: 'test' });
    try {
        const { problem, exception } = org.runAnonymous(org.admin, askFor(methods));
        const text = exception?.apexMessage ?? '';
        if (problem || !text.startsWith('[')) throw new Error(problem?.message ?? text);
        return JSON.parse(text) as Parameter[];
    } finally {
        org.close();
    }
}

/** The answer travels in an exception: anonymous Apex has no return value. */
const askFor = (methods: readonly string[]): string => `
    Map<String, List<RuleParameter>> declared = new Map<String, List<RuleParameter>>{
        '${ANY_METHOD}' => new List<RuleParameter>{ DetectionRule.REPEAT_MINUTES }
    };
    for (String name : new List<String>{ ${methods.map((name) => `'${name}'`).join(', ')} }) {
        declared.put(name, DetectionMethods.named(name).parameters());
    }
    List<Object> answer = new List<Object>();
    for (String name : declared.keySet()) {
        for (RuleParameter parameter : declared.get(name)) {
            answer.add(new Map<String, Object>{
                'method' => name,
                'field' => parameter.field.getDescribe().getName(),
                'content' => parameter.content.name(),
                'least' => parameter.least,
                'most' => parameter.most,
                'choices' => parameter.choices
            });
        }
    }
    throw new IllegalArgumentException(JSON.serialize(answer));`;
