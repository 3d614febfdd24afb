import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A project folder for one test; `remove` takes it away again. */
export interface ProjectFolder {
    readonly dir: string;
    write(files: Readonly<Record<string, string>>): void;
    remove(): void;
}

/** Writes an SFDX project with the given files below `app/`, as `path: content`; meta files of Apex are added. */
export function projectFolder(files: Readonly<Record<string, string>>): ProjectFolder {
    const dir = mkdtempSync(join(tmpdir(), 'local-org-project-'));
    const folder: ProjectFolder = {
        dir,
        write(more) {
            for (const [path, content] of Object.entries(more)) {
                writeAt(join(dir, path), content);
                if (path.endsWith('.cls')) writeAt(join(dir, `${path}-meta.xml`), apexMeta('ApexClass'));
                if (path.endsWith('.trigger')) writeAt(join(dir, `${path}-meta.xml`), apexMeta('ApexTrigger'));
            }
        },
        remove: () => rmSync(dir, { recursive: true, force: true })
    };
    folder.write({
        'sfdx-project.json': JSON.stringify({
            packageDirectories: [{ path: 'app', default: true }],
            sourceApiVersion: '66.0'
        }),
        'app/.keep': '',
        ...files
    });
    return folder;
}

export function permissionSet(label: string, content: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<PermissionSet ${META}>\n${content}\n<label>${label}</label>\n</PermissionSet>\n`;
}

export function customMetadata(label: string, values: Readonly<Record<string, string>>): string {
    const entries = Object.entries(values).map(
        ([field, value]) => `<values><field>${field}</field><value xsi:type="xsd:string">${value}</value></values>`
    );
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<CustomMetadata ${META} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">`,
        `<label>${label}</label><protected>false</protected>`,
        ...entries,
        '</CustomMetadata>'
    ].join('\n');
}

export function metadataType(label: string, fields: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject ${META}>\n${fields}\n<label>${label}</label><pluralLabel>${label}s</pluralLabel>\n<visibility>Public</visibility>\n</CustomObject>\n`;
}

function apexMeta(type: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${META}><apiVersion>66.0</apiVersion><status>Active</status></${type}>\n`;
}

function writeAt(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
}
