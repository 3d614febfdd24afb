/** A query that is answered with an entry in `errors`. */
export class GraphqlFault extends Error {
    readonly errorType: string;

    constructor(message: string, errorType = 'ValidationError') {
        super(message);
        this.name = 'GraphqlFault';
        this.errorType = errorType;
    }
}
