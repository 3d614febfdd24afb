import { relative, sep } from 'node:path';
import { standardObjects } from '../../../local-org/src/typedb/index.ts';
import { indexOf } from '../componentIndex.ts';
import type { CheckContext } from '../context.ts';
import { runApexLs, runPmd, type ToolOutput } from '../javaTools.ts';
import { platformSyntaxFaults } from '../platformSyntax.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';

interface ApexLsReport {
    readonly files: readonly {
        readonly path: string;
        readonly messages: readonly {
            readonly start: { readonly line: number; readonly offset: number };
            readonly category: string;
            readonly message: string;
        }[];
    }[];
}

/** Platform types and members that the checker's stubs lack or declare wrongly; on correct code it reports just these. */
const BLIND_SPOTS =
    /\bDataWeave\b|\bCache\.(Partition|OrgPartition|SessionPartition)\b|\bSetupOwner\b|TriggerObjectOrEvent|'UNDEFINED' on 'System\.Quiddity'|^Unknown field 'SObjectType' on SObject/i;
/** Asked of every type of such a name, though interfaces cannot extend an exception. */
const EXCEPTION_NAME = /^Exception class '(\w+)' must extend/;

/** The tool's output; null, with a line for the reader, when it could not run. */
async function usable(context: CheckContext, name: string, run: Promise<ToolOutput | null>): Promise<string | null> {
    const result = await run;
    if (result === null) {
        context.notes.push(`${name} was left out: it needs Java and the package @salesforce/code-analyzer-pmd-engine.`);
        return null;
    }
    if (result.output.trim() === '' && result.errors.trim() !== '' && result.code !== 0) {
        context.notes.push(`${name} was left out, it could not run: ${result.errors.trim().split('\n')[0]}`);
        return null;
    }
    return result.output;
}

/** Starts the Java tools, so that they run while this process compiles. */
export function startJavaTools(context: CheckContext): void {
    if (!hasApex(context)) return;
    void apexLs(context);
    if (context.isOn('apex/pmd')) void pmd(context);
}

const hasApex = ({ files }: CheckContext): boolean => files.some((path) => /\.(cls|trigger)$/.test(path));

const apexLs = (context: CheckContext): Promise<ToolOutput | null> => context.once('apexLs', () => runApexLs(context));

const pmd = (context: CheckContext): Promise<ToolOutput | null> => context.once('pmd', () => runPmd(context));

async function apexLsFaults(context: CheckContext): Promise<readonly Fault[]> {
    if (!hasApex(context)) return [];
    const output = await usable(context, 'apex-ls', apexLs(context));
    if (output === null) return [];
    const { files } = JSON.parse(output) as ApexLsReport;
    const faults = files.flatMap(({ path, messages }) =>
        messages
            .filter(({ category }) => category !== 'Warning' && category !== 'Unused')
            .map(({ start, message }) =>
                faultAt(
                    relative(context.root, path).split(sep).join('/'),
                    { line: start.line, column: start.offset + 1 },
                    message
                )
            )
    );
    return withoutBlindSpots(
        faults.filter(({ path }) => /\.(cls|trigger|page|component)$/.test(path)),
        context
    );
}

/** Leaves out what follows from a type that the checker lacks, but that the platform has. */
function withoutBlindSpots(faults: readonly Fault[], context: CheckContext): readonly Fault[] {
    const index = indexOf(context);
    const lacking = new Set<string>();
    for (const { path, message } of faults) {
        const name = /No type declaration found for '([\w.]+)'/.exec(message)?.[1];
        if (name === undefined || !(index.hasPlatformType(name) || standardObjects().find(name) != null)) continue;
        lacking.add(name);
        lacking.add(/([^/]+)\.\w+$/.exec(path)?.[1] ?? name);
    }
    return faults.filter(
        ({ message }) =>
            !BLIND_SPOTS.test(message) &&
            !isInterface(EXCEPTION_NAME.exec(message)?.[1], context) &&
            ![...lacking].some((name) => new RegExp(String.raw`\b${name.replace('.', '\\.')}\b`).test(message))
    );
}

function isInterface(name: string | undefined, { apexUnits }: CheckContext): boolean {
    return apexUnits.some(
        ({ unit }) => unit.kind === 'TypeUnit' && unit.type.kind === 'Interface' && unit.type.name.text === name
    );
}

/** What the local org's checker told already, is not told a second time. */
function notToldYet(faults: readonly Fault[], context: CheckContext): readonly Fault[] {
    const told = new Set(
        context.compiled.diagnostics
            .filter(({ severity }) => severity === 'error')
            .map(({ path, line }) => `${path}:${line}`)
    );
    return faults.filter(({ path, line }) => !told.has(`${path}:${line}`));
}

export const apexToolRules: readonly Rule[] = [
    {
        id: 'apex/apex-ls',
        title: 'A second Apex checker has no objection',
        why: 'apex-ls reads the project independently of the local org, with type stubs of its own.',
        mend: 'Correct the code as the message says.',
        check: async (context) => notToldYet(await apexLsFaults(context), context)
    },
    {
        id: 'apex/pmd',
        title: 'The PMD ruleset has no objection',
        why: 'The rules of rules/apex-ruleset.xml find insecure and pointless code; matters of style are left out.',
        mend: 'Follow the description of the PMD rule, or suppress it at the place with a reason.',
        optional: true,
        async check(context) {
            const output = await usable(context, 'PMD', pmd(context));
            return (output ?? '')
                .split('\n')
                .filter((line) => line.includes('\t'))
                .map((line) => {
                    const [path = '', row = '1', column = '1', rule = '', description = ''] = line.split('\t');
                    return faultAt(
                        relative(context.root, path).split(sep).join('/'),
                        { line: Number(row), column: Number(column) },
                        `${rule}: ${description}`
                    );
                });
        }
    },
    {
        id: 'apex/platform-syntax',
        title: "The platform's own parser accepts every class and trigger",
        why: 'Prettier formats Apex with the parser of the platform: what it refuses no org compiles.',
        mend: 'Correct the syntax.',
        async check(context) {
            const told = new Set(
                context.compiled.diagnostics.filter(({ code }) => code === 'apex/syntax').map(({ path }) => path)
            );
            return (await platformSyntaxFaults(context)).filter(({ path }) => !told.has(path));
        }
    }
];
