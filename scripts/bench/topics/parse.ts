import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import { parseAnonymous, parseClass, parseTrigger } from '../../../local-org/src/syntax/index.ts';
import type { SourceFile } from '../../../local-org/src/syntax/index.ts';
import { PROJECT } from '../../firebreakOrg.ts';
import { atLeast, plain } from '../figure.ts';
import { elapsed, fastestInTurn } from '../timing.ts';
import type { Topic } from '../topic.ts';

const FOLDERS = ['force-app', 'local-org/conformance'];

interface Parsers {
    /** @returns the tree */
    readonly own: (source: SourceFile) => unknown;
    readonly antlr: (text: string) => unknown;
}

const PARSERS: Readonly<Record<string, Parsers>> = {
    '.cls': { own: (source) => parseClass(source).unit, antlr: (text) => antlrParser(text).compilationUnit() },
    '.trigger': { own: (source) => parseTrigger(source).unit, antlr: (text) => antlrParser(text).triggerUnit() },
    '.apex': { own: (source) => parseAnonymous(source).unit, antlr: (text) => antlrParser(text).anonymousUnit() }
};

interface ApexFile extends SourceFile {
    readonly parsers: Parsers;
}

export const topic: Topic = {
    title: 'Parsing',
    method:
        'All Apex of `force-app` and of the conformance cases, held in memory, comments and blank lines counted. Our parser, which makes a ' +
        'syntax tree, against the ANTLR grammar in `@apexdevtools/apex-parser`, which makes its parse tree, in the same process. The first ' +
        'round over all files finds cold code; warm is the fastest of 20 further rounds, taken in turn.',
    async measure({ quick, print }) {
        const files = FOLDERS.flatMap((folder) => apexFiles(path.join(PROJECT, folder)));
        const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
        const own = (): unknown[] => files.map(({ path, text, parsers }) => parsers.own({ path, text }));
        const antlr = (): unknown[] => files.map(({ text, parsers }) => parsers.antlr(text));
        print(`${files.length} files, ${lines} lines`);
        const ownFirstMs = elapsed(own);
        const antlrFirstMs = elapsed(antlr);
        const [ownMs, antlrMs] = fastestInTurn(quick ? 5 : 20, own, antlr);
        return [
            plain('Lines parsed', lines, ''),
            plain('Our parser, first round', lines / ownFirstMs, 'kLOC/s'),
            plain('ANTLR grammar, first round', lines / antlrFirstMs, 'kLOC/s'),
            plain('Our parser, warm', lines / ownMs, 'kLOC/s'),
            plain('ANTLR grammar, warm', lines / antlrMs, 'kLOC/s'),
            atLeast(15, 'Ratio, warm', antlrMs / ownMs, 'x')
        ];
    }
};

function apexFiles(folder: string): ApexFile[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
        const parsers = PARSERS[path.extname(name)];
        return parsers ? [{ path: name, text: readFileSync(path.join(folder, name), 'utf8'), parsers }] : [];
    });
}

/** Some conformance cases are not well-formed on purpose: errors are nothing to report here. */
function antlrParser(text: string) {
    return ApexParserFactory.createLexerAndParser(text, new SilentListener()).parser;
}

class SilentListener extends ApexErrorListener {
    override apexSyntaxError(): void {}
}
