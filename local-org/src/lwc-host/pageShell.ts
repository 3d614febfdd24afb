import { createHash } from 'node:crypto';

/** Who looks at a page. */
export interface PageViewer {
    readonly userId: string;
    readonly name: string;
    readonly username: string;
    /** API names of the custom permissions granted. */
    readonly customPermissions: readonly string[];
}

/** A component on a page, with the properties its page gives it. */
export interface PageComponent {
    readonly tag: string;
    readonly properties: Readonly<Record<string, string>>;
}

export interface PageTab {
    readonly address: string;
    readonly label: string;
}

export interface PageContent {
    /** Where the page stands, below the origin. */
    readonly address: string;
    /** Where else the person can go. */
    readonly tabs: readonly PageTab[];
    readonly title: string;
    readonly components: readonly PageComponent[];
    readonly viewer: PageViewer;
    /** Import map of the vendor part: module name → address. */
    readonly imports: Readonly<Record<string, string>>;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** JSON that may stand inside a script element: `</script>` and comments cannot be formed without `<`. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The document around the components: header of the org with the signed-in user, and what the browser needs to load. */
export function renderShell({ title, address, tabs, components, viewer, imports }: PageContent): string {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)} | Local org</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lwc/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/lwc/shell.css">
<script type="importmap">${inScript({ imports })}</script>
<script type="application/json" id="page-data">${inScript({ components, viewer })}</script>
<script type="module" src="/lwc/vendor/@lwc/synthetic-shadow.js"></script>
<script type="module" src="/lwc/app/main.js"></script>
</head>
<body class="slds-scope">
<header class="org-header">
<span class="slds-badge slds-theme_warning">Local org</span>
<h1 class="slds-text-heading_small">${escapeHtml(title)}</h1>
${tabs.length > 1 ? renderTabs(tabs, address) : ''}<span class="org-user" title="${escapeHtml(viewer.username)}">${escapeHtml(viewer.name)}</span>
<a href="/login">Switch user</a>
</header>
<main class="slds-p-around_medium"></main>
</body>
</html>
`;
}

const renderTabs = (tabs: readonly PageTab[], shown: string): string => `<nav aria-label="Tabs" class="org-tabs">
${tabs.map(({ address, label }) => `<a href="${address}"${address === shown ? ' aria-current="page"' : ''}>${escapeHtml(label)}</a>`).join('\n')}
</nav>
`;

/** Nothing runs but the org's own scripts and the import map; LWC writes styles into the document, which needs `unsafe-inline`. */
export function contentSecurityPolicy(imports: PageContent['imports']): string {
    const mapHash = createHash('sha256').update(inScript({ imports })).digest('base64');
    return [
        `default-src 'self'`,
        `script-src 'self' 'sha256-${mapHash}'`,
        `style-src 'self' 'unsafe-inline'`,
        `img-src 'self' data:`,
        `object-src 'none'`,
        `base-uri 'none'`,
        `frame-ancestors 'none'`
    ].join('; ');
}

export const SHELL_STYLES = `html { background: #b0c4df; }
body { background: none; }
.org-header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; padding: 0.75rem 1rem; background: #fff; border-bottom: 3px solid #0176d3; }
.org-tabs { display: flex; gap: 1rem; }
.org-tabs [aria-current] { font-weight: 700; border-bottom: 2px solid #0176d3; }
.org-user { margin-left: auto; font-weight: 700; }
`;
