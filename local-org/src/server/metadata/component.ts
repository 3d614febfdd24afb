import type { MetadataFormat } from './formats.ts';
import { formatOfFolder, OBJECT_PARTS } from './formats.ts';

/** Name of a component, and the file of a package that holds it. */
export interface ComponentName {
    readonly type: string;
    readonly fullName: string;
    /** `objects/Customer__c.object` */
    readonly fileName: string;
}

/** Names are told apart without case, as the platform does. */
export function keyOf({ type, fullName }: Pick<ComponentName, 'type' | 'fullName'>): string {
    return `${type} ${fullName}`.toLowerCase();
}

/** The component to which a file of the metadata store belongs; null for what is none. */
export function componentOfPath(path: string): ComponentName | null {
    const [folder = '', ...rest] = path.split('/');
    const format = formatOfFolder(folder);
    if (!format || rest.length === 0) return null;
    if (format.type === 'CustomObject') return objectComponent(rest);
    if (format.suffix === null && !format.inFolder)
        return { type: format.type, fullName: rest[0]!, fileName: `${folder}/${rest[0]!}` };
    const file = rest.join('/');
    if (format.type === 'StaticResource') {
        const name = rest[0]!.replace(/\..*$/, '');
        return { type: format.type, fullName: name, fileName: `${folder}/${name}.resource` };
    }
    const fullName = decode(nameInFile(format, file));
    return { type: format.type, fullName, fileName: `${folder}/${file.replace(/-meta\.xml$/, '')}` };
}

function objectComponent([object = '', folder = '', file = '']: readonly string[]): ComponentName {
    const fileName = `objects/${object}.object`;
    const part = OBJECT_PARTS.find(({ element }) => element === folder);
    if (!part || file === '') return { type: 'CustomObject', fullName: object, fileName };
    return { type: part.type, fullName: `${object}.${file.replace(`.${part.suffix}-meta.xml`, '')}`, fileName };
}

function nameInFile({ suffix }: MetadataFormat, file: string): string {
    const plain = file.replace(/-meta\.xml$/, '');
    return suffix !== null && plain.endsWith(`.${suffix}`) ? plain.slice(0, -suffix.length - 1) : plain;
}

function decode(name: string): string {
    try {
        return decodeURIComponent(name);
    } catch (error) {
        if (error instanceof URIError) return name;
        throw error;
    }
}
