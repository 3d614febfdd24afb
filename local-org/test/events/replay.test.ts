import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemRows } from '../../src/data/index.ts';
import type { EventMessage } from '../../src/events/index.ts';
import { ALL_EVENTS, eventOfChannel, InvalidReplayId, NEW_EVENTS, streamMessage } from '../../src/events/index.ts';
import { Decimal } from '../../src/runtime/decimal.ts';
import { ADMIN_USERNAME } from '../data/setupRows.ts';
import { BusTest, texts } from './busTest.ts';

it('given retained events, when a client listens, then -1, -2 and a replay id begin at different places', () => {
    const bus = new BusTest();
    bus.publish(['a', 'b', 'c']);
    bus.settle();
    expect([bus.replayed(NEW_EVENTS), bus.replayed(ALL_EVENTS), bus.replayed(2), bus.replayed(3)]).toEqual([
        [],
        [1, 2, 3],
        [3],
        []
    ]);
});

it('given events older than 72 hours, when a client listens, then they are gone, and so is every place before them', () => {
    const bus = new BusTest();
    bus.publish(['a', 'b']);
    bus.settle();
    bus.test.clock += 73 * 3_600_000;
    bus.publish(['c']);
    bus.settle();
    expect([bus.replayed(ALL_EVENTS), bus.replayed(2)]).toEqual([[3], [3]]);
    expect(() => bus.replayed(1)).toThrow(InvalidReplayId);
});

it('given a replay id that was never given out, when a client asks for it, then it is refused: nobody knows what was missed', () => {
    const bus = new BusTest();
    bus.publish(['a']);
    bus.settle();
    expect(() => bus.replayed(7)).toThrow('The replayId {7} you provided was invalid.');
});

it('given a client, when it has ended, then it hears nothing more', () => {
    const bus = new BusTest();
    const heard: number[] = [];
    const end = bus.bus.listen('Ping__e', NEW_EVENTS, (event) => heard.push(event.replayId));
    bus.publish(['a']);
    bus.settle();
    end();
    bus.publish(['b']);
    bus.settle();
    expect(heard).toEqual([1]);
});

it('given an event, when it goes to a client, then its message has the envelope of the platform', () => {
    const bus = new BusTest();
    const messages: EventMessage[] = [];
    bus.bus.listen('Ping__e', NEW_EVENTS, (event) => messages.push(streamMessage(event)));
    const [result] = bus.publish(['a']);
    bus.settle();
    expect(messages).toEqual([
        {
            schema: expect.stringMatching(/^[\w-]{22}$/) as string,
            payload: {
                CreatedDate: '2026-03-15T12:30:15.000Z',
                CreatedById: bus.user(ADMIN_USERNAME).id,
                Text__c: 'a'
            },
            event: { replayId: 1, EventUuid: result!.operationId }
        }
    ]);
    const describe = bus.test.org.schema.object('ApiAnomalyEvent')!;
    const values = describe.fields.map(({ name }) => (name === 'Score' ? Decimal.of('0.5') : null));
    const event = { describe, replayId: 2, uuid: 'u', publishedAt: 0, publisherId: 'p', values };
    expect(streamMessage(event).payload).toMatchObject({ Score: 0.5, CreatedDate: '1970-01-01T00:00:00.000Z' });
});

it('given the name of a channel, when it is looked up, then only those of events are found', () => {
    const { schema } = new BusTest().test.org;
    expect(eventOfChannel(schema, '/event/Ping__e')?.name).toBe('Ping__e');
    for (const channel of ['/event/Account', '/event/Nothing__e', '/data/ChangeEvents', 'Ping__e']) {
        expect(eventOfChannel(schema, channel)).toBeNull();
    }
});

it('given events sent and not delivered, when the org is opened again, then the trigger goes on with them and replay ids go on', () => {
    const directory = mkdtempSync(join(tmpdir(), 'bus-'));
    const seen: unknown[] = [];
    const bus = new BusTest({ directory });
    bus.trigger((records) => seen.push(...texts(records)));
    bus.publish(['a', 'b']);
    bus.settle();
    bus.publish(['c']);
    bus.close();

    const again = new BusTest({ directory });
    again.trigger((records) => seen.push(...texts(records)));
    again.settle();
    again.publish(['d']);
    again.settle();
    expect([seen, again.replayed(2)]).toEqual([
        ['a', 'b', 'c', 'd'],
        [3, 4]
    ]);
    expect(systemRows(again.test.org, 'EventBusSubscriber')).toHaveLength(1);
    again.close();

    const without = new BusTest({ directory });
    without.bus.subscribe({
        name: 'Other',
        kind: 'Flow',
        object: 'Ping__e',
        batchSize: 1,
        user: null,
        run: () => undefined
    });
    without.publish(['e']);
    without.settle();
    expect(systemRows(without.test.org, 'EventBusSubscriber').map((row) => row.Name)).toEqual(['Other']);
    without.close();
    rmSync(directory, { recursive: true });
});
