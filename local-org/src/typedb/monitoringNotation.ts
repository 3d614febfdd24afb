import type { CuratedObject } from './curatedNotation.ts';
import { parseCuratedField } from './curatedNotation.ts';
import { labelOfName } from './fieldTypes.ts';
import { monitoringFieldTypes, monitoringReferences } from './overrides/monitoringObjects.ts';

function fieldLine(word: string): string {
    const [name = '', variant] = word.split('=');
    if (variant === 'ref') {
        const target = monitoringReferences[name];
        return `${name} ref ${target ?? '- norel'} createonly`;
    }
    if (name === 'Id') {
        return 'Id id readonly required';
    }
    // Conditions of transaction security policies are tested with records made in Apex, so every field can be set there.
    return `${name} ${variant === 'text' ? 'text' : (monitoringFieldTypes[name] ?? 'text 255')} createonly`;
}

/** Reads one section of `monitoringObjects`: a header with flags, then field names. */
export function parseMonitoringObject(section: string): CuratedObject {
    const [header = '', ...lines] = section.split('\n');
    const [name = '', ...flags] = header.trim().split(' ');
    const words = lines
        .join(' ')
        .split(' ')
        .filter((word) => word !== '');
    const label = labelOfName(name);
    return {
        name,
        keyPrefix: null,
        label,
        labelPlural: `${label}s`,
        flags: new Set(flags),
        fields: words.map((word) => parseCuratedField(fieldLine(word)))
    };
}
