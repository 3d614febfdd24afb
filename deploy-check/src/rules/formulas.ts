import { parseFormula, type FormulaExpression } from '../../../local-org/src/syntax/index.ts';
import type { SObjectDescribe } from '../../../local-org/src/project/index.ts';
import { indexOf, isOfOtherPackage } from '../componentIndex.ts';
import type { CheckContext } from '../context.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';
import { child, children, textOf, type XmlElement } from '../xmlTree.ts';

/** Functions of formulas, as the platform's formula editor lists them. */
const FUNCTIONS: ReadonlySet<string> = new Set(
    `ABS ACOS ADDMONTHS AND ASCII ASIN ATAN ATAN2 BEGINS BLANKVALUE BR CASE CASESAFEID CEILING CHR CONTAINS COS CURRENCYRATE
    DATE DATETIMEVALUE DATEVALUE DAY DAYOFYEAR DISTANCE EXP FIND FLOOR FORMATDURATION FROMUNIXTIME GEOLOCATION GETRECORDIDS
    GETSESSIONID HOUR HTMLENCODE HYPERLINK IF IMAGE IMAGEPROXYURL INCLUDE INCLUDES INITCAP ISBLANK ISCHANGED ISCLONE ISNEW ISNULL
    ISNUMBER ISOWEEK ISOYEAR ISPICKVAL JSENCODE JSINHTMLENCODE JUNCTIONIDLIST LEFT LEN LINKTO LN LOG LOWER LPAD MAX MCEILING
    MFLOOR MID MILLISECOND MIN MINUTE MOD MONTH NOT NOW NULLVALUE OR PARENTGROUPVAL PI PICKLISTCOUNT PREDICT PREVGROUPVAL
    PRIORVALUE REGEX REQUIRESCRIPT REVERSE RIGHT ROUND RPAD SECOND SIN SQRT SUBSTITUTE TAN TEXT TIMENOW TIMEVALUE TODAY TRIM
    TRUNC UNIXTIMESTAMP UPPER URLENCODE URLFOR VALUE VLOOKUP WEEKDAY YEAR`.split(/\s+/)
);

interface Formula {
    readonly path: string;
    readonly element: XmlElement;
    readonly text: string;
    /** Object whose fields it reads. */
    readonly object: string;
}

function formulasOf(context: CheckContext): readonly Formula[] {
    return context.once('formulas', () =>
        context.components.flatMap(({ type, name, object, path, xml }) => {
            const formula = (element: XmlElement | null, of: string | null): Formula[] =>
                element === null || of === null ? [] : [{ path, element, text: element.text, object: of }];
            if (type === 'ValidationRule') return formula(child(xml, 'errorConditionFormula'), object);
            if (type === 'CustomField') {
                return [...formula(child(xml, 'formula'), object), ...formula(defaultOf(xml), object)];
            }
            if (type !== 'CustomObject') return [];
            const rules = children(xml, 'validationRules').flatMap((rule) =>
                formula(child(rule, 'errorConditionFormula'), name)
            );
            return [...rules, ...children(xml, 'fields').flatMap((field) => formula(child(field, 'formula'), name))];
        })
    );
}

/** The default of a checkbox is a plain boolean, others are formulas. */
function defaultOf(field: XmlElement): XmlElement | null {
    return textOf(field, 'type') === 'Checkbox' ? null : child(field, 'defaultValue');
}

function inFormulas(
    context: CheckContext,
    test: (node: FormulaExpression, formula: Formula) => string | null
): readonly Fault[] {
    return formulasOf(context).flatMap((formula) => {
        const { expression } = parseFormula(formula.text, formula.path);
        return expression == null
            ? []
            : nodesOf(expression).flatMap((node) => {
                  const message = test(node, formula);
                  return message === null ? [] : [faultAt(formula.path, formula.element, message)];
              });
    });
}

function nodesOf(node: FormulaExpression): readonly FormulaExpression[] {
    switch (node.kind) {
        case 'Call':
            return [node, ...node.args.flatMap(nodesOf)];
        case 'Unary':
            return [node, ...nodesOf(node.operand)];
        case 'Binary':
            return [node, ...nodesOf(node.left), ...nodesOf(node.right)];
        default:
            return [node];
    }
}

/** Why the path leads to no field, or null. What starts with `$` is a global variable. */
function brokenPath(names: readonly string[], start: SObjectDescribe, context: CheckContext): string | null {
    let object: SObjectDescribe | null = start;
    for (const [position, name] of names.entries()) {
        if (object === null || isOfOtherPackage(name)) return null;
        if (position === names.length - 1) {
            const found = object.field(name) ?? object.fieldByRelationship(name);
            return found === null ? `Field ${name} does not exist. Check spelling.` : null;
        }
        const reference = object.fieldByRelationship(name.split(':')[0] ?? name);
        if (reference === null) return `Field ${name} does not exist. Check spelling.`;
        object = reference.referenceTo.length === 1 ? context.schema.object(reference.referenceTo[0] ?? '') : null;
    }
    return null;
}

/** A global variable of which the project has the names: permissions, labels, custom metadata, custom settings. */
function brokenGlobal(names: readonly string[], context: CheckContext): string | null {
    const [global = '', first = '', second = '', third = ''] = names;
    const index = indexOf(context);
    const missing = (noun: string, name: string): string => `${noun} ${name} does not exist. Check spelling.`;
    if (isOfOtherPackage(first)) return null;
    switch (global.toLowerCase()) {
        case '$permission':
            return index.has('CustomPermission', first) ? null : missing('Custom permission', first);
        case '$label':
            return index.has('CustomLabel', first) ? null : missing('Custom label', first);
        case '$setup':
            if (!index.hasObject(first)) return missing('Custom setting', first);
            return index.hasField(first, second) ? null : missing('Field', `${first}.${second}`);
        case '$custommetadata':
            if (!index.hasObject(first)) return missing('Custom metadata type', first);
            if (!index.has('CustomMetadata', `${first.replace(/__mdt$/i, '')}.${second}`))
                return missing('Record', `${first}.${second}`);
            return index.hasField(first, third) ? null : missing('Field', `${first}.${third}`);
        case '$user':
        case '$profile':
        case '$organization':
        case '$userrole':
            return index.hasField(global.slice(1), first) ? null : missing('Field', `${global}.${first}`);
        default:
            return null;
    }
}

export const formulaRules: readonly Rule[] = [
    {
        id: 'formula/unknown-function',
        title: 'Formulas call functions of the platform',
        why: 'An unknown function makes the formula invalid.',
        mend: 'Use a function of the formula editor; Apex methods cannot be called.',
        check: (context) =>
            inFormulas(context, (node) =>
                node.kind === 'Call' && !FUNCTIONS.has(node.name.toUpperCase())
                    ? `Unknown function ${node.name}. Check spelling.`
                    : null
            )
    },
    {
        id: 'formula/unknown-field',
        title: 'Formulas read fields that exist',
        why: 'A formula that names a field, relationship, permission, label or record that is not there cannot be saved.',
        mend: 'Correct the name; relationships end in __r.',
        check: (context) =>
            inFormulas(context, (node, formula) => {
                if (node.kind !== 'Reference') return null;
                if (node.names[0]?.startsWith('$') === true) return brokenGlobal(node.names, context);
                const object = context.schema.object(formula.object);
                return object === null ? null : brokenPath(node.names, object, context);
            })
    }
];
