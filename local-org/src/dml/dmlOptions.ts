import { definePlatformType } from '../runtime/platform.ts';

/** Database.DMLOptions; what is not set is null. */
export class ApexDmlOptions {
    static readonly apexName = 'Database.DMLOptions';
    optAllOrNone: boolean | null = null;
    allowFieldTruncation: boolean | null = null;
    localeOptions: string | null = null;
    readonly assignmentRuleHeader = new AssignmentRuleHeader();
    readonly duplicateRuleHeader = new DuplicateRuleHeader();
    readonly emailHeader = new EmailHeader();
}

class AssignmentRuleHeader {
    assignmentRuleId: string | null = null;
    useDefaultRule: boolean | null = null;
}

class DuplicateRuleHeader {
    allowSave: boolean | null = null;
    runAsCurrentUser: boolean | null = null;
}

class EmailHeader {
    triggerAutoResponseEmail: boolean | null = null;
    triggerOtherEmail: boolean | null = null;
    triggerUserEmail: boolean | null = null;
}

/** Getter and setter for a plain property. */
function property<T>(name: keyof T & string): {
    get: (target: T) => unknown;
    set: (target: T, value: T[keyof T & string]) => void;
} {
    return {
        get: (target) => target[name],
        set: (target, value) => {
            target[name] = value;
        }
    };
}

definePlatformType('Database.DMLOptions', {
    constructors: { '()': () => new ApexDmlOptions() },
    properties: {
        OptAllOrNone: property<ApexDmlOptions>('optAllOrNone'),
        AllowFieldTruncation: property<ApexDmlOptions>('allowFieldTruncation'),
        LocaleOptions: property<ApexDmlOptions>('localeOptions'),
        AssignmentRuleHeader: { get: (options: ApexDmlOptions) => options.assignmentRuleHeader },
        DuplicateRuleHeader: { get: (options: ApexDmlOptions) => options.duplicateRuleHeader },
        EmailHeader: { get: (options: ApexDmlOptions) => options.emailHeader }
    },
    isInstance: (value) => value instanceof ApexDmlOptions
});
definePlatformType('Database.DMLOptions.AssignmentRuleHeader', {
    properties: {
        AssignmentRuleId: property<AssignmentRuleHeader>('assignmentRuleId'),
        UseDefaultRule: property<AssignmentRuleHeader>('useDefaultRule')
    }
});
definePlatformType('Database.DMLOptions.DuplicateRuleHeader', {
    properties: {
        AllowSave: property<DuplicateRuleHeader>('allowSave'),
        RunAsCurrentUser: property<DuplicateRuleHeader>('runAsCurrentUser')
    }
});
definePlatformType('Database.DMLOptions.EmailHeader', {
    properties: {
        TriggerAutoResponseEmail: property<EmailHeader>('triggerAutoResponseEmail'),
        TriggerOtherEmail: property<EmailHeader>('triggerOtherEmail'),
        TriggerUserEmail: property<EmailHeader>('triggerUserEmail')
    }
});
