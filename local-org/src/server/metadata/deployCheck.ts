/** Something that a check of the serving process has against a package. */
export interface DeployFinding {
    /** Below the project folder that was checked, with forward slashes. */
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
}

/**
 * A check of a project folder beyond the local org's own, which whoever serves the org adds. The folder is what the org would be after the
 * deployment. @throws Error when the check itself fails; the deployment then fails too
 */
export type DeployCheck = (projectDir: string) => Promise<readonly DeployFinding[]>;
