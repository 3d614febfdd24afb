/** The check cannot be made, e.g. because the folder is no project; the message tells the caller what to change. */
export class CheckError extends Error {
    override readonly name = 'CheckError';
}
