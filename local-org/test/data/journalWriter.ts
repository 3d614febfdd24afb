import { writeSync } from 'node:fs';
import { TestOrg } from './testOrg.ts';

/** Inserts records for ever, telling each committed one's id on standard output; made to be killed. */
const test = new TestOrg(process.argv[2]!);
for (let i = 0; ; i++) writeSync(1, `${test.insert('Shelf__c', { Name: `Shelf ${i}`, Code__c: String(i) })}\n`);
