/**
 * Words that the parser can read as names and that the platform keeps for itself (Apex Developer Guide, "Reserved Keywords"; those
 * that its footnote lets be used are left out).
 */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(
    (
        'activate and any array as asc autonomous begin bigdecimal bulk by byte case cast char collect commit const currency ' +
        'default desc end exit export float from goto group having hint import in inner int into join like limit loop not nulls ' +
        'number of or outer package parallel pragma retrieve rollback select set short sort switch synchronized then ' +
        'transaction trigger using when where'
    ).split(' ')
);
