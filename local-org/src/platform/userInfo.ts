import type { FieldValues } from '../data/systemRows.ts';
import { findSystemRow, systemRows } from '../data/systemRows.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { userZone } from '../runtime/stdlib/orgServices.ts';
import { ApexTimeZone } from '../runtime/stdlib/time.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { Sessions } from './session.ts';
import { currentOrg } from './settings.ts';

const LIGHTNING = 'Theme4d';

function user(): FieldValues {
    const { id } = currentTransaction().user;
    const row = findSystemRow(currentOrg(), 'User', id);
    if (!row) throw new Error(`The running user ${id} has no row.`);
    return row;
}

const organization = (): FieldValues => systemRows(currentOrg(), 'Organization')[0]!;
const ofUser = (field: string) => (): unknown => user()[field];

definePlatformType('System.UserInfo', {
    statics: {
        'getUserId/0': () => currentTransaction().user.id,
        'getUserName/0': ofUser('Username'),
        'getName/0': ofUser('Name'),
        'getFirstName/0': () => user()['FirstName'] ?? '',
        'getLastName/0': ofUser('LastName'),
        'getUserEmail/0': ofUser('Email'),
        'getProfileId/0': ofUser('ProfileId'),
        'getUserRoleId/0': ofUser('UserRoleId'),
        'getUserType/0': ofUser('UserType'),
        'getLanguage/0': ofUser('LanguageLocaleKey'),
        'getLocale/0': ofUser('LocaleSidKey'),
        'getTimeZone/0': () => new ApexTimeZone(userZone()),
        'getOrganizationId/0': () => organization()['Id'],
        'getOrganizationName/0': () => organization()['Name'],
        'getSessionId/0': () => currentTransaction().services.find(Sessions)?.current()?.id ?? null,
        'getUiTheme/0': () => LIGHTNING,
        'getUiThemeDisplayed/0': () => LIGHTNING,
        'isMultiCurrencyOrganization/0': () => false
    }
});
