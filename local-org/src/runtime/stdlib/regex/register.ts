import { STRING } from '../../../semantics/types.ts';
import { ApexList } from '../../collections.ts';
import { definePlatformType } from '../../platform.ts';
import { unsupported } from '../../unsupported.ts';
import { methodsWithoutNull, staticsWithoutNull } from '../arguments.ts';
import { ApexMatcher, ApexPattern, splitBy } from './matcher.ts';
import { compileRegex } from './regexCompiler.ts';

definePlatformType('System.Pattern', {
    isInstance: (value) => value instanceof ApexPattern,
    methods: {
        'pattern()': (pattern: ApexPattern) => pattern.regex.pattern,
        'toString()': (pattern: ApexPattern) => pattern.regex.pattern,
        ...methodsWithoutNull({
            'matcher(String)': (pattern: ApexPattern, text: string) => new ApexMatcher(pattern, text),
            'split(String)': (pattern: ApexPattern, text: string) =>
                new ApexList(STRING, splitBy(pattern.regex, text, 0)),
            'split(String,Integer)': (pattern: ApexPattern, text: string, limit: number) =>
                new ApexList(STRING, splitBy(pattern.regex, text, limit))
        })
    },
    statics: staticsWithoutNull({
        'compile(String)': (pattern: string) => new ApexPattern(pattern),
        'matches(String,String)': (pattern: string, text: string) =>
            new ApexMatcher(new ApexPattern(pattern), text).matches(),
        'quote(String)': (text: string) => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`
    })
});

/** Only the bounds that every matcher starts with are there. */
function fixedBounds(name: string, value: boolean): (matcher: ApexMatcher, wanted: boolean) => ApexMatcher {
    return (matcher, wanted) => (wanted === value ? matcher : unsupported(`System.Matcher.${name}(${wanted})`));
}

definePlatformType('System.Matcher', {
    isInstance: (value) => value instanceof ApexMatcher,
    methods: {
        'end()': (matcher: ApexMatcher) => matcher.end(),
        'find()': (matcher: ApexMatcher) => matcher.find(),
        'group()': (matcher: ApexMatcher) => matcher.group(),
        'groupCount()': (matcher: ApexMatcher) => matcher.groupCount(),
        'hasAnchoringBounds()': () => true,
        'hasTransparentBounds()': () => false,
        'lookingAt()': (matcher: ApexMatcher) => matcher.lookingAt(),
        'matches()': (matcher: ApexMatcher) => matcher.matches(),
        'pattern()': (matcher: ApexMatcher) => matcher.pattern,
        'regionEnd()': (matcher: ApexMatcher) => matcher.regionEnd(),
        'regionStart()': (matcher: ApexMatcher) => matcher.regionStart(),
        'reset()': (matcher: ApexMatcher) => matcher.region(0, matcher.inputLength()),
        'start()': (matcher: ApexMatcher) => matcher.start(),
        ...methodsWithoutNull({
            'end(Integer)': (matcher: ApexMatcher, group: number) => matcher.end(group),
            'find(Integer)': (matcher: ApexMatcher, from: number) => matcher.findFrom(from),
            'group(Integer)': (matcher: ApexMatcher, group: number) => matcher.group(group),
            'region(Integer,Integer)': (matcher: ApexMatcher, from: number, to: number) => matcher.region(from, to),
            'replaceAll(String)': (matcher: ApexMatcher, replacement: string) => matcher.replace(replacement, true),
            'replaceFirst(String)': (matcher: ApexMatcher, replacement: string) => matcher.replace(replacement, false),
            'reset(String)': (matcher: ApexMatcher, text: string) => matcher.reset(text),
            'start(Integer)': (matcher: ApexMatcher, group: number) => matcher.start(group),
            'useAnchoringBounds(Boolean)': fixedBounds('useAnchoringBounds', true),
            'usePattern(Pattern)': (matcher: ApexMatcher, pattern: ApexPattern) => matcher.usePattern(pattern),
            'useTransparentBounds(Boolean)': fixedBounds('useTransparentBounds', false)
        })
    },
    statics: staticsWithoutNull({ 'quoteReplacement(String)': (text: string) => text.replace(/[\\$]/g, '\\$&') })
});

definePlatformType('System.String', {
    methods: methodsWithoutNull({
        'replaceAll(String,String)': (text: string, pattern: string, to: string) =>
            new ApexMatcher(new ApexPattern(pattern), text).replace(to, true),
        'replaceFirst(String,String)': (text: string, pattern: string, to: string) =>
            new ApexMatcher(new ApexPattern(pattern), text).replace(to, false),
        'split(String)': (text: string, pattern: string) =>
            new ApexList(STRING, splitBy(compileRegex(pattern), text, 0)),
        'split(String,Integer)': (text: string, pattern: string, limit: number) =>
            new ApexList(STRING, splitBy(compileRegex(pattern), text, limit))
    })
});
