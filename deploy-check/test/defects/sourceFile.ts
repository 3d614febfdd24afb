/** A metadata file of a type with the elements given. */
export const meta = (type: string, ...lines: readonly string[]): string =>
    [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`,
        ...lines.map((line) => `    ${line}`),
        `</${type}>`,
        ''
    ].join('\n');

/** A meta file of an Apex class or trigger. */
export const apexMeta = (type: 'ApexClass' | 'ApexTrigger', version = '66.0'): string =>
    meta(type, `<apiVersion>${version}</apiVersion>`, '<status>Active</status>');

export const lines = (...text: readonly string[]): string => [...text, ''].join('\n');
