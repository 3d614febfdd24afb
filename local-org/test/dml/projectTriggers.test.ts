import { afterAll, expect, it } from 'vitest';
import { createOrg } from '../../src/org/index.ts';
import { projectFolder } from '../org/projectFolder.ts';

const folder = projectFolder({
    'app/triggers/AccountRules.trigger': `trigger AccountRules on Account (before insert, before update, after update) {
    for (Account account : Trigger.new) {
        if (account.Name == 'Thrower') Rules.fail();
        if (account.Name == 'Again' && Trigger.isBefore) update new Account(Id = account.Id, Phone = '1');
        if (account.Name == 'Later' && Trigger.isAfter) update new Account(Id = account.Id, Name = 'Done');
    }
}`,
    'app/classes/Rules.cls': `public class Rules {
    public static void fail() {
        throw new IllegalArgumentException('No.');
    }
}`
});
const org = createOrg({ projectDir: folder.dir, stateDir: null });

afterAll(() => {
    org.close();
    folder.remove();
});

function messageOf(block: string): string | null {
    return org.runAnonymous(org.admin, block).exception?.apexMessage ?? null;
}

it('given a trigger that throws, when the DmlException tells the stack, then it ends with the trigger and leaves out who caused the DML', () => {
    expect(messageOf(`insert new Account(Name = 'Thrower');`)).toBe(
        [
            'Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, AccountRules: execution of BeforeInsert',
            '',
            'caused by: System.IllegalArgumentException: No.',
            '',
            'Class.Rules.fail: line 3, column 1',
            'Trigger.AccountRules: line 3, column 1: []'
        ].join('\n')
    );
});

it('given a before trigger, when it updates the record it was called for, then that is refused by the trigger’s name', () => {
    const message = messageOf(`Account a = new Account(Name = 'A');
        insert a;
        update new Account(Id = a.Id, Name = 'Again');`);
    expect(message).toMatch(
        /SELF_REFERENCE_FROM_TRIGGER, Object \(id = 001\w{12}\) is currently in trigger AccountRules, therefore it cannot recursively update itself/
    );
});

it('given an after trigger, when it updates the record it was called for, then that is done', () => {
    const { exception, debugLog } = org.runAnonymous(
        org.admin,
        `Account a = new Account(Name = 'B');
        insert a;
        update new Account(Id = a.Id, Name = 'Later');
        System.debug([SELECT Name FROM Account WHERE Id = :a.Id].Name);`
    );
    expect(exception).toBeNull();
    expect(debugLog).toEqual(['DEBUG|Done']);
});
