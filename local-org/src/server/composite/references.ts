/** A reference to what an earlier request of the composite has answered: `@{account.id}`, `@{found.records[0].Name}`. */
const REFERENCE = /@\{([^}]+)\}/g;

/** A reference that leads nowhere. */
export class BrokenReference extends Error {}

/** Text with its references replaced. @param answers bodies by referenceId @throws BrokenReference */
export function resolveText(text: string, answers: ReadonlyMap<string, unknown>): string {
    return text.replace(REFERENCE, (_, path: string) => String(lookUp(path, answers)));
}

/** The same within JSON; a text that is one reference takes the type of what it refers to. @throws BrokenReference */
export function resolveValue(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
    if (typeof value === 'string') {
        const whole = /^@\{([^}]+)\}$/.exec(value)?.[1];
        return whole === undefined ? resolveText(value, answers) : lookUp(whole, answers);
    }
    if (Array.isArray(value)) return value.map((item) => resolveValue(item, answers));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolveValue(item, answers)]));
}

function lookUp(path: string, answers: ReadonlyMap<string, unknown>): unknown {
    const [id = '', ...steps] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    let current: unknown = answers.get(id);
    for (const step of steps)
        current =
            typeof current === 'object' && current !== null && Object.hasOwn(current, step)
                ? (current as Record<string, unknown>)[step]
                : undefined;
    if (current !== undefined) return current;
    throw new BrokenReference(`Invalid reference specified. No value for ${path} found in ${id}`);
}
