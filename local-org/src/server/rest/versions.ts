import { notFound } from '../http/apiFault.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';

const OLDEST = 50;
const NEWEST = 66;
const SEASONS = ['Spring', 'Summer', 'Winter'];

/** `/services/data`: the API versions from v50 on. */
export function listVersions(): OrgResponse {
    const versions = Array.from({ length: NEWEST - OLDEST + 1 }, (_, i) => OLDEST + i);
    return json(
        200,
        versions.map((version) => ({
            label: labelOf(version),
            url: `/services/data/v${version}.0`,
            version: `${version}.0`
        }))
    );
}

/** `/services/data/v66.0` */
export function listResources(version: string): OrgResponse {
    const names = ['tooling', 'query', 'queryAll', 'sobjects', 'limits', 'composite', 'jobs'];
    return json(200, Object.fromEntries(names.map((name) => [name, `/services/data/v${version}/${name}`])));
}

/** @param text `66.0` @throws ApiFault NOT_FOUND for a version that is not there */
export function checkVersion(text: string): string {
    const version = Number(text);
    if (!/^\d\d\.0$/.test(text) || version < OLDEST || version > NEWEST) throw notFound();
    return text;
}

/** Three releases a year; v66 is Spring '26, and the Winter release carries the next year's number. */
function labelOf(version: number): string {
    const releases = version - 66;
    const season = SEASONS[((releases % 3) + 3) % 3]!;
    const year = 26 + Math.floor(releases / 3) + (season === 'Winter' ? 1 : 0);
    return `${season} '${year}`;
}
