import { createElement } from 'lwc';

/** Puts a component with its public properties on the page. */
export function mount<T>(
    tag: string,
    constructor: T,
    properties: Record<string, unknown> = {}
): HTMLElement & Record<string, any> {
    const element = createElement(tag, { is: constructor as any });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element as HTMLElement & Record<string, any>;
}

/** Lets pending promises and the rendering they cause come to an end. */
export async function settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) {
        await Promise.resolve();
    }
}

export const query = (element: HTMLElement, selector: string): any => element.shadowRoot!.querySelector(selector);
export const queryAll = (element: HTMLElement, selector: string): any[] => [
    ...element.shadowRoot!.querySelectorAll(selector)
];
export const textOf = (element: HTMLElement, selector: string): string => query(element, selector)?.textContent ?? '';
export const textsOf = (element: HTMLElement, selector: string): string[] =>
    queryAll(element, selector).map((found) => found.textContent);

/** What a handler of the event was given, once for each time it was fired. */
export function listen(element: HTMLElement, event: string): unknown[] {
    const details: unknown[] = [];
    element.addEventListener(event, (fired) => details.push((fired as CustomEvent).detail));
    return details;
}
