import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from '../../../scripts/lwc/generate.ts';
import type { CheckContext } from '../context.ts';
import { fingerprint, toolVersion } from '../resultCache.ts';
import { faultAt, START, type Rule } from '../rule.ts';

const GENERATOR = fileURLToPath(new URL('../../../scripts/lwc/generate.ts', import.meta.url));
const TOOLS = ['ts-blank-space', 'typescript', 'prettier'];

export const generatedScript: Rule = {
    id: 'lwc/generated-script',
    title: 'Generated JavaScript is current',
    why: 'Only the JavaScript is deployed: what changed in the TypeScript alone never reaches the org.',
    mend: 'Run npm run build:lwc.',
    async check(context) {
        const { project, root } = context;
        const modules = project.lightningComponents
            .filter(({ kind }) => kind === 'lwc')
            .flatMap(({ path }) =>
                readdirSync(join(root, path))
                    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
                    .map((file) => `${path}/${file}`)
            );
        const rendered = await render(modules, context);
        return rendered
            .filter(
                ({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text
            )
            .map(({ path }) => faultAt(path, START, 'The JavaScript is not what the TypeScript beside it gives.'));
    }
};

function render(modules: readonly string[], context: CheckContext): Promise<readonly GeneratedFile[]> {
    const { root } = context;
    const style = join(root, '.prettierrc');
    const tools = [
        readFileSync(GENERATOR, 'utf8'),
        existsSync(style) ? readFileSync(style, 'utf8') : '',
        ...TOOLS.map(toolVersion)
    ];
    const cache = context.resultsOf<GeneratedFile>('generated-script');
    return Promise.all(
        modules.map((module) =>
            cache.get(
                fingerprint([...tools, module, readFileSync(join(root, module), 'utf8')]),
                // Loaded when needed: it brings the TypeScript compiler, which takes a second to start.
                async () => (await import('../../../scripts/lwc/generate.ts')).renderModule(module, root),
                () => true
            )
        )
    );
}
