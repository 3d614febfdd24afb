import type { TestReport } from '../../testing/index.ts';

/** What a deployment says of too little coverage; `name` is null for the whole org. */
export interface CoverageWarning {
    readonly name: string | null;
    readonly message: string;
}

/** Metadata API Developer Guide, "Running Tests in a Deployment": 75 % of the org, or of each class with RunSpecifiedTests. */
const LEAST_PERCENT = 75;

/**
 * Coverage that an org does not accept of a deployment that runs tests, in the platform's words.
 * @param deployed names of the package's classes and triggers, which RunSpecifiedTests looks at one by one; null looks at the org
 */
export function coverageWarnings(
    { classes, covered, total }: TestReport['coverage'],
    deployed: ReadonlySet<string> | null
): CoverageWarning[] {
    if (deployed)
        return classes
            .filter(({ name, total: lines }) => deployed.has(name) && lines > 0)
            .flatMap((file) => {
                const percent = (100 * file.covered) / file.total;
                if (percent >= LEAST_PERCENT) return [];
                const kind = file.path.endsWith('.trigger') ? 'Trigger' : 'Class';
                const message = `Test coverage of selected Apex ${kind} is ${thousandths(percent)}%, at least ${LEAST_PERCENT}% test coverage is required`;
                return [{ name: file.name, message }];
            });
    const bare = classes
        .filter((file) => file.path.endsWith('.trigger') && file.total > 0 && file.covered === 0)
        .map(({ name }) => ({
            name,
            message: 'Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required'
        }));
    const percent = Math.floor((100 * covered) / total);
    if (total === 0 || percent >= LEAST_PERCENT) return bare;
    const message = `Average test coverage across all Apex Classes and Triggers is ${percent}%, at least ${LEAST_PERCENT}% test coverage is required.`;
    return [...bare, { name: null, message }];
}

/** As the platform writes the coverage of one class: `65.979`, `0`. Cut off, so that less than enough never reads as enough. */
function thousandths(percent: number): string {
    return String(Math.floor(1000 * percent) / 1000);
}
