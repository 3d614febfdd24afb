/** Types of the platform modules that the console uses; Salesforce publishes none for most of them. */
declare module 'salesforce/apex' {
    export interface ApexError {
        body: { message: string; exceptionType?: string; stackTrace?: string };
        ok: false;
        status: number;
        statusText: string;
    }

    export interface WireResult<T> {
        data?: T;
        error?: ApexError;
    }

    /** An Apex method: call it, or wire it. */
    export interface ApexMethod<Args extends object, Result> {
        (args: Args): Promise<Result>;
        adapter: import('lwc').WireAdapterConstructor<Args, WireResult<Result>>;
    }
}

declare module '@salesforce/apex' {
    /** Provisions the wired value again from the server. */
    export function refreshApex(value: unknown): Promise<void>;
}

declare module '@salesforce/label/*' {
    const label: string;
    export default label;
}

declare module '@salesforce/i18n/timeZone' {
    /** IANA name of the signed-in user's zone. */
    const timeZone: string;
    export default timeZone;
}

declare module 'lightning/platformShowToastEvent' {
    interface ToastDetail {
        title: string;
        message?: string;
        variant?: 'info' | 'success' | 'warning' | 'error';
        mode?: 'dismissible' | 'pester' | 'sticky';
    }
    export class ShowToastEvent extends CustomEvent<ToastDetail> {
        constructor(detail: ToastDetail);
    }
}

declare module 'lightning/actions' {
    /** Closes the screen of a record action. */
    export class CloseActionScreenEvent extends CustomEvent<void> {
        constructor();
    }
}

declare module 'lightning/uiRecordApi' {
    /** Tells the page that a record was changed by Apex, so that it reads it again. */
    export function notifyRecordUpdateAvailable(records: { recordId: string }[]): Promise<void>;
}

declare module 'lightning/empApi' {
    export interface Subscription {
        id: string;
        channel: string;
        replayId: number;
    }
    export interface EmpMessage {
        channel: string;
        data: {
            payload: Record<string, unknown>;
            event: { replayId: number; EventUuid?: string };
        };
    }
    export function subscribe(
        channel: string,
        replayId: number,
        onMessage: (message: EmpMessage) => void
    ): Promise<Subscription>;
    export function unsubscribe(subscription: Subscription, callback?: (response: unknown) => void): Promise<unknown>;
    export function onError(callback: (error: unknown) => void): void;
}

declare module 'lightning/modal' {
    import { LightningElement } from 'lwc';
    export interface ModalOptions {
        label: string;
        size?: 'small' | 'medium' | 'large' | 'full';
        description?: string;
        disableClose?: boolean;
        [property: string]: unknown;
    }
    export default class LightningModal extends LightningElement {
        static open(options: ModalOptions): Promise<unknown>;
        close(result?: unknown): void;
        disableClose: boolean;
    }
}
