import { currentTransaction, ServiceKey } from '../transaction.ts';

/** Receives System.debug output as `LEVEL|message`. */
export interface DebugLogService {
    write(entry: string): void;
}
export const DebugLog = new ServiceKey<DebugLogService>('DebugLog');

/** Regional settings of a user. Where nobody provides them, everyone is in GMT with locale en_US. */
export interface RegionService {
    /** IANA or Java time zone id of a user, e.g. `America/Los_Angeles` */
    timeZoneOf(userId: string): string;
}
export const Region = new ServiceKey<RegionService>('Region');

/** Addresses under which the org is reached. */
export interface OrgAddressService {
    /** `https://host` without a slash at the end */
    domainUrl(): string;
    /** Address of the request that runs, null outside a request. */
    requestUrl(): string | null;
}
export const OrgAddress = new ServiceKey<OrgAddressService>('OrgAddress');

/** Time zone id of the running user. */
export function userZone(): string {
    const transaction = currentTransaction();
    return transaction.services.find(Region)?.timeZoneOf(transaction.user.id) ?? 'GMT';
}
