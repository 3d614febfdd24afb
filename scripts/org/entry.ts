/**
 * Runs a command to its end: its number becomes the exit code, an error is shown by its message and ends with 2 (could not run).
 */
export async function entry(main: () => Promise<number>): Promise<void> {
    try {
        process.exitCode = await main();
    } catch (fault) {
        console.error(fault instanceof Error ? fault.message : String(fault));
        process.exitCode = 2;
    }
}

export const toConsole = (line: string): void => console.log(line);
/** What `sf` prints while it runs. */
export const toTerminal = (text: string): void => void process.stdout.write(text);
