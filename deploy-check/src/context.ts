import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileProject, type CompiledProject } from '../../local-org/src/org/projectCompilation.ts';
import { Findings, readProjectFile } from '../../local-org/src/project/index.ts';
import { parseClass, parseTrigger, type CompilationUnit, type SourceFile } from '../../local-org/src/syntax/index.ts';
import { CheckError } from './checkError.ts';
import { readComponents, type Component, type ComponentFiles } from './components.ts';
import { readConfiguration, type Configuration } from './configuration.ts';
import { projectFiles } from './projectFiles.ts';
import { replacementDefaults } from './replacementDefaults.ts';
import { ResultCache } from './resultCache.ts';

export interface ApexUnit {
    readonly source: SourceFile;
    readonly apiVersion: string;
    readonly unit: CompilationUnit;
}

/** Faults of `sfdx-project.json` that leave nothing to check. */
const UNUSABLE: ReadonlySet<string> = new Set([
    'project/no-project',
    'project/malformed-json',
    'project/missing-folder'
]);

/** What the rules look at. What is expensive is made once, when the first asks for it: slow tools start before it is made. */
export class CheckContext {
    /** Absolute. */
    readonly root: string;
    readonly configuration: Configuration;
    /** Folders of the packages, relative to the root. */
    readonly packageFolders: readonly string[];
    readonly files: readonly string[];
    /** Lines for the reader about checks that were left out, and why. */
    readonly notes: string[] = [];
    private readonly memory = new Map<string, unknown>();

    private readonly isFresh: boolean;

    /** @param isFresh what tools said in earlier runs does not count @throws CheckError when the folder is no SFDX project */
    constructor(directory: string, isFresh = false) {
        this.isFresh = isFresh;
        this.root = resolve(directory);
        if (!existsSync(this.root) || !statSync(this.root).isDirectory()) {
            throw new CheckError(`${directory} is no folder. Give the folder of an SFDX project: --project DIR`);
        }
        const findings = new Findings();
        const projectFile = readProjectFile(this.root, findings);
        const unusable = findings.diagnostics.find(({ code }) => UNUSABLE.has(code));
        if (unusable) throw new CheckError(`${directory}/${unusable.path}:${unusable.line}: ${unusable.message}`);
        this.configuration = readConfiguration(this.root);
        this.packageFolders = projectFile?.packageDirectories.map(({ path }) => path) ?? [];
        this.files = projectFiles(this.root, this.packageFolders);
    }

    get compiled(): CompiledProject {
        return this.once('compiled', () =>
            compileProject(this.root, { environment: replacementDefaults(this.root, process.env) })
        );
    }

    get components(): readonly Component[] {
        return this.componentFiles.components;
    }

    get malformed(): ComponentFiles['malformed'] {
        return this.componentFiles.malformed;
    }

    private get componentFiles(): ComponentFiles {
        return this.once('componentFiles', () => readComponents(this.root, this.files));
    }

    get project(): CompiledProject['project'] {
        return this.compiled.project;
    }

    get schema(): CompiledProject['schema'] {
        return this.compiled.schema;
    }

    /** Whether the configuration switches an optional rule on. */
    isOn(rule: string): boolean {
        return this.configuration.policies.includes(rule);
    }

    ofType(...types: readonly string[]): readonly Component[] {
        return this.components.filter(({ type }) => types.includes(type));
    }

    read(path: string): string {
        return readFileSync(join(this.root, path), 'utf8');
    }

    /** Where results of a slow tool are kept from run to run. */
    resultsOf<Result>(tool: string): ResultCache<Result> {
        return new ResultCache(tool, this.isFresh);
    }

    /** The value that `make` gives, made once for all rules that ask for it under that key. */
    once<Value>(key: string, make: () => Value): Value {
        if (!this.memory.has(key)) this.memory.set(key, make());
        return this.memory.get(key) as Value;
    }

    /** Syntax trees of the classes and triggers that could be parsed. */
    get apexUnits(): readonly ApexUnit[] {
        return this.once('apexUnits', () =>
            [
                ...this.project.classes.map((file) => ({ file, parse: parseClass })),
                ...this.project.triggers.map((file) => ({ file, parse: parseTrigger }))
            ].flatMap(({ file, parse }) => {
                const { unit } = parse(file.source);
                return unit === null || unit === undefined
                    ? []
                    : [{ source: file.source, apiVersion: file.apiVersion, unit }];
            })
        );
    }
}
