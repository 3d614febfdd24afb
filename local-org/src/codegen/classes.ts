import type {
    BoundAccessor,
    BoundBlock,
    BoundClass,
    BoundConstructor,
    BoundInit,
    BoundMethod,
    BoundTrigger
} from '../semantics/bound.ts';
import type { ClassSymbol, FieldSymbol, LocalSymbol, PropertySymbol } from '../semantics/symbols.ts';
import { accessorName } from './access.ts';
import type { ScriptContext } from './bodyContext.ts';
import { BodyContext } from './bodyContext.ts';
import { args, constructorName, exceptionArguments, exceptionConstructorName, isPlatformConstructor } from './calls.ts';
import { compileExpression } from './expressions.ts';
import { mayRecurse } from './recursion.ts';
import { compileBlock, count } from './statements.ts';

/** The method that runs a trigger's body. */
export const TRIGGER_BODY = 'trigger$body';

/**
 * Writes a class as a JavaScript class expression. Superclasses are attached at link time by prototype, so the order of files does
 * not matter; every class therefore sets up the inherited fields itself.
 */
export function compileClass(
    script: ScriptContext,
    class_: BoundClass,
    inner: readonly BoundClass[],
    all: readonly BoundClass[]
): void {
    new ClassWriter(script, class_).write(inner, all, null);
}

export function compileTriggerClass(
    script: ScriptContext,
    trigger: BoundTrigger,
    inner: readonly BoundClass[],
    all: readonly BoundClass[]
): void {
    new ClassWriter(script, trigger.class).write(inner, all, trigger.body);
}

class ClassWriter {
    private readonly script: ScriptContext;
    private readonly class_: BoundClass;
    private readonly symbol: ClassSymbol;

    constructor(script: ScriptContext, class_: BoundClass) {
        this.script = script;
        this.class_ = class_;
        this.symbol = class_.symbol;
    }

    write(inner: readonly BoundClass[], all: readonly BoundClass[], triggerBody: BoundBlock | null): void {
        const { emitter } = this.script;
        emitter.sync(this.symbol.line);
        emitter.write(`class C_${this.symbol.simpleName}{`);
        this.writeFields();
        if (this.class_.staticInit.length > 0 || this.hasStatics()) this.writeStaticInitializer();
        if (this.class_.constructors.length === 0 && this.symbol.form === 'class') this.writeDefaultConstructor();
        if (this.symbol.isException) this.writeExceptionConstructor();
        const members: { line: number; write: () => void }[] = [
            ...this.class_.methods.map((method) => ({ line: method.line, write: () => this.writeMethod(method) })),
            ...this.class_.constructors.map((constructor) => ({
                line: constructor.line,
                write: () => this.writeConstructor(constructor)
            })),
            ...this.class_.accessors.map((accessor) => ({
                line: accessor.line,
                write: () => this.writeAccessor(accessor)
            })),
            ...this.class_.staticInit.map((init, i) => ({
                line: init.line,
                write: () => this.writeInit(init, `static $s${i}`, '$own')
            })),
            ...this.class_.instanceInit
                .map((init, i) => ({ line: init.line, write: () => this.writeInit(init, this.initName(i), 'this') }))
                .slice(this.startingLiterals()),
            ...inner.map((nested) => ({ line: nested.symbol.line, write: () => this.writeInner(nested, all) }))
        ];
        if (triggerBody) members.push({ line: triggerBody.line, write: () => this.writeTriggerBody(triggerBody) });
        for (const member of members.sort((a, b) => a.line - b.line)) member.write();
        emitter.write('}');
    }

    private initName(index: number): string {
        return `$i${this.symbol.index}_${index}`;
    }

    private writeInner(nested: BoundClass, all: readonly BoundClass[]): void {
        this.script.emitter.sync(nested.symbol.line);
        this.script.emitter.write(`static $k${nested.symbol.index}=`);
        compileClass(
            this.script,
            nested,
            all.filter((other) => other.symbol.outer === nested.symbol),
            all
        );
        this.script.emitter.write(';');
    }

    /** Every field starts as null; one that the text starts with a literal may as well start with it, where nothing could see the difference. */
    private writeFields(): void {
        const initial = new Map<unknown, string>();
        for (const init of this.class_.instanceInit.slice(0, this.startingLiterals())) {
            if (init.kind === 'Field')
                initial.set(init.field, compileExpression(new BodyContext(this.script, this.symbol, null), init.value));
        }
        const fields = instanceFields(this.symbol).map(
            (field) => `this.${field.jsName}=${initial.get(field) ?? 'null'};`
        );
        if (this.symbol.isException) fields.unshift(`${this.script.links.operation('initException')}(this);`);
        if (fields.length > 0) this.script.emitter.write(`constructor(){${fields.join('')}}`);
    }

