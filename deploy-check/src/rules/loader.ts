import type { Diagnostic } from '../../../local-org/src/syntax/index.ts';
import { indexOf } from '../componentIndex.ts';
import type { CheckContext } from '../context.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';

/** Rules whose faults the local org's project loader, formula parser and checker find, by the codes of their diagnostics. */
function loaderRule(codes: readonly string[], rule: Omit<Rule, 'check'>): Rule {
    const wanted = new Set(codes);
    return {
        ...rule,
        check: (context) =>
            context.compiled.diagnostics
                .filter((diagnostic) => wanted.has(diagnostic.code) && !isLeftToReferences(diagnostic))
                .map(toFault)
    };
}

const toFault = (diagnostic: Diagnostic): Fault => faultAt(diagnostic.path, diagnostic, diagnostic.message);

/** The reference rules tell the same at the very element, the loader at the file or at the formula of the rule. */
function isLeftToReferences({ code, line, column, message }: Diagnostic): boolean {
    if (message.startsWith('errorDisplayField: ')) return true;
    return line === 1 && column === 1 && LEFT_TO_REFERENCES.has(code);
}

const LEFT_TO_REFERENCES: ReadonlySet<string> = new Set([
    'project/unknown-class',
    'project/unknown-trigger',
    'project/unknown-custom-permission'
]);

export const malformedXml: Rule = {
    id: 'metadata/malformed-xml',
    title: 'Metadata files are well-formed XML',
    why: 'The Metadata API refuses the whole package when one file cannot be parsed.',
    mend: 'Close, nest and escape the elements as XML demands.',
    check: ({ malformed }) => malformed.map(toFault)
};

export const loaderRules: readonly Rule[] = [
    loaderRule(['project/missing-meta'], {
        id: 'shape/missing-meta',
        title: 'Every Apex file has its meta file',
        why: 'A class or trigger without its -meta.xml is dropped from the package without a word.',
        mend: 'Add the -meta.xml with apiVersion and status beside the file.'
    }),
    loaderRule(['project/name-mismatch', 'project/invalid-name'], {
        id: 'shape/name-mismatch',
        title: 'The name in a file is the name of the file',
        why: 'The platform goes by the file name and refuses a fullName that differs.',
        mend: 'Rename the file, or correct fullName.'
    }),
    loaderRule(['project/replacement-missing'], {
        id: 'shape/replacement',
        title: 'Replacement files exist',
        why: 'The CLI stops before it deploys when a file of `replacements` is absent.',
        mend: 'Add the file, or take the replacement out of sfdx-project.json.'
    }),
    loaderRule(['project/optional-index-field'], {
        id: 'platform/big-object-index-field',
        title: 'Index fields of big objects are required',
        why: 'The index is the primary key of a big object: no part of it may be empty.',
        mend: 'Set <required>true</required> on the field.'
    }),
    loaderRule(['project/invalid-field-type'], {
        id: 'platform/event-field-type',
        title: 'Platform events only have the field types that the bus carries',
        why: 'Platform events know Checkbox, Date, DateTime, Number, Text and LongTextArea; no uniqueness, no external ids.',
        mend: 'Carry ids and picklist values as Text, and JSON as LongTextArea.'
    }),
    loaderRule(['project/required-field-permission'], {
        id: 'reference/required-field-permission',
        title: 'No field permissions for required and master-detail fields',
        why: 'Access to them comes with the object: the platform answers "You cannot deploy to a required field".',
        mend: 'Delete the fieldPermissions element.'
    }),
    loaderRule(['project/missing-value'], {
        id: 'record/missing-value',
        title: 'Custom metadata records fill required fields',
        why: 'A record without a required value is refused.',
        mend: 'Add a value for the field.'
    }),
    loaderRule(['project/too-long'], {
        id: 'record/label-length',
        title: 'Labels of custom metadata records have at most 40 characters',
        why: 'MasterLabel of custom metadata holds 40 characters.',
        mend: 'Shorten the label.'
    }),
    loaderRule(['project/permission-dependency'], {
        id: 'reference/permission-dependency',
        title: 'Object permissions come with those they rest on',
        why: 'The platform refuses, for instance, edit without read.',
        mend: 'Grant the lesser permission too.'
    }),
    loaderRule(['formula/syntax'], {
        id: 'formula/syntax',
        title: 'Formulas parse',
        why: 'A formula with a syntax error cannot be saved.',
        mend: 'Correct the formula; mind quotes, commas and brackets.'
    }),
    loaderRule(['project/unknown-object'], {
        id: 'reference/object',
        title: 'Objects that are named exist',
        why: 'A lookup, a record or a permission for an object that is neither standard nor in the project is refused.',
        mend: 'Correct the name, or add the object to the project.'
    }),
    loaderRule(['project/unknown-field'], {
        id: 'reference/field',
        title: 'Fields that are named exist',
        why: 'Permissions, layouts, records and indexes may only name fields that the object has.',
        mend: 'Correct the name, or add the field to the project.'
    })
];

