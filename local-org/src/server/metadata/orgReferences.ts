import type { RunningUsers } from '../../org/index.ts';
import { componentOfPath } from './component.ts';
import type { ComponentFault } from './componentResults.ts';
import type { MetadataStore } from './metadataStore.ts';
import { xmlParts } from './xmlParts.ts';

/** What metadata names and only the org can have: users as which event subscribers run. */
export function missingUsers(store: MetadataStore, users: RunningUsers): ComponentFault[] {
    return [...store.files].flatMap(([path, content]) => {
        const component = componentOfPath(path);
        if (component?.type !== 'PlatformEventSubscriberConfig') return [];
        const user = xmlParts(content.toString('utf8'))?.parts.find(({ name }) => name === 'user');
        if (!user || users.named(user.inner.trim())) return [];
        const problem = `In field: user - no User named ${user.inner.trim()} found`;
        return [{ ...component, problem, line: user.line, column: null }];
    });
}
