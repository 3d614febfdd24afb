import { formulaCircle, formulaFaults } from '../data/formula/checkFormula.ts';
import type { FlowDefinition } from '../flow/index.ts';
import { readFlow } from '../flow/index.ts';
import type { FieldDefinition, LoadOptions, Project, Schema, SObjectDescribe } from '../project/index.ts';
import { buildSchema, checkReferences, loadProject } from '../project/index.ts';
import type { CheckInput, CheckResult } from '../semantics/index.ts';
import { checkProgram } from '../semantics/index.ts';
import type { Diagnostic, Identifier } from '../syntax/index.ts';
import { parseClass, parseFormula, parseTrigger } from '../syntax/index.ts';
import type { PlatformTypes } from '../typedb/index.ts';
import type { OrgFeature } from './orgDefinition.ts';
import { platformTypes } from '../typedb/index.ts';

/** A project with everything known about it before it runs. */
export interface CompiledProject {
    readonly project: Project;
    readonly schema: Schema;
    readonly platform: PlatformTypes;
    /** Fit for linking only when no diagnostic is an error. */
    readonly checked: CheckResult;
    /** Active flows. */
    readonly flows: readonly FlowDefinition[];
    /** By file, within a file by position. */
    readonly diagnostics: readonly Diagnostic[];
}

export interface CompileOptions extends LoadOptions {
    /** Add-ons of the org; all of them unless given. */
    readonly features?: readonly OrgFeature[];
    /** Key prefixes that objects have already, by API name. */
    readonly keyPrefixes?: ReadonlyMap<string, string>;
}

/** Reads and checks all that a deployment of the project would check. Never throws for what the files say. */
export function compileProject(directory: string, options: CompileOptions = {}): CompiledProject {
    const { project, diagnostics: projectFindings } = loadProject(directory, options);
    const monitored = options.features?.includes('EventMonitoring') ?? true;
    const schema = buildSchema(project, options.keyPrefixes, { eventMonitoring: monitored });
    const platform = platformTypes();
    const flows = project.flows.map(readFlow);
    const { units, findings: syntaxFindings } = parseUnits(project);
    const checked = checkProgram({ units, schema, platform, labels: project.labels.map((label) => label.name) });
    return {
        project,
        schema,
        platform,
        checked,
        flows: flows.flatMap(({ flow }) => (flow?.isActive ? [flow] : [])),
        diagnostics: byPlace([
            ...projectFindings,
            ...checkReferences(project, schema),
            ...(monitored ? [] : licenceFindings(project)),
            ...flows.flatMap(({ diagnostics }) => diagnostics),
            ...formulaFindings(project, schema),
            ...syntaxFindings,
            // A type that could not be parsed is missing everywhere: what follows from that is no finding of its own.
            ...(syntaxFindings.length > 0 ? [] : checked.diagnostics)
        ])
    };
}

function parseUnits(project: Project): { units: CheckInput['units']; findings: readonly Diagnostic[] } {
    const units: CheckInput['units'][number][] = [];
    const findings: Diagnostic[] = [];
    for (const { name, source, parse } of [
        ...project.classes.map(({ name, source }) => ({ name, source, parse: parseClass })),
        ...project.triggers.map(({ name, source }) => ({ name, source, parse: parseTrigger }))
    ]) {
        const { unit, diagnostics } = parse(source);
        findings.push(...diagnostics);
        if (!unit) continue;
        units.push({ source, unit });
        findings.push(...misnamed(source.path, name, unit.kind === 'TypeUnit' ? unit.type.name : unit.name));
    }
    return { units, findings };
}

/** What an org without Event Monitoring has no metadata types for. */
function licenceFindings(project: Project): Diagnostic[] {
    return [
        ...project.transactionSecurityPolicies.map(({ path }) => ({ path, type: 'TransactionSecurityPolicy' })),
        ...project.settings
            .filter(({ name }) => name === 'RealTimeEventSettings')
            .map(({ path }) => ({ path, type: 'RealTimeEventSettings' }))
    ].map(({ path, type }) => ({
        path,
        line: 1,
        column: 1,
        severity: 'error',
        code: 'org/not-licensed',
        message: `Entity type '${type}' is not available in this organization: it has no Event Monitoring.`
    }));
}

/** A component is deployed under its file's name and stored under the name in its text: they have to agree. */
function misnamed(path: string, expected: string, declared: Identifier): Diagnostic[] {
    if (declared.text.toLowerCase() === expected.toLowerCase()) return [];
    const { line, column } = declared.span;
    const message = `Expected the name ${expected}, which the file has, but was: ${declared.text}`;
    return [{ path, line, column, severity: 'error', code: 'apex/file-name', message }];
}

type Place = Pick<Diagnostic, 'path' | 'line' | 'column'>;

/** Findings of a formula are told at the element that holds it, as entities and line ends of XML shift positions inside. */
function formulaFindings(project: Project, schema: Schema): Diagnostic[] {
    return project.objects.flatMap((object) => {
        const describe = schema.object(object.name);
        return [
            ...object.validationRules.flatMap((rule) => faultsOf(schema, describe, rule.formula, rule)),
            ...object.fields.flatMap((field) => [
                ...(field.formula === null ? [] : faultsOf(schema, describe, field.formula, field)),
                ...circlesOf(schema, describe, field)
            ])
        ];
    });
}

function faultsOf(schema: Schema, describe: SObjectDescribe | null, formula: string, at: Place): Diagnostic[] {
    const { diagnostics } = parseFormula(formula, at.path);
    if (diagnostics.length > 0) return diagnostics.map(({ message }) => formulaError(at, 'formula/syntax', message));
    const faults = describe ? formulaFaults(schema, describe, formula) : [];
    return faults.map((message) => formulaError(at, 'formula/unknown-field', message));
}

function circlesOf(schema: Schema, describe: SObjectDescribe | null, at: FieldDefinition): Diagnostic[] {
    const field = describe?.field(at.name);
    const circle = describe && field?.formula ? formulaCircle(schema, describe, field) : null;
    if (!circle) return [];
    const message = `The formula field ${at.name} refers to itself: ${[at.name, ...circle].join(' > ')}`;
    return [formulaError(at, 'formula/circle', message)];
}

function formulaError({ path, line, column }: Place, code: string, message: string): Diagnostic {
    return { path, line, column, severity: 'error', code, message };
}

function byPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    return [...diagnostics].sort(
        (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column
    );
}
