/** Stands in for lightning/platformResourceLoader. */
const load = (tag, properties) =>
    new Promise((resolve, reject) => {
        const element = Object.assign(document.createElement(tag), properties);
        element.addEventListener('load', () => resolve());
        element.addEventListener('error', () =>
            reject(new Error(`${properties.src ?? properties.href} could not be loaded`))
        );
        document.head.append(element);
    });

export const loadScript = (component, src) => load('script', { src });
export const loadStyle = (component, href) => load('link', { rel: 'stylesheet', href });
