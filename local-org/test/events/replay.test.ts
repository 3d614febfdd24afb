import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemRows } from '../../src/data/index.ts';
import { ALL_EVENTS, InvalidReplayId, NEW_EVENTS } from '../../src/events/index.ts';
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
