/** Profiles of a new org, as far as permissions follow from them. */
export interface StandardProfile {
    readonly name: string;
    /** Every system permission and, by "Modify All Data", every object. */
    readonly isAdministrator: boolean;
    /** Access to the standard business objects. */
    readonly objects: 'none' | 'read' | 'write';
    /** System permissions, as PermissionSet columns without `Permissions`. */
    readonly system: readonly string[];
}

const USER_PERMISSIONS = ['ApiEnabled', 'ViewSetup', 'RunReports', 'EditEvent', 'EditTask', 'ViewRoles', 'LightningExperienceUser'];

export const STANDARD_PROFILES: readonly StandardProfile[] = [
    { name: 'System Administrator', isAdministrator: true, objects: 'write', system: [] },
    { name: 'Standard User', isAdministrator: false, objects: 'write', system: USER_PERMISSIONS },
    { name: 'Read Only', isAdministrator: false, objects: 'read', system: USER_PERMISSIONS },
    { name: 'Minimum Access - Salesforce', isAdministrator: false, objects: 'none', system: ['LightningExperienceUser'] },
    { name: 'Minimum Access - API Only Integrations', isAdministrator: false, objects: 'none', system: ['ApiEnabled', 'ApiUserOnly'] }
];

/** Objects that the profiles above open. */
export const BUSINESS_OBJECTS: readonly string[] = [
    'Account', 'Asset', 'Campaign', 'Case', 'Contact', 'Contract', 'Lead', 'Opportunity', 'Order', 'Product2', 'Pricebook2'
];
