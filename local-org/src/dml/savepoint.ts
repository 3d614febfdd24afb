import type { Checkpoint } from './transactionData.ts';

/** System.Savepoint */
export class Savepoint {
    static readonly apexName = 'Savepoint';
    readonly checkpoint: Checkpoint;

    constructor(checkpoint: Checkpoint) {
        this.checkpoint = checkpoint;
    }
}
