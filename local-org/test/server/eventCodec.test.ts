import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { EventCodec } from '../../src/server/pubsub/eventCodec.ts';

/** The docs of fields are those of the schemas that the Pub/Sub API gives. */
const field = (name: string, type: string, doc: string) => ({ name, type: ['null', type], doc, default: null });
const SCHEMA = JSON.stringify({
    type: 'record',
    name: 'Delivery__e',
    namespace: 'com.sforce.eventbus',
    fields: [
        { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
        { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
        field('On__c', 'long', 'Data:Date'),
        field('At__c', 'long', 'Data:Datetime'),
        field('Grams__c', 'double', 'Data:Double'),
        field('Note__c', 'string', 'Data:String')
    ]
});

describe('the Avro form of an event', () => {
    const codec = new EventCodec(SCHEMA);
    // A client has nothing but the schema.
    const client = avro.Type.forSchema(JSON.parse(SCHEMA) as avro.Schema, { wrapUnions: false });
    const at = Date.UTC(2026, 1, 7, 12, 30);
    const values = { On__c: Date.UTC(2026, 1, 7), At__c: at, Grams__c: 2.5, Note__c: '2026-02-07' };

    it('given dates and times, when an event is sent, then a client reads milliseconds, and texts as they are', () => {
        const payload = {
            ...{ CreatedDate: '2026-02-07T12:30:00.000Z', CreatedById: '005000000000001AAA' },
            ...{ On__c: '2026-02-07', At__c: '2026-02-07T12:30:00.000+0000', Grams__c: 2.5, Note__c: '2026-02-07' }
        };
        expect(client.fromBuffer(codec.encode(payload))).toEqual({
            ...{ CreatedDate: at, CreatedById: '005000000000001AAA' },
            ...values
        });
    });

    it('given milliseconds, when a client publishes, then the org reads dates and times, and nothing that it sets itself', () => {
        const bytes = client.toBuffer({ CreatedDate: 0, CreatedById: 'somebody', ...values });
        expect(codec.decode(bytes)).toEqual({
            ...{ On__c: '2026-02-07', At__c: '2026-02-07T12:30:00.000Z', Grams__c: 2.5, Note__c: '2026-02-07' }
        });
    });

    it('given bytes of another schema, when they are read, then that is an error', () => {
        expect(() => codec.decode(Buffer.from([1, 2, 3]))).toThrow();
    });
});
