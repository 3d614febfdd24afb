import { appendFileSync } from 'node:fs';
import { ToolError } from '../../toolError.ts';

/** Tells later steps of the job something. Outside of GitHub Actions there is nobody to tell. */
export function setOutput(name: string, value: string, env: NodeJS.ProcessEnv = process.env): void {
    if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

/** A line that everybody sees who looks at the run, without turning it red. */
export function notice(title: string, text: string, env: NodeJS.ProcessEnv = process.env): string {
    if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `### ${title}\n\n${text}\n`);
    return `::notice title=${title}::${text}`;
}

/** The REST API of GitHub with the token of the job. */
export class GitHubApi {
    private readonly root: string;
    private readonly token: string;

    constructor(root: string, token: string) {
        this.root = root;
        this.token = token;
    }

    /** @throws ToolError FB-ORG-010 when GITHUB_API_URL, GITHUB_REPOSITORY or GITHUB_TOKEN is missing */
    static fromJob(env: NodeJS.ProcessEnv): GitHubApi {
        const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token } = env;
        if (!api || !repository || !token)
            throw new ToolError('FB-ORG-010', 'The job does not say where its repository is.');
        return new GitHubApi(`${api}/repos/${repository}`, token);
    }

    /** @returns the answer, or null where GitHub knows no such thing @throws ToolError FB-ORG-010 on every other refusal */
    async request<T>(method: string, path: string, body?: unknown): Promise<T | null> {
        const answer = await fetch(this.root + path, {
            method,
            headers: {
                accept: 'application/vnd.github+json',
                authorization: `Bearer ${this.token}`,
                'content-type': 'application/json'
            },
            body: body === undefined ? undefined : JSON.stringify(body)
        });
        if (answer.status === 404) return null;
        if (!answer.ok)
            throw new ToolError(
                'FB-ORG-010',
                `GitHub refused ${method} ${path}: ${answer.status} ${await answer.text()}`
            );
        return (await answer.json()) as T;
    }
}
