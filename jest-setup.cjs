const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { registerSa11yMatcher } = require('@sa11y/jest');

registerSa11yMatcher();

// The package shows a label's name instead of its text; with the real texts, tests see what people see.
const LABELS = join(__dirname, 'force-app/core/main/console/labels/CustomLabels.labels-meta.xml');
const CHARACTERS = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
for (const [, name, rest] of readFileSync(LABELS, 'utf8').matchAll(
    /<fullName>(\w+)<\/fullName>([\s\S]*?)<\/labels>/g
)) {
    const [, value] = /<value>([\s\S]*?)<\/value>/.exec(rest);
    const text = value.replace(/&(\w+);/g, (_, entity) => CHARACTERS[entity]);
    jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: text }), { virtual: true });
}

jest.doMock('@salesforce/i18n/timeZone', () => ({ __esModule: true, default: 'Europe/Berlin' }), { virtual: true });

afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
});
