import { baseProject } from './baseProject.ts';

/** Stands in a planted text where the finding is expected, and is taken out before the text is written. */
export const MARK = '‸';

/** A change to the base project, and the finding that it must give. */
export interface Defect {
    readonly name: string;
    readonly rule: string;
    /** Text by path; null deletes the file. */
    readonly changes: Readonly<Record<string, string | null>>;
    readonly path: string;
    readonly line: number;
    readonly column: number;
    /** Rules that rightly find the same defect from another side. */
    readonly also: readonly string[];
}

export interface DefectDetails {
    /** Further files of the change; null deletes one. */
    readonly with?: Readonly<Record<string, string | null>>;
    /** File or folder in which the finding is expected, if not the changed one. */
    readonly foundIn?: string;
    readonly also?: readonly string[];
}

/** A defect made by replacing `from`, which stands in the file, by `to`; without a mark it is expected at the file's start. */
export function swap(
    name: string,
    rule: string,
    path: string,
    from: string,
    to: string,
    details: DefectDetails = {}
): Defect {
    const text = baseProject[path];
    if (text === undefined || !text.includes(from)) throw new Error(`${name}: "${from}" is not in ${path}`);
    return planted(
        name,
        rule,
        path,
        text.replace(from, () => to),
        details
    );
}

/** A defect made by writing, or deleting, a whole file. */
export function planted(
    name: string,
    rule: string,
    path: string,
    text: string | null,
    details: DefectDetails = {}
): Defect {
    const changes = { [path]: text, ...details.with };
    const marked = Object.entries(changes).find(([, changed]) => changed?.includes(MARK) === true);
    const before = marked?.[1]?.slice(0, marked[1].indexOf(MARK)) ?? '';
    return {
        name,
        rule,
        changes: Object.fromEntries(
            Object.entries(changes).map(([file, changed]) => [file, changed?.replace(MARK, '') ?? null])
        ),
        path: details.foundIn ?? marked?.[0] ?? path,
        line: before.split('\n').length,
        column: before.length - before.lastIndexOf('\n'),
        also: details.also ?? []
    };
}

/** A defect told at `place`, another text of the same file than the one that is replaced. */
export function swapTold(
    name: string,
    rule: string,
    path: string,
    place: string,
    from: string,
    to: string,
    details: DefectDetails = {}
): Defect {
    const text = baseProject[path]?.replace(place, () => `${MARK}${place}`) ?? '';
    if (!text.includes(MARK) || !text.includes(from))
        throw new Error(`${name}: "${place}" or "${from}" is not in ${path}`);
    return planted(
        name,
        rule,
        path,
        text.replace(from, () => to),
        details
    );
}
