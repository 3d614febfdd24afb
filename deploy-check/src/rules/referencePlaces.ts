import type { ComponentIndex } from '../componentIndex.ts';
import type { Component } from '../components.ts';
import { textOf } from '../xmlTree.ts';

/** Kinds of targets of references, each a rule of its own. */
export interface Target {
    readonly rule: string;
    /** As the platform's messages name it. */
    readonly noun: string;
    /** Whether the name exists; `component` is the file that names it. */
    readonly exists: (name: string, index: ComponentIndex, component: Component) => boolean;
}

interface Place {
    /** Elements below the root, such as `classAccesses.apexClass`. */
    readonly path: string;
    readonly target: Target;
}

function named(rule: string, type: string, noun: string = type): Target {
    return { rule, noun, exists: (name, index) => index.has(type, name) };
}

const apexClass = named('reference/class', 'ApexClass');
const trigger = named('reference/trigger', 'ApexTrigger');
const page = named('reference/page', 'ApexPage');
const flow = named('reference/flow', 'Flow');
const layout: Target = {
    rule: 'reference/layout',
    noun: 'Layout',
    // Layouts of standard objects exist in every org without being in the project.
    exists: (name, index) => index.has('Layout', name) || !/__\w+-/.test(name)
};
const recordType: Target = {
    rule: 'reference/record-type',
    noun: 'RecordType',
    exists: (name, index) => index.has('RecordType', name) || name === 'PersonAccount.PersonAccount'
};
const customPermission = named('reference/custom-permission', 'CustomPermission');
const permissionSet: Target = {
    rule: 'reference/permission-set',
    noun: 'PermissionSet',
    exists: (name, index) => index.has('PermissionSet', name) || index.has('MutingPermissionSet', name)
};
const tab: Target = {
    rule: 'reference/tab',
    noun: 'CustomTab',
    exists: (name, index) => /^standard-/.test(name) || index.has('CustomTab', name)
};
const application: Target = {
    rule: 'reference/application',
    noun: 'CustomApplication',
    exists: (name, index) => /^standard__/.test(name) || index.has('CustomApplication', name)
};
const userPermission: Target = {
    rule: 'reference/user-permission',
    noun: 'user permission',
    exists: (name, index) => index.hasUserPermission(name)
};
const object: Target = {
    rule: 'reference/metadata-object',
    noun: 'CustomObject',
    exists: (name, index) => index.hasObject(name)
};
const credential = named('reference/credential', 'ExternalCredential');
const authProvider = named('reference/credential', 'AuthProvider');
const principal: Target = {
    rule: 'reference/credential',
    noun: 'principal of an external credential',
    exists: (name, index) => index.has('ExternalCredential', name.split('-')[0] ?? '')
};
const quickAction: Target = {
    rule: 'reference/quick-action',
    noun: 'QuickAction',
    // Actions of the platform (`Account.Edit`, `FeedItem.TextPost`) are not in the project.
    exists: (name, index) =>
        !/__\w+\.|^[^.]*$/.test(name) || STANDARD_ACTION.test(name) || index.has('QuickAction', name)
};
const STANDARD_ACTION =
    /(^|\.)(Edit|Delete|Clone|New\w*|Log\w*|Send\w*|Email|FeedItem|Share|ChangeOwner\w*|ChangeRecordType|PrintableView|Submit|Follow|XClean|\w+ListItem)$/;
const label = named('reference/label', 'CustomLabel');
const valueSet: Target = {
    rule: 'reference/value-set',
    noun: 'GlobalValueSet',
    exists: (name, index) => index.has('GlobalValueSet', name) || index.has('StandardValueSet', name)
};
const lightningPage: Target = {
    rule: 'reference/component',
    noun: 'FlexiPage',
    exists: (name, index) => index.has('FlexiPage', name)
};
const webComponent = named('reference/component', 'LightningComponentBundle');
const auraComponent = named('reference/component', 'AuraDefinitionBundle');
const anyComponent: Target = {
    rule: 'reference/component',
    noun: 'Lightning component',
    exists: (name, index) => {
        const own = /^(?:c:)?(\w+)$/.exec(name)?.[1];
        if (own === undefined) return true;
        return index.has('LightningComponentBundle', own) || index.has('AuraDefinitionBundle', own);
    }
};

