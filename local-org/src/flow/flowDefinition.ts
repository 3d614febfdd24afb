/** A flow as the interpreter runs it: elements by name, each with where to go next. */
export interface FlowDefinition {
    readonly name: string;
    readonly path: string;
    readonly isActive: boolean;
    readonly start: FlowStart;
    readonly elements: ReadonlyMap<string, FlowElement>;
    readonly variables: ReadonlyMap<string, FlowVariable>;
}

export interface FlowStart {
    /** Object or event that starts the flow; null for flows that are called. */
    readonly object: string | null;
    readonly trigger: 'PlatformEvent' | null;
    readonly runAs: 'DefaultWorkflowUser' | 'TriggeringUser';
    readonly first: string | null;
}

export interface FlowVariable {
    readonly name: string;
    readonly isInput: boolean;
    readonly isOutput: boolean;
    readonly initial: FlowValue | null;
}

/** A literal of the file, or a reference such as `$Record.UserId` or a variable's name. */
export type FlowValue =
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'number'; readonly value: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'reference'; readonly path: readonly string[] };

export type FlowElement = ApexAction | ForeignAction | Decision | Assignment | RecordCreate;

interface Element {
    readonly name: string;
    readonly next: string | null;
}

export interface ApexAction extends Element {
    readonly kind: 'ApexAction';
    /** Class with the @InvocableMethod. */
    readonly apexClass: string;
    readonly inputs: ReadonlyMap<string, FlowValue>;
    /** Output of the action -> variable that takes it. */
    readonly outputs: ReadonlyMap<string, string>;
    readonly fault: string | null;
}

/** An action of the platform or of a service outside, which the local org reads and refuses by name when it is reached. */
export interface ForeignAction extends Element {
    readonly kind: 'ForeignAction';
    readonly actionType: string;
}

export interface Decision extends Element {
    readonly kind: 'Decision';
    readonly rules: readonly DecisionRule[];
}

export interface DecisionRule {
    readonly name: string;
    readonly anyOf: boolean;
    readonly conditions: readonly FlowCondition[];
    readonly next: string | null;
}

export type FlowOperator =
    | 'EqualTo'
    | 'NotEqualTo'
    | 'GreaterThan'
    | 'LessThan'
    | 'GreaterThanOrEqualTo'
    | 'LessThanOrEqualTo'
    | 'IsNull'
    | 'Contains'
    | 'StartsWith'
    | 'EndsWith';

export interface FlowCondition {
    readonly left: readonly string[];
    readonly operator: FlowOperator;
    readonly right: FlowValue;
}

export interface Assignment extends Element {
    readonly kind: 'Assignment';
    readonly items: readonly {
        readonly target: readonly string[];
        readonly operator: 'Assign' | 'Add';
        readonly value: FlowValue;
    }[];
}

export interface RecordCreate extends Element {
    readonly kind: 'RecordCreate';
    readonly object: string;
    readonly fields: ReadonlyMap<string, FlowValue>;
    readonly fault: string | null;
}
