import { definePlatformType } from '../runtime/platform.ts';

/** System.AccessLevel: two constants. */
export class AccessLevel {
    static readonly apexName = 'AccessLevel';
    readonly name: 'USER_MODE' | 'SYSTEM_MODE';
    private constructor(name: 'USER_MODE' | 'SYSTEM_MODE') {
        this.name = name;
    }

    static readonly USER_MODE = new AccessLevel('USER_MODE');
    static readonly SYSTEM_MODE = new AccessLevel('SYSTEM_MODE');

    apexToString(): string {
        return `AccessLevel:[${this.name}]`;
    }
}

export function isUserMode(level: AccessLevel | null | undefined): boolean {
    return level === AccessLevel.USER_MODE;
}

definePlatformType('System.AccessLevel', {
    staticProperties: {
        USER_MODE: { get: () => AccessLevel.USER_MODE },
        SYSTEM_MODE: { get: () => AccessLevel.SYSTEM_MODE }
    },
    isInstance: (value) => value instanceof AccessLevel
});
