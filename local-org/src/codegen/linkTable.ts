import type { SObjectDescribe } from '../project/schemaModel.ts';
import type { SoqlQuery, SoslQuery } from '../syntax/soql.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ApexType } from '../semantics/types.ts';

/** A constant that a script receives when it is linked. */
export type LinkConstant =
    | {
          readonly kind: 'static' | 'constructor';
          readonly owner: string;
          readonly name: string;
          readonly params: readonly string[];
      }
    | {
          readonly kind: 'method';
          readonly owner: string;
          readonly name: string;
          readonly params: readonly string[];
          /** `super.name(...)`: the platform's implementation, even where the object's class overrides it */
          readonly isSuper: boolean;
      }
    | { readonly kind: 'interface'; readonly owner: string; readonly slot: string }
    | { readonly kind: 'getter' | 'setter'; readonly owner: string; readonly name: string; readonly isStatic: boolean }
    | { readonly kind: 'describe'; readonly describe: SObjectDescribe }
    | { readonly kind: 'sobjectType'; readonly describe: SObjectDescribe }
    | { readonly kind: 'sobjectField'; readonly describe: SObjectDescribe; readonly field: string }
    | { readonly kind: 'type'; readonly type: ApexType }
    | { readonly kind: 'typeValue'; readonly type: ApexType }
    | { readonly kind: 'query'; readonly query: SoqlQuery | SoslQuery }
    | { readonly kind: 'decimal'; readonly digits: string }
    | { readonly kind: 'projectEnum'; readonly symbol: ClassSymbol }
    | { readonly kind: 'platformEnum'; readonly typeName: string; readonly name: string };

/** The constants and project classes that one script refers to, by the JavaScript names it uses for them. */
export class LinkTable {
    readonly constants: LinkConstant[] = [];
    readonly classes = new Map<number, ClassSymbol>();
    /** names of runtime/generated.ts that the script uses */
    readonly operations = new Set<string>();
    private readonly names = new Map<string, string>();

    /** Name of the variable that holds the constant. @param key what makes two constants the same; null = never shared */
    constant(constant: LinkConstant, key: string | null): string {
        const full = key === null ? null : `${constant.kind} ${key}`;
        const known = full === null ? undefined : this.names.get(full);
        if (known) return known;
        const name = `$p${this.constants.push(constant) - 1}`;
        if (full !== null) this.names.set(full, name);
        return name;
    }

    class(symbol: ClassSymbol): string {
        this.classes.set(symbol.index, symbol);
        return `$k${symbol.index}`;
    }

    /** A function or class of the runtime that generated code uses; no name of Apex starts with a dollar sign. */
    operation(name: string): string {
        this.operations.add(name);
        return `$${name}`;
    }
}
