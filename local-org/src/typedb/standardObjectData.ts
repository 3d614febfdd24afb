/**
 * `generated/sobjects.json`. An entry is `Name:String`, `OwnerId:Id>Owner>User` (reference, relationship, target),
 * or `Contacts<Contact` (child relationship).
 * An object lists the numbers of its entries in base 36, separated by blanks.
 */
export interface StandardObjectData {
    readonly entries: readonly string[];
    readonly objects: Readonly<Record<string, string>>;
}
