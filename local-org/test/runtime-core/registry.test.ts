import { describe, expect, it } from 'vitest';
import '../../src/runtime/members/index.ts';
import { findPlatformFunction, findPlatformMethodBySlot } from '../../src/runtime/platform.ts';
import { parameterKey } from '../../src/semantics/platformMembers.ts';
import { platform } from '../apex/platform.ts';

/** Members that no record of an Apex transaction needs: custom settings go through CustomDataCall, quick actions do not exist here. */
const ELSEWHERE = new Set(['getAll', 'getInstance', 'getOrgDefaults', 'getValues', 'getQuickActionName']);

describe('members of the platform registry', () => {
    for (const name of [
        'System.List',
        'System.Set',
        'System.Map',
        'System.Iterator',
        'System.Exception',
        'System.SObject'
    ]) {
        it(`given the type data of ${name}, when its methods are looked up, then each is implemented`, () => {
            const missing = platform
                .findQualified(name)!
                .methods.filter((method) => !method.isStatic && !ELSEWHERE.has(method.name))
                .filter(
                    (method) =>
                        !findPlatformFunction(
                            name,
                            'methods',
                            method.name,
                            method.parameters.map((p) => parameterKey(p))
                        )
                )
                .map((method) => `${method.name}(${method.parameters.map((p) => parameterKey(p)).join(',')})`);
            expect(missing).toEqual([]);
        });
    }

    it('given a slot, when an interface method is looked up, then name and arity decide', () => {
        expect(findPlatformMethodBySlot('System.Iterator', 'hasnext$0')).toBeTypeOf('function');
        expect(findPlatformMethodBySlot('System.Iterator', 'hasnext$1')).toBeNull();
        expect(findPlatformMethodBySlot('System.Map', 'put$2')).toBe(
            findPlatformFunction('System.Map', 'methods', 'put', ['K', 'V'])
        );
    });
});
