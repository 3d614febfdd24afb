import type { Diagnostic } from '../syntax/position.ts';
import { standardObjects } from '../typedb/index.ts';
import { checkRecords } from './checkRecords.ts';
import { customKindOf } from './customObjects.ts';
import { fileStart, Findings } from './findings.ts';
import type { FieldDefinition, ObjectDefinition, PermissionSetDefinition, Project } from './model.ts';
import type { Schema } from './schemaModel.ts';

/** Objects that metadata relationships and polymorphic references may name without being in the schema. */
const catalogueObjects: ReadonlySet<string> = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

/**
 * Checks that what the files of a project name exists: targets of lookups, fields of rules, sets, indexes, records and
 * permissions, classes and triggers of policies and subscriptions. Reports what a deployment would refuse.
 */
export function checkReferences(project: Project, schema: Schema): readonly Diagnostic[] {
    const findings = new Findings();
    for (const definition of project.objects) {
        checkObject(definition, schema, findings);
    }
    checkRecords(project, schema, findings);
    const classes = new Set(project.classes.map((file) => file.name.toLowerCase()));
    for (const permissionSet of [...project.permissionSets, ...project.profiles]) {
        checkPermissions(permissionSet, project, schema, classes, findings);
    }
    const triggers = new Set(project.triggers.map((file) => file.name.toLowerCase()));
    for (const config of project.eventSubscriberConfigs) {
        if (!triggers.has(config.consumer.toLowerCase())) {
            findings.report(config.path, fileStart, 'unknown-trigger', `no ApexTrigger named ${config.consumer} found`);
        }
    }
    for (const policy of project.transactionSecurityPolicies) {
        if (policy.apexClass !== null && !classes.has(policy.apexClass.toLowerCase())) {
            findings.report(policy.path, fileStart, 'unknown-class', `no ApexClass named ${policy.apexClass} found`);
        }
    }
    return findings.diagnostics;
}

function checkObject(definition: ObjectDefinition, schema: Schema, findings: Findings): void {
    const object = schema.object(definition.name);
    const isCustom = customKindOf(definition) !== null;
    if ((isCustom && !definition.hasOwnFile) || object === null) {
        const message = `Entity of type 'CustomObject' named '${definition.name}' cannot be found`;
        findings.report(definition.path, fileStart, 'unknown-object', message);
        return;
    }
    for (const field of definition.fields) {
        checkField(definition, field, schema, findings);
    }
    for (const rule of definition.validationRules) {
        if (rule.errorDisplayField !== null && object.field(rule.errorDisplayField) === null) {
            const message = `errorDisplayField: no field named ${definition.name}.${rule.errorDisplayField} found`;
            findings.report(rule.path, rule, 'unknown-field', message);
        }
    }
    for (const index of definition.indexes) {
        for (const field of index.fields) {
            const indexed = object.field(field.name);
            if (indexed === null) {
                const message = `Index ${index.name}: no field named ${definition.name}.${field.name} found`;
                findings.report(definition.path, fileStart, 'unknown-field', message);
            } else if (indexed.nillable) {
                const message = `Index ${index.name}: field ${field.name} must be required`;
                findings.report(definition.path, fileStart, 'optional-index-field', message);
            }
        }
    }
}

function checkField(definition: ObjectDefinition, field: FieldDefinition, schema: Schema, findings: Findings): void {
    const isCustomField = /__c$/i.test(field.name);
    if (!isCustomField && standardObjects().find(definition.name)?.fieldNamed(field.name) == null) {
        const message = `Entity of type 'CustomField' named '${definition.name}.${field.name}' cannot be found`;
        findings.report(field.path, field, 'unknown-field', message);
    }
    for (const target of isCustomField ? field.referenceTo : []) {
        if (schema.object(target) === null && !catalogueObjects.has(target)) {
            const message = `referenceTo value of '${target}' does not resolve to a valid sObject type`;
            findings.report(field.path, field, 'unknown-object', message);
        }
    }
    if (definition.name.endsWith('__e')) {
        checkEventField(definition, field, findings);
    }
}

const eventFieldTypes: ReadonlySet<string> = new Set(['boolean', 'date', 'datetime', 'double', 'string', 'textarea']);

/** Platform events know five field types and nothing that needs a record to compare with. */
function checkEventField(definition: ObjectDefinition, field: FieldDefinition, findings: Findings): void {
    if (!eventFieldTypes.has(field.type) || field.formula !== null || field.autoNumber) {
        const message = `Field ${definition.name}.${field.name}: platform events only have fields of type Checkbox, Date, DateTime, Number, Text and LongTextArea`;
        findings.report(field.path, field, 'invalid-field-type', message);
    } else if (field.unique || field.externalId) {
        const message = `Field ${definition.name}.${field.name}: fields of platform events cannot be unique or external ids`;
        findings.report(field.path, field, 'invalid-field-type', message);
    }
}

function checkPermissions(
    permissions: PermissionSetDefinition,
    project: Project,
    schema: Schema,
    classes: ReadonlySet<string>,
    findings: Findings
): void {
    const { path } = permissions;
    for (const access of permissions.objects) {
        if (schema.object(access.object) === null) {
            findings.report(
                path,
                access,
                'unknown-object',
                `In field: field - no CustomObject named ${access.object} found`
            );
        }
    }
    for (const access of permissions.fields) {
        const field = schema.object(access.object)?.field(access.field) ?? null;
        const name = `${access.object}.${access.field}`;
        if (field === null) {
            findings.report(path, access, 'unknown-field', `In field: field - no CustomField named ${name} found`);
        } else if (field.custom && (field.masterDetail || (!field.nillable && field.type !== 'boolean'))) {
            findings.report(
                path,
                access,
                'required-field-permission',
                `You cannot deploy to a required field: ${name}`
            );
        }
    }
    for (const name of permissions.classes) {
        if (!classes.has(name.toLowerCase())) {
            findings.report(path, fileStart, 'unknown-class', `In field: apexClass - no ApexClass named ${name} found`);
        }
    }
    const customPermissions = new Set(project.customPermissions.map((permission) => permission.name));
    for (const name of permissions.customPermissions) {
        if (!customPermissions.has(name)) {
            const message = `In field: name - no CustomPermission named ${name} found`;
            findings.report(path, fileStart, 'unknown-custom-permission', message);
        }
    }
}
