/**
 * Writes JavaScript so that the code of Apex line n stands on line n. Newlines come only from `sync`; code for an earlier line than the
 * current one simply continues on the current line.
 */
export class Emitter {
    private readonly chunks: string[] = [];
    private line = 1;

    /** Moves on to `line` when it lies ahead. */
    sync(line: number): void {
        if (line <= this.line) return;
        this.chunks.push('\n'.repeat(line - this.line));
        this.line = line;
    }

    write(code: string): void {
        this.chunks.push(code);
    }

    /** Leaves a gap to be filled once it is known what belongs there. */
    reserve(): number {
        return this.chunks.push('') - 1;
    }

    fill(gap: number, code: string): void {
        this.chunks[gap] = code;
    }

    toString(): string {
        return this.chunks.join('');
    }
}
