import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import { parseAnonymous, parseClass, parseSoql, parseTrigger } from '../../src/syntax/index.ts';

/** The same question to two parsers: is this text well-formed? */

export type Grammar = 'class' | 'trigger' | 'anonymous' | 'query';

class ErrorCount extends ApexErrorListener {
    count = 0;

    override apexSyntaxError(): void {
        this.count++;
    }
}

/** The verdict of the public ANTLR grammar. */
export function oracleAccepts(grammar: Grammar, text: string): boolean {
    const errors = new ErrorCount();
    const { parser, lexer } = ApexParserFactory.createLexerAndParser(text, errors);
    switch (grammar) {
        case 'class':
            parser.compilationUnit();
            break;
        case 'trigger':
            parser.triggerUnit();
            break;
        case 'anonymous':
            parser.anonymousUnit();
            break;
        case 'query':
            // Its query rule does not ask for the end of the text.
            parser.query();
            if (lexer.nextToken().type !== -1 || parser.getCurrentToken().type !== -1) return false;
            break;
    }
    return errors.count === 0;
}

/** The verdict of this parser. */
export function accepts(grammar: Grammar, text: string): boolean {
    const source = { path: 'source', text };
    switch (grammar) {
        case 'class':
            return parseClass(source).diagnostics.length === 0;
        case 'trigger':
            return parseTrigger(source).diagnostics.length === 0;
        case 'anonymous':
            return parseAnonymous(source).diagnostics.length === 0;
        case 'query':
            return parseSoql(text).diagnostics.length === 0;
    }
}
