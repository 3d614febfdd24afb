import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ToolError } from '../../toolError.ts';
import type { Order, Report } from '../foreignClient.ts';
import type { Actor, Step } from '../scenario.ts';
import type { AccessOrder } from './access.ts';

const PROGRAM = fileURLToPath(new URL('../foreignClient.ts', import.meta.url));

/** One actor, in a process of its own. */
export class ActorProcess {
    readonly actor: Actor;
    private readonly child: ChildProcess;
    private waiting: { resolve(report: Report): void; reject(fault: Error): void } | null = null;

    constructor(actor: Actor, access: AccessOrder) {
        this.actor = actor;
        this.child = fork(PROGRAM, { execArgv: ['--import', 'tsx'] });
        this.child.on('message', (report: Report) => this.settle((waiting) => waiting.resolve(report)));
        this.child.on('error', (fault) => this.settle((waiting) => waiting.reject(fault)));
        this.child.on('close', (code) => this.settle((waiting) => waiting.reject(new ToolError('FB-DRL-004', code))));
        this.send({ do: 'begin', kind: actor.kind, access });
    }

    /** @throws ToolError FB-DRL-004 when the process ended instead of reporting */
    perform(step: Step): Promise<Report> {
        return new Promise((resolve, reject) => {
            this.waiting = { resolve, reject };
            this.send({ do: 'perform', step });
        });
    }

    end(): void {
        if (this.child.connected) this.send({ do: 'end' });
    }

    private send(order: Order): void {
        this.child.send(order);
    }

    private settle(settle: (waiting: NonNullable<ActorProcess['waiting']>) => void): void {
        const waiting = this.waiting;
        this.waiting = null;
        if (waiting) settle(waiting);
    }
}
