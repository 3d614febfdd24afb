/**
 * Carries out what a dialog is for, once there is a reason. What the org refuses is shown in the dialog, which can be used again.
 * @returns whether it is done; false also when the reason is missing, which the person has been told
 */
export async function carryOutWithReason(dialog, carryOut) {
    const reason = dialog.template?.querySelector('c-reason-form')?.readReason();
    if (reason === undefined) {
        return false;
    }
    dialog.isSaving = true;
    try {
        await carryOut(reason);
        return true;
    } catch (error) {
        dialog.error = error;
        return false;
    } finally {
        dialog.isSaving = false;
    }
}