    /**
     * How many initialisers at the start of the class are literals and run before any other code of the object: none in a subclass or
     * extensible class, whose superclass constructor or subclass object would differ, none when lines are counted.
     */
    private startingLiterals(): number {
        if (this.symbol.superType !== null || this.symbol.isVirtual || this.symbol.isAbstract || this.script.coverage)
            return 0;
        const first = this.class_.instanceInit.findIndex(
            (init) => init.kind !== 'Field' || init.value.kind !== 'Literal'
        );
        return first < 0 ? this.class_.instanceInit.length : first;
    }

    private hasStatics(): boolean {
        return staticFields(this.symbol).length > 0;
    }

    private writeStaticInitializer(): void {
        const own = this.script.links.class(this.symbol);
        const current = `${this.script.links.operation('statics')}.current`;
        const fields = staticFields(this.symbol).map((field) => `${field.jsName}:null`);
        const parts = this.class_.staticInit.map((_, i) => `${own}.$s${i}($own);`);
        this.script.emitter.write(
            `static $clinit(){const $own=${current}[${this.symbol.index}]={${fields.join(',')}};${parts.join('')}return $own;}`
        );
    }

    /** Code that runs the class's static initialiser on first use; nothing when there is nothing to run. */
    private staticCheck(): string {
        if (this.class_.staticInit.length === 0) return '';
        const current = `${this.script.links.operation('statics')}.current`;
        return `if(${current}[${this.symbol.index}]===undefined)${this.script.links.class(this.symbol)}.$clinit();`;
    }

    /**
     * They run before the superclass constructor, so that a method which that one calls and this class overrides finds the fields set
     * (fflib-apex-common, SObjectUnitOfWorkTest.DerivedUnitOfWork, counts on it in real orgs).
     */
    private instanceInits(): string {
        const started = this.startingLiterals();
        return this.class_.instanceInit.map((_, i) => (i < started ? '' : `this.${this.initName(i)}();`)).join('');
    }

    private superclass(): ClassSymbol | null {
        return this.symbol.superType?.kind === 'class' ? this.symbol.superType.symbol : null;
    }

    private writeDefaultConstructor(): void {
        const parent = this.superclass();
        const chain = parent ? `this.${constructorName(parent, 'init$0')}();` : '';
        const name = constructorName(this.symbol, 'init$0');
        this.script.emitter.write(`${name}(){${this.staticCheck()}${this.instanceInits()}${chain}return this;}`);
    }

    private writeExceptionConstructor(): void {
        const parent = this.superclass();
        const chain = parent
            ? `this.${exceptionConstructorName(parent)}($m,$c);`
            : `${this.script.links.operation('setExceptionMessage')}(this,$m,$c);`;
        const name = exceptionConstructorName(this.symbol);
        this.script.emitter.write(
            `${name}($m=null,$c=null){${this.staticCheck()}${this.instanceInits()}${chain}return this;}`
        );
    }

    private writeConstructor(node: BoundConstructor): void {
        const name = constructorName(this.symbol, node.symbol.slot);
        const context = this.begin(node.line, name, node.params, node.body, '<init>');
        context.returnsThis = true;
        const { emitter } = this.script;
        this.writeBody(context, `new ${this.symbol.index}`, () => {
            if (node.chain?.kind !== 'this') emitter.write(this.staticCheck() + this.instanceInits());
            this.writeChain(context, node);
            compileBlock(context, node.body);
            emitter.write('return this;');
        });
    }

    private writeChain(context: BodyContext, node: BoundConstructor): void {
        const { emitter } = this.script;
        if (!node.chain) {
            const parent = this.superclass();
            if (parent) emitter.write(`this.${constructorName(parent, 'init$0')}();`);
            else if (this.symbol.isException)
                emitter.write(`${context.operation('setExceptionMessage')}(this,null,null);`);
            return;
        }
        emitter.sync(node.chain.line);
        count(context, node.chain.line);
        const { target } = node.chain;
        const values = args(context, node.chain.args);
        if (!isPlatformConstructor(target)) {
            emitter.write(`this.${constructorName(target.owner, target.slot)}(${values});`);
        } else if (this.symbol.isException) {
            const parent = this.superclass();
            const message = exceptionArguments(target, values);
            if (node.chain.kind === 'this') emitter.write(`this.${exceptionConstructorName(this.symbol)}(${message});`);
            else if (parent) emitter.write(`this.${exceptionConstructorName(parent)}(${message});`);
            else emitter.write(`${context.operation('setExceptionMessage')}(this,${message || 'null'});`);
        }
    }

