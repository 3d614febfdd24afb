import { ToolError } from '../toolError.ts';

/**
 * Runs a command to its end: its number becomes the exit code, an error is shown by its message and ends with 2 (could not run).
 * @param usage how the command is called, for whoever called it otherwise
 */
export async function entry(usage: string, main: () => Promise<number>): Promise<void> {
    try {
        process.exitCode = await main();
    } catch (fault) {
        console.error(messageOf(fault, usage));
        process.exitCode = 2;
    }
}

function messageOf(fault: unknown, usage: string): string {
    if (!(fault instanceof Error)) return String(fault);
    const isMisspelt = (fault as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS_');
    // Node goes on about how to pass such a text on purpose, which no option here has a use for.
    return isMisspelt ? new ToolError('FB-RUN-010', fault.message.split('. ')[0]!, usage).message : fault.message;
}

export const toConsole = (line: string): void => console.log(line);
/** What `sf` prints while it runs. */
export const toTerminal = (text: string): void => void process.stdout.write(text);
