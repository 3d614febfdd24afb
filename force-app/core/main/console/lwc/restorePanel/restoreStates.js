import approved from '@salesforce/label/c.Restore_Approved';
import failed from '@salesforce/label/c.Restore_Failed';
import requested from '@salesforce/label/c.Restore_Requested';
import restored from '@salesforce/label/c.Restore_Restored';
import restoring from '@salesforce/label/c.Restore_Restoring';
import taken from '@salesforce/label/c.Restore_Taken';
import { fillIn } from 'c/labelText';

const SENTENCES = {
    Requested: ({ requestedBy = '', reason = '' }) => fillIn(requested, requestedBy, reason),
    Approved: () => approved,
    Restoring: () => restoring,
    Restored: ({ result = '' }) => fillIn(restored, result),
    RestoreFailed: ({ result = '' }) => fillIn(failed, result)
};

/** Where a restore stands, in a sentence; what cannot be given back says what people must do. */
export function stateOf(restore) {
    const { note, status } = restore;
    return note ?? (status ? SENTENCES[status](restore) : taken);
}
