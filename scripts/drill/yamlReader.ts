import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';

/** Ends the reading: says what was expected at that offset of the text. */
export type Fail = (offset: number, expected: string) => never;

/** Reads one YAML mapping, failing at the offending value's place. */
export class YamlReader {
    private readonly node: YAMLMap;
    private readonly fail: Fail;

    constructor(node: unknown, fail: Fail) {
        this.fail = fail;
        this.node = isMap(node)
            ? node
            : fail((node as Node | null)?.range?.[0] ?? 0, 'expected a mapping (key: value)');
    }

    has(key: string): boolean {
        return this.node.has(key);
    }

    map(key: string): YamlReader {
        return new YamlReader(this.value(key, 'a mapping'), this.fail);
    }

    /** The mappings of a mapping, by key. */
    maps(key: string): Record<string, YamlReader> {
        const value = this.value(key, 'a mapping');
        if (!isMap(value)) return this.fail(this.offset(value), `expected "${key}" to be a mapping`);
        return Object.fromEntries(
            value.items.map((item) => [
                String((item.key as { value?: unknown }).value),
                new YamlReader(item.value, this.fail)
            ])
        );
    }

    list(key: string): YamlReader[] {
        return this.items(key).map((item) => new YamlReader(item, this.fail));
    }

    texts(key: string): string[] {
        return this.items(key).map((item) =>
            isScalar(item) && item.value !== null
                ? String(item.value)
                : this.fail(this.offset(item), `expected a text in "${key}"`)
        );
    }

    text(key: string): string {
        return String(this.scalar(key, 'a text'));
    }

    number(key: string): number {
        const value = this.scalar(key, 'a number');
        return typeof value === 'number' && value >= 0
            ? value
            : this.refuse(key, `expected "${key}" to be a number of at least 0`);
    }

    oneOf<T extends string>(key: string, allowed: readonly T[]): T {
        const value = this.text(key);
        return (
            allowed.find((candidate) => candidate === value) ??
            this.refuse(key, `expected "${key}" to be one of ${allowed.join(', ')}, found "${value}"`)
        );
    }

    matching(key: string, pattern: RegExp, description: string): string {
        const value = this.text(key);
        return pattern.test(value)
            ? value
            : this.refuse(key, `expected "${key}" to be ${description}, found "${value}"`);
    }

    /** Refuses the value of a key. */
    refuse(key: string, expected: string): never {
        return this.fail(this.offset(this.value(key, 'a value')), expected);
    }

    private items(key: string): readonly unknown[] {
        const value = this.value(key, 'a list');
        return isSeq(value) ? value.items : this.fail(this.offset(value), `expected "${key}" to be a list`);
    }

    private scalar(key: string, what: string): unknown {
        const value = this.value(key, what);
        return isScalar(value) && value.value !== null
            ? value.value
            : this.fail(this.offset(value), `expected "${key}" to be ${what}`);
    }

    private value(key: string, what: string): unknown {
        return this.node.get(key, true) ?? this.fail(this.node.range?.[0] ?? 0, `expected ${what} under "${key}" here`);
    }

    private offset(node: unknown): number {
        return (node as Node).range?.[0] ?? 0;
    }
}
