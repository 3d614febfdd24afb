import { BlockList, isIPv6 } from 'node:net';
import { findSystemRow } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';

/** May users of the profile log in from that address? A profile without ranges lets them in from everywhere. */
export function isInLoginRanges(org: Org, profileId: string, address: string): boolean {
    const name = findSystemRow(org.data, 'Profile', profileId)?.Name;
    const profile = org.project.profiles.find(
        (candidate) => (candidate.name === 'Admin' ? 'System Administrator' : candidate.name) === name
    );
    if (!profile || profile.loginIpRanges.length === 0) return true;
    const allowed = new BlockList();
    for (const { start, end } of profile.loginIpRanges) allowed.addRange(start, end, isIPv6(start) ? 'ipv6' : 'ipv4');
    return allowed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
