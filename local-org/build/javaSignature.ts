/** Turns Java descriptors and generic signatures into the type notation of `src/typedb/notation.ts`. */

const root = 'com/nawforce/runforce/';

/** Spelling in Salesforce's documentation where the jar's package is spelt otherwise. */
const namespaceSpelling: Readonly<Record<string, string>> = {
    applauncher: 'AppLauncher',
    aiplatform: 'AiPlatform',
    cache: 'Cache',
    dom: 'Dom',
    embeddedai: 'EmbeddedAI',
    eventbus: 'EventBus',
    hammer: 'Hammer',
    industriesNlpSvc: 'IndustriesNlpSvc',
    malwaredefense: 'MalwareDefense',
    networkspulse: 'NetworksPulse',
    reports: 'Reports',
    sfdc_enablement: 'Sfdc_Enablement',
    wavetemplate: 'WaveTemplate'
};

/** A Java keyword or a method of java.lang.Object cannot be declared as such; the jar adds `$` before or behind it. */
export function apexName(javaName: string): string {
    return javaName.replace(/^\$|\$$/g, '');
}

/** `com/nawforce/runforce/Database/DMLOptions$EmailHeader` to `Database.DMLOptions.EmailHeader`. */
export function qualifiedName(internalName: string): string {
    if (internalName === 'java/lang/Object' || internalName === `${root}Internal/Object$`) {
        return 'Object';
    }
    if (internalName === 'java/lang/String') {
        return 'System.String';
    }
    if (!internalName.startsWith(root)) {
        throw new Error(`type outside the platform: ${internalName}`);
    }
    const [namespace, ...rest] = internalName.slice(root.length).split('/');
    if (namespace === undefined || rest.length !== 1) {
        throw new Error(`unexpected package depth: ${internalName}`);
    }
    const typeName = rest[0] ?? '';
    const path = apexName(typeName).split('$').join('.');
    return `${namespaceSpelling[namespace] ?? namespace}.${path}`;
}

function notationOfName(internalName: string): string {
    const name = qualifiedName(internalName);
    if (name === 'Object' || name === 'Internal.Any') {
        return 'Object';
    }
    for (const objects of ['SObjects.', 'SObjectStubs.']) {
        if (name.startsWith(objects)) {
            return `@${name.slice(objects.length)}`;
        }
    }
    if (name === 'Internal.SObjectType') {
        return 'Schema.SObjectType';
    }
    return name.startsWith('System.') ? name.slice('System.'.length) : name;
}

export interface ClassSignature {
    readonly typeParams: readonly string[];
    readonly superType: string;
    readonly interfaces: readonly string[];
}

export interface MethodSignature {
    readonly parameters: readonly string[];
    readonly returnType: string;
}

class SignatureReader {
    private readonly text: string;
    private at = 0;

    constructor(text: string) {
        this.text = text;
    }

    get isAtEnd(): boolean {
        return this.at >= this.text.length;
    }

    take(expected: string): boolean {
        if (!this.text.startsWith(expected, this.at)) {
            return false;
        }
        this.at += expected.length;
        return true;
    }

    until(stops: string): string {
        const start = this.at;
        while (!stops.includes(this.text[this.at] ?? stops)) {
            this.at++;
        }
        return this.text.slice(start, this.at);
    }

    typeParams(): string[] {
        const names: string[] = [];
        if (!this.take('<')) {
            return names;
        }
        while (!this.take('>')) {
            names.push(this.until(':'));
            while (this.take(':')) {
                if (this.text[this.at] !== ':') {
                    this.type();
                }
            }
        }
        return names;
    }

    type(): string {
        if (this.take('V')) {
            return 'void';
        }
        if (this.take('[')) {
            return `List<${this.type()}>`;
        }
        if (this.take('T')) {
            const name = this.until(';');
            this.take(';');
            return `#${name}`;
        }
        if (!this.take('L')) {
            throw new Error(`unexpected type at ${this.at} of ${this.text}`);
        }
        const name = notationOfName(this.until('<;'));
        const args: string[] = [];
        if (this.take('<')) {
            while (!this.take('>')) {
                args.push(this.take('*') ? 'Object' : this.type());
            }
        }
        if (!this.take(';')) {
            throw new Error(`inner type of a generic type in ${this.text}`);
        }
        return args.length === 0 || name === 'Schema.SObjectType' ? name : `${name}<${args.join(',')}>`;
    }
}

export function parseTypeSignature(text: string): string {
    return new SignatureReader(text).type();
}

export function parseMethodSignature(text: string): MethodSignature {
    const reader = new SignatureReader(text);
    if (reader.typeParams().length > 0 || !reader.take('(')) {
        throw new Error(`generic methods do not exist in Apex: ${text}`);
    }
    const parameters: string[] = [];
    while (!reader.take(')')) {
        parameters.push(reader.type());
    }
    return { parameters, returnType: reader.type() };
}

export function parseClassSignature(text: string): ClassSignature {
    const reader = new SignatureReader(text);
    const typeParams = reader.typeParams();
    const superType = reader.type();
    const interfaces: string[] = [];
    while (!reader.isAtEnd) {
        interfaces.push(reader.type());
    }
    return { typeParams, superType, interfaces };
}
