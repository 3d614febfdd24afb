import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readClassFile } from '../../build/classFile.ts';
import { parseClassSignature, parseMethodSignature, qualifiedName } from '../../build/javaSignature.ts';
import { typedbFiles } from '../../build/typedbFiles.ts';

const committed = (file: string): string =>
    readFileSync(new URL(`../../src/typedb/generated/${file}`, import.meta.url), 'utf8');

describe('generated type data', () => {
    it('given the installed type jars, when the data is generated, then it is what is committed', () => {
        for (const [file, text] of Object.entries(typedbFiles())) {
            expect(text === committed(file), `${file} is stale: run local-org/build/typedb.ts`).toBe(true);
        }
    }, 20_000);

    it('given the committed files, when their size is read, then none is over 3 MB', () => {
        expect(committed('platform-types.json').length).toBeLessThan(3_000_000);
        expect(committed('sobjects.json').length).toBeLessThan(3_000_000);
    });
});

describe('Java names and signatures', () => {
    it('given an inner class, when its name is translated, then namespace and outer type are kept', () => {
        expect(qualifiedName('com/nawforce/runforce/Database/DMLOptions$EmailHeader')).toBe(
            'Database.DMLOptions.EmailHeader'
        );
    });

    it('given java.lang.Object, when its name is translated, then it is Object', () => {
        expect(qualifiedName('java/lang/Object')).toBe('Object');
    });

    it('given a type of another package, when its name is translated, then that is refused', () => {
        expect(() => qualifiedName('java/util/List')).toThrow('java/util/List');
    });

    it('given a generic method, when its signature is read, then variables and arguments keep their nesting', () => {
        const signature =
            '(TK;Lcom/nawforce/runforce/System/Map<TK;Lcom/nawforce/runforce/System/List<TV;>;>;)Lcom/nawforce/runforce/System/Set<TK;>;';
        expect(parseMethodSignature(signature)).toEqual({
            parameters: ['#K', 'Map<#K,List<#V>>'],
            returnType: 'Set<#K>'
        });
    });

    it('given a generic class, when its signature is read, then parameters, superclass and interfaces are found', () => {
        const signature = '<T:Ljava/lang/Object;>Ljava/lang/Object;Lcom/nawforce/runforce/System/Iterable<TT;>;';
        expect(parseClassSignature(signature)).toEqual({
            typeParams: ['T'],
            superType: 'Object',
            interfaces: ['Iterable<#T>']
        });
    });

    it('given bytes that are no class file, when they are read, then that is refused', () => {
        expect(() => readClassFile(new Uint8Array(16))).toThrow('not a class file');
    });
});