/** Faults that the shape of a file gives rise to; those in custom metadata values are about records. */
const isRecord = (context: CheckContext, path: string): boolean =>
    context.project.customMetadata.some((record) => record.path === path);

export const invalidRecordValue: Rule = {
    id: 'record/invalid-value',
    title: 'Values of custom metadata records fit their fields',
    why: 'Type, length, digits, restricted picklist values and relationships are checked when a record is deployed.',
    mend: 'Write a value of the type and size of the field, and with the matching xsi:type.',
    check: (context) =>
        context.compiled.diagnostics
            .filter(({ code, path }) => code === 'project/invalid-value' && isRecord(context, path))
            .map(toFault)
};

export const apexCompile: Rule = {
    id: 'apex/compile',
    title: 'Apex compiles',
    why: 'One class that does not compile fails the whole deployment.',
    mend: 'Correct the code as the message says.',
    check: (context) =>
        context.compiled.diagnostics
            .filter(({ code, severity }) => severity === 'error' && APEX_CODE.test(code) && !OWN_RULES.has(code))
            .filter(({ message }) => !isKnown(context, message))
            .map(toFault)
};

/** What the platform has and the type data of the local org lacks. */
const LACKING: readonly RegExp[] = [
    /^Invalid type: DataWeaveScriptException$/,
    /from Cache\.(Session|Org)Partition to Cache\.Partition$/,
    // Lists of ids that stand for rows of a junction object.
    /^Field does not exist: (To|Cc|Bcc)Ids on EmailMessage$/i,
    /^Didn't understand relationship 'Fields' in FROM part/i,
    /^Didn't understand relationship 'TriggerObjectOrEvent'|^Variable does not exist: TriggerObjectOrEvent$/i
];

/** Pages and DataWeave scripts of the project are unknown to the local org, too. */
function isKnown(context: CheckContext, message: string): boolean {
    if (LACKING.some((one) => one.test(message))) return true;
    const page = /^Page does not exist: (\w+)/.exec(message)?.[1];
    const script = /^Invalid type: DataWeaveScriptResource\.(\w+)/.exec(message)?.[1];
    const index = indexOf(context);
    return (
        (page !== undefined && index.has('ApexPage', page)) ||
        (script !== undefined && index.has('DataWeaveResource', script))
    );
}

const APEX_CODE = /^(apex|soql|sosl)\//;
const OWN_RULES: ReadonlySet<string> = new Set(['apex/trigger-not-supported']);

export const forbiddenTrigger = loaderRule(['apex/trigger-not-supported'], {
    id: 'platform/trigger-forbidden',
    title: 'No triggers on objects that forbid them',
    why: 'Most real-time monitoring streams, all of their stores and custom metadata take no triggers.',
    mend: 'Use a transaction security policy, a flow on a threat event, or a scheduled poller instead.'
});
