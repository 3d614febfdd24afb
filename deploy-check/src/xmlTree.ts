import type { XmlElement } from '../../local-org/src/project/index.ts';

export type { XmlElement };

export const child = (element: XmlElement, name: string): XmlElement | null =>
    element.children.find((candidate) => candidate.name === name) ?? null;

export const children = (element: XmlElement, name: string): readonly XmlElement[] =>
    element.children.filter((candidate) => candidate.name === name);

/** Text of a child without surrounding blanks; null when it is absent or empty. */
export function textOf(element: XmlElement, name: string): string | null {
    const text = child(element, name)?.text.trim() ?? '';
    return text === '' ? null : text;
}

/** Elements at a path such as `layoutSections.layoutColumns`. */
export function at(element: XmlElement, path: string): readonly XmlElement[] {
    return path
        .split('.')
        .reduce<readonly XmlElement[]>((found, name) => found.flatMap((one) => children(one, name)), [element]);
}

/** All elements below that have the name, in document order. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
    return element.children.flatMap((candidate) => [
        ...(candidate.name === name ? [candidate] : []),
        ...descendants(candidate, name)
    ]);
}
