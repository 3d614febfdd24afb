import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';
import { baseComponentsFolder } from './packages.ts';
import { namedIcons } from './projectSources.ts';

/** Base components load whole sets of icons, 2,400 modules: only icons that some source names are kept. */
export function iconSubset(used: ReadonlySet<string>): Plugin {
    const wanted = new Set([...used, ...iconsOfBaseComponents()].map((icon) => icon.replace(':', '_')));
    return {
        name: 'icon-subset',
        transform(code, id) {
            if (!/iconSvgTemplates\w+[\\/]buildTemplates[\\/]templates\.js$/.test(id)) return null;
            const kept = [...code.matchAll(/import \{ default as (\w+) \} from ('[^']+');/g)].filter(([, name]) =>
                wanted.has(name!)
            );
            const imports = kept.map(([, name, from]) => `import ${name} from ${from};`);
            return {
                code: `${imports.join('\n')}\nexport default { ${kept.map(([, name]) => name).join(', ')} };`,
                map: null
            };
        }
    };
}

function iconsOfBaseComponents(): Set<string> {
    const root = baseComponentsFolder();
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (file) => /\.(js|html)$/.test(file) && !/iconSvgTemplates|iconUtils|__(examples|docs)__/.test(file)
    );
    return namedIcons(files.map((file) => readFileSync(path.join(root, file), 'utf8')));
}

/**
 * In synthetic shadow the design system's style sheet styles base components; their own styles, meant for native shadow, never match
 * and make up half of the vendor part. An empty style sheet would compile to undefined, so one rule stays.
 */
export function withoutNativeStyles(): Plugin {
    const root = baseComponentsFolder();
    return {
        name: 'without-native-styles',
        load(id) {
            const [file = ''] = id.split('?');
            const isNative = /(\.lbc\.native|\.slds)\.css$/.test(file) || /[\\/]slds\w+[\\/]slds\w+\.css$/.test(file);
            return isNative && file.startsWith(root) ? '.native-shadow-only { order: 0 }' : null;
        }
    };
}
