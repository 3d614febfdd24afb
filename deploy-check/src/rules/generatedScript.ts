import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderModule } from '../../../scripts/lwc/generate.ts';
import { faultAt, START, type Rule } from '../rule.ts';

export const generatedScript: Rule = {
    id: 'lwc/generated-script',
    title: 'Generated JavaScript is current',
    why: 'Only the JavaScript is deployed: what changed in the TypeScript alone never reaches the org.',
    mend: 'Run npm run build:lwc.',
    async check({ project, root }) {
        const modules = project.lightningComponents
            .filter(({ kind }) => kind === 'lwc')
            .flatMap(({ path }) =>
                readdirSync(join(root, path))
                    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
                    .map((file) => `${path}/${file}`)
            );
        const rendered = await Promise.all(modules.map((module) => renderModule(module, root)));
        return rendered
            .filter(
                ({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text
            )
            .map(({ path }) => faultAt(path, START, 'The JavaScript is not what the TypeScript beside it gives.'));
    }
};
