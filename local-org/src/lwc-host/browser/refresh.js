/** Stands in for lightning/refresh: a RefreshEvent calls every registered handler of the page. */
const EVENT = 'lightning__refresh';
const handlers = new Map();

export class RefreshEvent extends CustomEvent {
    constructor() {
        super(EVENT, { bubbles: true, composed: true });
    }
}

export function registerRefreshHandler(context, method) {
    const id = Symbol('refresh');
    handlers.set(id, method.bind(context));
    return id;
}

export function unregisterRefreshHandler(id) {
    handlers.delete(id);
}

document.addEventListener(EVENT, () => handlers.forEach((handler) => void handler()));
