import { createElement } from 'lwc';
import LightningToast from 'lightning/toast';
import components from 'local-org/components';
import { page } from './viewer.js';

const root = document.querySelector('main');

/** The toast of the base components announces itself by an event of the same name, which then carries its class. */
function showToast(event) {
    const { toast, title, message, messageData, variant, mode } = event.detail;
    if (toast) return;
    event.stopImmediatePropagation();
    LightningToast.show({ label: title, message, messageLinks: messageData, variant, mode: mode ?? 'dismissible' });
}

// Caught on its way down: the container of toasts listens on the body and would complain about an event without a class.
document.addEventListener('lightning__showtoast', showToast, { capture: true });

for (const { tag, properties } of page.components) {
    const { default: constructor } = await components[tag]();
    const element = createElement(tag, { is: constructor });
    Object.assign(element, properties);
    root.append(element);
}
