import type { NamedCredentialDefinition } from '../project/index.ts';
import { ServiceKey } from '../runtime/transaction.ts';

/** What an administrator has switched since the project was deployed, by name. */
interface SwitchState {
    readonly callouts: Readonly<Record<string, 'Enabled' | 'Disabled'>>;
    readonly flows: Readonly<Record<string, boolean>>;
}

/** Where the switches are kept between runs. */
export interface SwitchNote {
    read(): SwitchState | null;
    write(state: SwitchState): void;
}

const AS_DEPLOYED: SwitchState = { callouts: {}, flows: {} };

/** Parts of the deployed metadata that the Tooling API switches on and off. They stay as they are until they are switched again. */
export class SetupSwitches {
    private readonly note: SwitchNote | null;
    private state: SwitchState;

    constructor(note: SwitchNote | null) {
        this.note = note;
        this.state = note?.read() ?? AS_DEPLOYED;
    }

    calloutStatus({ name, calloutStatus }: NamedCredentialDefinition): 'Enabled' | 'Disabled' {
        return this.state.callouts[name] ?? calloutStatus;
    }

    setCalloutStatus(name: string, status: 'Enabled' | 'Disabled'): void {
        this.keep({ ...this.state, callouts: { ...this.state.callouts, [name]: status } });
    }

    isFlowActive(name: string): boolean {
        return this.state.flows[name] ?? true;
    }

    setFlowActive(name: string, isActive: boolean): void {
        this.keep({ ...this.state, flows: { ...this.state.flows, [name]: isActive } });
    }

    private keep(state: SwitchState): void {
        this.state = state;
        this.note?.write(state);
    }
}

export const Switches = new ServiceKey<SetupSwitches>('SetupSwitches');
