import { describe, expect, it } from 'vitest';
import { classErrors, expressionOf, outline, statementErrors } from './outline.ts';

// prettier-ignore
const softKeywords = [
    'after', 'before', 'get', 'inherited', 'set', 'sharing', 'switch', 'trigger', 'when', 'with', 'without', 'user',
    'system', 'as', 'select', 'from', 'using', 'scope', 'where', 'order', 'by', 'limit', 'and', 'or', 'not', 'typeof',
    'end', 'then', 'like', 'in', 'includes', 'excludes', 'asc', 'desc', 'nulls', 'first', 'last', 'group', 'all',
    'rows', 'view', 'having', 'rollup', 'cube', 'offset', 'data', 'category', 'security_enforced', 'user_mode',
    'system_mode', 'reference', 'find', 'returning', 'fields', 'count', 'sum', 'min', 'max', 'avg', 'format', 'type',
    'name', 'email', 'phone', 'today', 'yesterday', 'last_week', 'last_n_days', 'network', 'custom', 'standard',
    'calendar_year', 'distance', 'snippet', 'usd100', 'object', 'date', 'time', 'id'
];

// prettier-ignore
const hardKeywords = [
    'abstract', 'break', 'catch', 'class', 'continue', 'delete', 'do', 'else', 'enum', 'extends', 'final', 'finally',
    'for', 'global', 'if', 'implements', 'insert', 'interface', 'merge', 'new', 'null', 'on', 'override', 'private',
    'protected', 'public', 'return', 'static', 'super', 'testmethod', 'this', 'throw', 'try', 'undelete', 'update',
    'upsert', 'virtual', 'webservice', 'while', 'list', 'map'
];

describe.each(softKeywords)('given the soft keyword %s', (word) => {
    it('when it names a variable, parameter, method and field, then it is a name', () => {
        const source = `class Sample {
            Integer ${word};
            Integer ${word}(Integer ${word}) {
                Integer x = ${word} + this.${word} * a.${word}(${word});
                ${word} = x;
                ${word}.go();
                for (Integer ${word} : list1) { ${word}++; }
                return ${word};
            }
        }`;
        expect(classErrors(source)).toEqual([]);
    });
});

describe.each(hardKeywords)('given the keyword %s', (word) => {
    it('when it follows a dot, then it is a member name', () => {
        expect(outline(expressionOf(`a.${word}(b).c`))).toBe(`(. (call a ${word} b) c)`);
    });

    it('when it names a variable, then it is refused at its place', () => {
        expect(statementErrors(`Integer ${word} = 1;`)[0]).toMatch(/^1:\d+ /);
    });
});

describe('given transient', () => {
    it.each(['transient = 1;', 'transient.go();', 'f(transient);'])(
        'when %s is parsed, then it is a variable',
        (text) => {
            expect(statementErrors(text)).toEqual([]);
        }
    );
});
