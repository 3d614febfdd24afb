/** What an admin does in one org, as blocks of the pages: `page#name`. */
export interface Tour {
    readonly title: string;
    readonly blocks: readonly string[];
}

const GUIDE = 'docs/deploy.md';
const LOOPBACK = 'docs/loopback.md';

/** Every block of the two pages stands in one of them. */
export const TOURS: readonly Tour[] = [
    {
        title: 'By one command',
        blocks: [
            `${GUIDE}#before`,
            `${GUIDE}#login`,
            `${GUIDE}#scratch`,
            `${GUIDE}#deploy`,
            `${GUIDE}#after`,
            `${GUIDE}#uninstall packages`
        ]
    },
    {
        // No org:doctor after the loopback credential: a deployment ends the schedules of the local org (SUPPORT.md), not of a real one.
        title: 'By hand, with the loopback credential, and away again',
        blocks: [
            `${GUIDE}#install`,
            `${GUIDE}#after`,
            `${LOOPBACK}#deploy`,
            `${LOOPBACK}#assign`,
            `${LOOPBACK}#uninstall`,
            `${GUIDE}#uninstall`
        ]
    }
];

/** After these blocks Firebreak works, after those nothing of it is left. */
export const INSTALLS: ReadonlySet<string> = new Set([`${GUIDE}#deploy`, `${GUIDE}#install`]);
export const UNINSTALLS: ReadonlySet<string> = new Set([`${GUIDE}#uninstall`]);