    private writeMethod(node: BoundMethod): void {
        if (!node.body) return;
        const { symbol, body } = node;
        const context = this.begin(
            node.line,
            symbol.isStatic ? `static ${symbol.slot}` : symbol.slot,
            node.params,
            body,
            symbol.name
        );
        this.writeBody(context, symbol.slot, () => {
            if (symbol.isStatic) this.script.emitter.write(this.staticCheck());
            if (mayRecurse(body))
                this.script.emitter.write(
                    `if((++${context.operation('fuel')}.calls&1023)===0)${context.operation('tick')}(1024);`
                );
            compileBlock(context, body);
        });
    }

    private writeAccessor(node: BoundAccessor): void {
        const { property } = node;
        const slot = accessorName(property, node.accessor);
        const params = node.valueParam ? [node.valueParam] : [];
        const context = this.begin(
            node.line,
            property.isStatic ? `static ${slot}` : slot,
            params,
            node.body,
            `__sfdc_${property.name}`
        );
        this.writeBody(context, slot, () => {
            if (property.isStatic) this.script.emitter.write(this.staticCheck());
            if (node.body) return compileBlock(context, node.body);
            const place = property.isStatic
                ? `(${context.operation('statics')}.current[${this.symbol.index}]??${context.links.class(this.symbol)}.$clinit()).${property.jsName}`
                : `this.${property.jsName}`;
            this.script.emitter.write(
                node.accessor === 'get' ? `return ${place};` : `${place}=${node.valueParam?.jsName ?? '$value'};`
            );
        });
    }

    private writeTriggerBody(body: BoundBlock): void {
        const context = this.begin(body.line, `static ${TRIGGER_BODY}`, [], body, null);
        this.writeBody(context, TRIGGER_BODY, () => {
            this.script.emitter.write(this.staticCheck());
            compileBlock(context, body);
        });
    }

    private writeInit(init: BoundInit, name: string, holder: string): void {
        const isStatic = holder !== 'this';
        const method = isStatic ? '<clinit>' : '<init>';
        const context = this.begin(
            init.line,
            name,
            [],
            init.kind === 'Block' ? init.body : null,
            method,
            isStatic ? holder : ''
        );
        this.writeBody(context, isStatic ? '' : `new ${this.symbol.index}`, () => {
            if (init.kind === 'Block') return compileBlock(context, init.body);
            count(context, init.line);
            this.script.emitter.write(`${holder}.${init.field.jsName}=${compileExpression(context, init.value)};`);
        });
    }

    private begin(
        line: number,
        name: string,
        params: readonly LocalSymbol[],
        body: BoundBlock | null,
        method: string | null,
        extra = ''
    ): BodyContext {
        const { emitter } = this.script;
        emitter.sync(line);
        const place = placeName(this.symbol);
        this.script.bodies.push({
            line,
            place: method === null || this.symbol.form === 'anonymous' ? place : `${place}.${method}`
        });
        emitter.write(`${name}(${[...params.map((param) => param.jsName), ...(extra ? [extra] : [])].join(',')}){`);
        return new BodyContext(this.script, this.symbol, body);
    }

    /** Puts the class's sharing mode in force around a body from which records can be reached. */
    private writeBody(context: BodyContext, slot: string, write: () => void): void {
        const { emitter } = this.script;
        const gap = emitter.reserve();
        const { sharing } = this.symbol;
        const setsSharing =
            (sharing === 'with' || sharing === 'without') && (slot === '' || this.script.sharingMatters(slot));
        if (setsSharing) {
            const current = context.operation('currentTransaction');
            emitter.write(`const $t=${current}(),$w=$t.withSharing;$t.withSharing=${sharing === 'with'};try{`);
        }
        write();
        if (setsSharing) emitter.write('}finally{$t.withSharing=$w;}');
        emitter.write('}');
        const loop = context.hasLoop ? `let $f=${context.operation('fuel')}.start();` : '';
        emitter.fill(gap, `${context.temps.length > 0 ? `let ${context.temps.join(',')};` : ''}${loop}`);
    }
}

type StoredMember = FieldSymbol | PropertySymbol;

function instanceFields(symbol: ClassSymbol): StoredMember[] {
    const inherited = symbol.superType?.kind === 'class' ? instanceFields(symbol.superType.symbol) : [];
    const names = new Set(inherited.map((field) => field.jsName));
    return [
        ...inherited,
        ...[...symbol.fields, ...symbol.properties].filter((field) => !field.isStatic && !names.has(field.jsName))
    ];
}

function staticFields(symbol: ClassSymbol): StoredMember[] {
    return [...symbol.fields, ...symbol.properties].filter((field) => field.isStatic);
}

function placeName(symbol: ClassSymbol): string {
    if (symbol.form === 'anonymous') return 'AnonymousBlock';
    return symbol.form === 'trigger' ? `Trigger.${symbol.name}` : `Class.${symbol.name}`;
}
