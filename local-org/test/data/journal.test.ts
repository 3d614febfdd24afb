import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ApexDatetime } from '../../src/runtime/dates.ts';
import { Decimal } from '../../src/runtime/decimal.ts';
import { TestOrg } from './testOrg.ts';

const folders: string[] = [];
afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'journal-'));
    folders.push(path);
    return path;
}

const journalOf = (directory: string): string => join(directory, 'journal.jsonl');

describe('journal', () => {
    it('given records of every kind of value, when the org is opened again, then they are as they were and numbering goes on', () => {
        const directory = folder();
        const first = new TestOrg(directory);
        const shelf = first.insert('Shelf__c', { Name: 'Oak' });
        const item = first.insert('Item__c', {
            Shelf__c: shelf,
            Price__c: Decimal.of('1.50'),
            Sold_At__c: new ApexDatetime(1_000_000)
        });
        const gone = first.insert('Shelf__c', { Name: 'gone' });
        first.run((data) => data.databaseDml('delete', [first.record('Shelf__c', { Id: gone })], {}));
        first.close();

        const second = new TestOrg(directory);
        expect(second.column('SELECT Price__c FROM Item__c', 'Price__c').map(String)).toEqual(['1.50']);
        expect(second.column('SELECT Sold_At__c FROM Item__c', 'Sold_At__c')).toEqual([new ApexDatetime(1_000_000)]);
        expect([
            second.count('SELECT COUNT() FROM Shelf__c'),
            second.count('SELECT COUNT() FROM Shelf__c ALL ROWS')
        ]).toEqual([1, 2]);
        expect(second.insert('Item__c', { Shelf__c: shelf })).not.toBe(item);
        expect(second.column('SELECT Name FROM Item__c ORDER BY Name', 'Name')).toEqual(['I-0001', 'I-0002']);
        second.close();
    });

    it('given a transaction that was rolled back or isolated, when the org is opened again, then nothing of it is there', () => {
        const directory = folder();
        const first = new TestOrg(directory);
        const mark = first.org.store.enterIsolation();
        first.insert('Shelf__c', { Name: 'test' });
        first.org.store.leaveIsolation(mark);
        expect(first.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
        first.close();
        const second = new TestOrg(directory);
        expect(second.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
        second.close();
    });

    it('given a last line that was torn, when the org is opened, then it is cut off; a damaged line before it is an error', () => {
        const directory = folder();
        const first = new TestOrg(directory);
        first.insert('Shelf__c', { Name: 'Oak' });
        first.close();
        appendFileSync(journalOf(directory), '{"c":[["Shelf__c","a00');
        const second = new TestOrg(directory);
        expect(second.count('SELECT COUNT() FROM Shelf__c')).toBe(1);
        second.close();
        writeFileSync(journalOf(directory), `{"c":\n${readFileSync(journalOf(directory), 'utf8')}`);
        expect(() => new TestOrg(directory)).toThrow(/journal\.jsonl:1 is damaged/);
    });

    it('given an object that the schema has no longer, when the org is opened and closed, then its records are kept', () => {
        const directory = folder();
        writeFileSync(journalOf(directory), '{"c":[["Gone__c","a990000000000001AAA",{"Name":"x"}]]}\n');
        new TestOrg(directory).close();
        expect(readFileSync(journalOf(directory), 'utf8')).toContain('["Gone__c","a990000000000001AAA",{"Name":"x"}]');
    });

    it('given a process that is killed while it writes, when the org is opened again, then every record it had told of is there', async () => {
        const directory = folder();
        const writer = spawn(
            process.execPath,
            ['--import', 'tsx', join(import.meta.dirname, 'journalWriter.ts'), directory],
            {
                stdio: ['ignore', 'pipe', 'inherit']
            }
        );
        let output = '';
        await new Promise<void>((resolve) => {
            writer.stdout.on('data', (chunk: Buffer) => {
                output += chunk.toString();
                if (output.split('\n').length > 200) writer.kill('SIGKILL');
            });
            writer.on('close', () => resolve());
        });
        const told = output.split('\n').filter((id) => id.length === 18);
        const reopened = new TestOrg(directory);
        const stored = new Set(reopened.column('SELECT Id FROM Shelf__c', 'Id'));
        expect(told.length).toBeGreaterThanOrEqual(200);
        expect(told.filter((id) => !stored.has(id))).toEqual([]);
        reopened.close();
    });
});
