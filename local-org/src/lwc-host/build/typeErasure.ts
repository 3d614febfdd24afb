import type { Plugin } from 'rollup';
import tsBlankSpace from 'ts-blank-space';

/** Takes types out and leaves decorators for the LWC compiler, which finds TypeScript modules but does not strip them. */
export function typeErasure(): Plugin {
    return {
        name: 'type-erasure',
        transform(code, id) {
            const [file = ''] = id.split('?');
            if (!file.endsWith('.ts')) return null;
            const erased = tsBlankSpace(code, (node) =>
                this.error(`LOC-032: ${file} uses TypeScript that cannot be erased: ${node.getText().split('\n')[0]}`)
            );
            return { code: erased, map: null };
        }
    };
}
