import { createElement } from 'lwc';
import LightningToast from 'lightning/toast';
import components from 'local-org/components';
import { page } from './viewer.js';

const root = document.querySelector('main');

document.addEventListener('lightning__showtoast', ({ detail: { title, message, variant, mode } }) => {
    void LightningToast.show({ label: title, message, variant, mode: mode ?? 'dismissible' }, root.firstElementChild);
});

for (const { tag, properties } of page.components) {
    const { default: constructor } = await components[tag]();
    const element = createElement(tag, { is: constructor });
    Object.assign(element, properties);
    root.append(element);
}