/** Field of the object to which the file belongs; standard columns such as `NAME` or `CREATED_DATE` are not field names. */
function fieldOf(objectOf: (component: Component) => string | null, onlyCustom = false): Target {
    return {
        rule: 'reference/metadata-field',
        noun: 'CustomField',
        exists: (name, index, component) => {
            const owner = objectOf(component);
            if (owner === null || (onlyCustom && !/__c$/i.test(name))) return true;
            return existsField(owner, name, index);
        }
    };
}

function existsField(owner: string, name: string, index: ComponentIndex): boolean {
    const [own = '', beyond] = name.split('.');
    // What lies behind a relationship is the other object's; `Object.Field` is written where several objects meet.
    if (beyond !== undefined) return index.hasObject(own) ? index.hasField(own, beyond) : true;
    return index.hasField(owner, own.replace(/__r$/, '__c'));
}

const ofFolder = ({ object: owner }: Component): string | null => owner;
const ofLayout = ({ name }: Component): string | null => name.split('-')[0] ?? null;
const ofQuickAction = ({ name, xml }: Component): string | null =>
    textOf(xml, 'targetObject') ?? (name.includes('.') ? (name.split('.')[0] ?? null) : null);
const ofName = ({ name }: Component): string | null => name;

const folderField = fieldOf(ofFolder);
const columnField = fieldOf(ofFolder, true);
const layoutField = fieldOf(ofLayout, true);

const permissions: readonly Place[] = [
    { path: 'classAccesses.apexClass', target: apexClass },
    { path: 'customPermissions.name', target: customPermission },
    { path: 'flowAccesses.flow', target: flow },
    { path: 'pageAccesses.apexPage', target: page },
    { path: 'recordTypeVisibilities.recordType', target: recordType },
    { path: 'applicationVisibilities.application', target: application },
    { path: 'tabSettings.tab', target: tab },
    { path: 'tabVisibilities.tab', target: tab },
    { path: 'userPermissions.name', target: userPermission },
    { path: 'customMetadataTypeAccesses.name', target: object },
    { path: 'customSettingAccesses.name', target: object },
    { path: 'layoutAssignments.layout', target: layout },
    { path: 'externalCredentialPrincipalAccesses.externalCredentialPrincipal', target: principal }
];

