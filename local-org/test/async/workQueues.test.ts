import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrainedQueue, TimedQueue } from '../../src/async/index.ts';

describe('the queue of a test', () => {
    it('given work that makes more work, when it is drained, then all of it has run in the order it came, delays or not', () => {
        const queue = new DrainedQueue();
        const order: string[] = [];
        queue.schedule(5_000, () => {
            order.push('first');
            queue.schedule(0, () => order.push('third'));
        });
        queue.schedule(0, () => order.push('second'));
        queue.drain();
        expect(order).toEqual(['first', 'second', 'third']);
        expect(queue.isEmpty).toBe(true);
    });

    it('given work that fails, when it is drained, then the rest has run and the first error comes out', () => {
        const queue = new DrainedQueue();
        let ran = 0;
        for (const message of ['one', 'two']) {
            queue.schedule(0, () => {
                throw new Error(message);
            });
        }
        queue.schedule(0, () => ran++);
        expect(() => queue.drain()).toThrow('one');
        expect(ran).toBe(1);
    });

    it('given work that was taken back or forgotten, when the queue is drained, then it does not run', () => {
        const queue = new DrainedQueue();
        let ran = 0;
        queue.schedule(0, () => ran++)();
        queue.schedule(0, () => ran++);
        queue.clear();
        queue.drain();
        expect(ran).toBe(0);
    });

    it('given work without end, when it is drained, then that is told instead of hanging', () => {
        const queue = new DrainedQueue();
        const again = (): void => void queue.schedule(0, again);
        again();
        expect(() => queue.drain()).toThrow('did not come to an end');
    });
});

describe('the queue of a served org', () => {
    const failures: unknown[] = [];
    let offset = 0;
    let queue: TimedQueue;

    beforeEach(() => {
        vi.useFakeTimers();
        failures.length = 0;
        offset = 0;
        queue = new TimedQueue({ now: () => Date.now() + offset, onFailure: (error) => failures.push(error) });
    });

    afterEach(() => {
        queue.close();
        vi.useRealTimers();
    });

    it('given work with delays, when time passes, then each runs at its time, and equal ones in the order they came', () => {
        const order: string[] = [];
        queue.schedule(200, () => order.push('c'));
        queue.schedule(100, () => order.push('a'));
        queue.schedule(100, () => order.push('b'));
        vi.advanceTimersByTime(99);
        expect(order).toEqual([]);
        vi.advanceTimersByTime(2);
        expect(order).toEqual(['a', 'b']);
        vi.advanceTimersByTime(100);
        expect(order).toEqual(['a', 'b', 'c']);
        expect(queue.nextDue).toBeNull();
    });

    it('given work that fails, when the next is due, then it runs all the same and the failure was told', () => {
        let ran = 0;
        queue.schedule(0, () => {
            throw new Error('broken');
        });
        queue.schedule(1, () => ran++);
        vi.advanceTimersByTime(10);
        expect(ran).toBe(1);
        expect(failures).toEqual([new Error('broken')]);
    });

    it('given work for next month, when the org’s clock is moved there, then it runs without the machine’s time passing', () => {
        let ran = 0;
        queue.schedule(30 * 86_400_000, () => ran++);
        vi.advanceTimersByTime(3_600_000);
        expect(ran).toBe(0);
        offset = 30 * 86_400_000;
        queue.runDue();
        expect(ran).toBe(1);
    });

    it('given waiting work, when the queue is closed or the work is taken back, then it never runs', () => {
        let ran = 0;
        const takeBack = queue.schedule(10, () => ran++);
        takeBack();
        queue.schedule(20, () => ran++);
        queue.close();
        vi.advanceTimersByTime(100);
        expect(ran).toBe(0);
    });
});
