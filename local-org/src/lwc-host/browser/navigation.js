/** Stands in for lightning/navigation: tabs and web pages of the local org; other targets are refused by name. */
export class CurrentPageReference {
    constructor(dataCallback) {
        const [, name] = location.pathname.match(/^\/lightning\/n\/([^/]+)/) ?? [];
        dataCallback({
            type: 'standard__navItemPage',
            attributes: name ? { apiName: name } : {},
            state: Object.fromEntries(new URLSearchParams(location.search))
        });
    }
    connect() {}
    update() {}
    disconnect() {}
}

function urlOf({ type, attributes }) {
    switch (type) {
        case 'standard__navItemPage':
            return `/lightning/n/${attributes.apiName}`;
        case 'standard__component':
            return `/lightning/cmp/${attributes.componentName}`;
        case 'standard__webPage':
            return attributes.url;
        default:
            throw new Error(`The local org has no page of the type ${type}.`);
    }
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](pageReference, replace) {
            const url = urlOf(pageReference);
            if (replace) location.replace(url);
            else location.assign(url);
        }

        async [GenerateUrl](pageReference) {
            return urlOf(pageReference);
        }
    };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;