/** Where metadata of a type names another component. */
export const referencePlaces: ReadonlyMap<string, readonly Place[]> = new Map<string, readonly Place[]>([
    ['PermissionSet', permissions],
    ['MutingPermissionSet', permissions],
    ['Profile', permissions],
    [
        'PermissionSetGroup',
        [
            { path: 'permissionSets', target: permissionSet },
            { path: 'mutingPermissionSets', target: permissionSet }
        ]
    ],
    ['CustomPermission', [{ path: 'requiredPermission.customPermission', target: customPermission }]],
    [
        'CustomApplication',
        [
            { path: 'tabs', target: tab },
            { path: 'defaultLandingTab', target: tab },
            { path: 'utilityBar', target: lightningPage }
        ]
    ],
    [
        'CustomTab',
        [
            { path: 'flexiPage', target: lightningPage },
            { path: 'page', target: page },
            { path: 'lwcComponent', target: webComponent },
            { path: 'auraComponent', target: auraComponent }
        ]
    ],
    [
        'FlexiPage',
        [
            { path: 'sobjectType', target: object },
            { path: 'flexiPageRegions.itemInstances.componentInstance.componentName', target: anyComponent },
            { path: 'flexiPageRegions.componentInstances.componentName', target: anyComponent },
            {
                path: 'flexiPageRegions.itemInstances.fieldInstance.fieldItem',
                target: {
                    rule: 'reference/metadata-field',
                    noun: 'CustomField',
                    exists: (name, index, { xml }) => {
                        const owner = textOf(xml, 'sobjectType');
                        const field = /^Record\.(\w+)$/.exec(name)?.[1];
                        return owner === null || field === undefined || index.hasField(owner, field);
                    }
                }
            }
        ]
    ],
    [
        'Layout',
        [
            { path: 'layoutSections.layoutColumns.layoutItems.field', target: layoutField },
            { path: 'layoutSections.layoutColumns.layoutItems.page', target: page },
            { path: 'layoutSections.layoutColumns.layoutItems.component', target: anyComponent },
            { path: 'quickActionList.quickActionListItems.quickActionName', target: quickAction },
            {
                path: 'platformActionList.platformActionListItems.actionName',
                target: {
                    ...quickAction,
                    exists: (name, index, component) => !/\./.test(name) || quickAction.exists(name, index, component)
                }
            },
            { path: 'miniLayout.fields', target: layoutField }
        ]
    ],
    ['CompactLayout', [{ path: 'fields', target: folderField }]],
    [
        'ListView',
        [
            { path: 'columns', target: columnField },
            { path: 'filters.field', target: columnField }
        ]
    ],
    [
        'FieldSet',
        [
            { path: 'displayedFields.field', target: folderField },
            { path: 'availableFields.field', target: folderField }
        ]
    ],
    [
        'CustomObject',
        [
            {
                path: 'compactLayoutAssignment',
                target: {
                    rule: 'reference/compact-layout',
                    noun: 'CompactLayout',
                    exists: (name, index, component) =>
                        name === 'SYSTEM' || index.has('CompactLayout', `${component.name}.${name}`)
                }
            },
            { path: 'searchLayouts.customTabListAdditionalFields', target: fieldOf(ofName, true) },
            { path: 'searchLayouts.lookupDialogsAdditionalFields', target: fieldOf(ofName, true) },
            { path: 'searchLayouts.searchResultsAdditionalFields', target: fieldOf(ofName, true) },
            { path: 'listViews.columns', target: fieldOf(ofName, true) },
            { path: 'compactLayouts.fields', target: fieldOf(ofName) },
            { path: 'fieldSets.displayedFields.field', target: fieldOf(ofName) }
        ]
    ],
    [
        'CustomField',
        [
            { path: 'valueSet.valueSetName', target: valueSet },
            { path: 'valueSet.controllingField', target: folderField }
        ]
    ],
    [
        'RecordType',
        [
            { path: 'picklistValues.picklist', target: folderField },
            {
                path: 'compactLayoutAssignment',
                target: {
                    rule: 'reference/compact-layout',
                    noun: 'CompactLayout',
                    exists: (name, index, component) =>
                        name === 'SYSTEM' || index.has('CompactLayout', `${component.object}.${name}`)
                }
            }
        ]
    ],
    [
        'QuickAction',
        [
            { path: 'targetObject', target: object },
            { path: 'lightningWebComponent', target: webComponent },
            { path: 'lightningComponent', target: anyComponent },
            { path: 'flowDefinition', target: flow },
            { path: 'page', target: page },
            {
                path: 'quickActionLayout.quickActionLayoutColumns.quickActionLayoutItems.field',
                target: fieldOf(ofQuickAction, true)
            }
        ]
    ],
    ['ValidationRule', [{ path: 'errorDisplayField', target: folderField }]],
    ['WebLink', [{ path: 'page', target: page }]],
    ['PlatformEventSubscriberConfig', [{ path: 'platformEventConsumer', target: trigger }]],
    [
        'TransactionSecurityPolicy',
        [
            { path: 'apexClass', target: apexClass },
            { path: 'flow', target: flow }
        ]
    ],
    [
        'NamedCredential',
        [
            { path: 'namedCredentialParameters.externalCredential', target: credential },
            { path: 'authProvider', target: authProvider }
        ]
    ],
    ['ExternalCredential', [{ path: 'externalCredentialParameters.authProvider', target: authProvider }]],
    [
        'AuthProvider',
        [
            { path: 'plugin', target: apexClass },
            { path: 'registrationHandler', target: apexClass }
        ]
    ],
    [
        'ConnectedApp',
        [
            { path: 'permissionSetName', target: permissionSet },
            { path: 'plugin', target: apexClass }
        ]
    ],
    [
        'Translations',
        [
            { path: 'customLabels.name', target: label },
            { path: 'customTabs.name', target: tab },
            { path: 'customApplications.name', target: application }
        ]
    ],
    [
        'CustomFieldTranslation',
        [
            {
                path: 'name',
                target: fieldOf(({ path }) => /objectTranslations\/([^/]+)-\w+\//.exec(path)?.[1] ?? null, true)
            }
        ]
    ],
    [
        'CustomObjectTranslation',
        [{ path: 'fields.name', target: fieldOf(({ name }) => name.replace(/-\w+$/, ''), true) }]
    ],
    ['Queue', [{ path: 'queueSobject.sobjectType', target: object }]],
    ['FlowTest', [{ path: 'flowApiName', target: flow }]],
    [
        'Workflow',
        [
            { path: 'fieldUpdates.field', target: fieldOf(ofName, true) },
            { path: 'rules.criteriaItems.field', target: fieldOf(ofName, true) }
        ]
    ],
    ['SharingRules', [{ path: 'sharingCriteriaRules.criteriaItems.field', target: fieldOf(ofName, true) }]],
    ['RestrictionRule', [{ path: 'targetEntity', target: object }]]
]);
