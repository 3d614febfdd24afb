/** Stands in for @salesforce/apex and every @salesforce/apex/Class.method. */

/** Emitted value → adapter: how the platform finds out what refreshApex is to read again. */
const adapters = new WeakMap();

async function callApex(method, parameters) {
    const response = await fetch(`/apex/${method}`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters ?? {})
    });
    const text = await response.text();
    const body = text === '' ? null : JSON.parse(text);
    if (response.ok) return body;
    // The error of a failed Apex call has this shape on the platform; it is no Error.
    throw {
        body: body?.body ?? body?.[0] ?? body,
        ok: false,
        status: response.status,
        statusText: response.statusText
    };
}

/** Data of a wire is read-only on the platform. */
function deepFreeze(value) {
    if (typeof value === 'object' && value !== null) {
        Object.values(value).forEach(deepFreeze);
        Object.freeze(value);
    }
    return value;
}

export function apexMethod(method) {
    const invoke = (parameters) => callApex(method, parameters);

    invoke.adapter = class ApexWireAdapter {
        constructor(dataCallback) {
            this.dataCallback = dataCallback;
            this.isConnected = false;
            this.emit({ data: undefined, error: undefined });
        }

        connect() {
            this.isConnected = true;
            if (this.config) void this.read();
        }

        disconnect() {
            this.isConnected = false;
        }

        update(config) {
            // The platform calls the server only when no reactive parameter is undefined.
            if (Object.values(config).some((value) => value === undefined)) return;
            this.config = config;
            if (this.isConnected) void this.read();
        }

        async read() {
            const request = (this.request = {});
            let result;
            try {
                result = { data: deepFreeze(await callApex(method, this.config)), error: undefined };
            } catch (error) {
                result = { data: undefined, error: error.body ? error : unreachable(error) };
            }
            if (this.request === request) this.emit(result);
        }

        /** The value before the last stays known: a component may refresh while a new one is on its way. */
        emit(result) {
            adapters.set(result, this);
            this.dataCallback(result);
        }
    };
    return invoke;
}

const unreachable = (error) => ({
    body: { message: error.message },
    ok: false,
    status: 0,
    statusText: 'Network error'
});

export async function refreshApex(provisioned) {
    await adapters.get(provisioned)?.read();
}

export function getSObjectValue(record, field) {
    const [, ...path] = String(field.fieldApiName ? `.${field.fieldApiName}` : field).split('.');
    return path.reduce((value, name) => value?.[name], record);
}
