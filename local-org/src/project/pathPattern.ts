/** Turns a glob (`**`, `*`, `?`, `[ab]`) into the source of a regular expression over forward-slash paths. */
function globSource(glob: string): string {
    let source = '';
    for (let at = 0; at < glob.length; at++) {
        const char = glob.charAt(at);
        if (char === '*') {
            if (glob[at + 1] === '*') {
                const slash = glob[at + 2] === '/';
                source += slash ? '(?:.*/)?' : '.*';
                at += slash ? 2 : 1;
            } else {
                source += '[^/]*';
            }
        } else if (char === '?') {
            source += '[^/]';
        } else if (char === '[' && glob.indexOf(']', at) !== -1) {
            const end = glob.indexOf(']', at);
            source += `[${glob
                .slice(at + 1, end)
                .replace(/^!/, '^')
                .replace(/\\/g, '\\\\')}]`;
            at = end;
        } else if (char === '{' && glob.indexOf('}', at) !== -1) {
            const end = glob.indexOf('}', at);
            source += `(?:${glob
                .slice(at + 1, end)
                .split(',')
                .map(globSource)
                .join('|')})`;
            at = end;
        } else {
            source += char.replace(/[.+^$()|\\\]{}[]/, '\\$&');
        }
    }
    return source;
}

/** Matches whole paths, as the `glob` of a replacement does. */
export function globPattern(glob: string): RegExp {
    return new RegExp(`^${globSource(glob.replace(/^\.\//, ''))}$`);
}

interface IgnoreRule {
    readonly pattern: RegExp;
    readonly negated: boolean;
}

/** Rules in the notation of .gitignore: later ones win, `!` takes back, a trailing slash means folders. */
export class IgnoreRules {
    private readonly rules: readonly IgnoreRule[];

    constructor(text: string) {
        this.rules = text
            .split(/\r?\n/)
            .map((line) => line.replace(/(?<!\\)\s+$/, ''))
            .filter((line) => line !== '' && !line.startsWith('#'))
            .map((line) => {
                const negated = line.startsWith('!');
                const body = (negated ? line.slice(1) : line).replace(/\/$/, '');
                const anchored = body.includes('/');
                const source = globSource(body.replace(/^\//, ''));
                return { negated, pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}(?:/.*)?$`) };
            });
    }

    /** `path` is relative to the folder of the ignore file. */
    ignores(path: string): boolean {
        let ignored = false;
        for (const rule of this.rules) {
            if (rule.pattern.test(path)) {
                ignored = !rule.negated;
            }
        }
        return ignored;
    }
}
