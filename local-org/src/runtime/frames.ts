/** One level of an Apex stack. */
export interface ApexFrame {
    /** `Class.Outer.Inner.method`, `Trigger.Name`, `AnonymousBlock` */
    readonly place: string;
    readonly line: number;
}

/** What code of a generated script belongs to: bodies in the order of their first line. */
export interface ScriptBodies {
    readonly bodies: readonly { readonly line: number; readonly place: string }[];
}

const scripts = new Map<string, ScriptBodies>();
const FRAME = /(?:^|\()apex:([^:)]+):(\d+):\d+\)?$/;
/** Building an exception (`new Foo`, its constructor chain) is not part of its stack. */
const CONSTRUCTION = /^\s*at (?:new |[^ ]*\.?(?:init\$\d|\$create\b))/;

/** Tells which Apex body each line of a script is in. @param name script name without the `apex:` prefix */
export function registerScript(name: string, bodies: ScriptBodies): void {
    scripts.set(name, bodies);
}

/** The Apex frames of a V8 stack trace, innermost first. A trigger is the outermost: who caused the DML is not part of its stack. */
export function apexFrames(stack: string): ApexFrame[] {
    const frames: ApexFrame[] = [];
    for (const text of stack.split('\n')) {
        if (!text.startsWith('    at ')) continue;
        if (frames.length === 0 && CONSTRUCTION.test(text)) continue;
        const match = FRAME.exec(text.trimEnd());
        if (!match) {
            if (frames.at(-1)?.place.startsWith('Trigger.')) break;
            continue;
        }
        const line = Number(match[2]);
        frames.push({ place: placeOf(match[1]!, line), line });
    }
    return frames;
}

/** Was the error raised by Apex code itself (not inside platform code called by it)? */
export function raisedByApex(stack: string): boolean {
    const first = stack.split('\n').find((text) => text.startsWith('    at '));
    return first !== undefined && FRAME.test(first.trimEnd());
}

function placeOf(script: string, line: number): string {
    let place = script;
    for (const body of scripts.get(script)?.bodies ?? []) {
        if (body.line > line) break;
        place = body.place;
    }
    return place;
}
