/** Stands in for reading single records with lightning/uiRecordApi; the rest of the module is not there and fails the build. */
const live = new Set();

const nameOf = (field) => (field.fieldApiName ?? field).split('.').pop();

export class getRecord {
    constructor(dataCallback) {
        this.dataCallback = dataCallback;
        dataCallback({ data: undefined, error: undefined });
    }

    connect() {
        live.add(this);
    }

    disconnect() {
        live.delete(this);
    }

    async update({ recordId, fields = [], optionalFields = [] }) {
        this.config = { recordId, fields, optionalFields };
        if (recordId === undefined) return;
        const names = [fields, optionalFields]
            .flat()
            .map((field) => (field.fieldApiName ? `${field.objectApiName}.${field.fieldApiName}` : field));
        const response = await fetch(`/services/data/v66.0/ui-api/records/${recordId}?fields=${names.join(',')}`, {
            credentials: 'same-origin'
        });
        const body = await response.json();
        this.dataCallback(
            response.ok
                ? { data: body, error: undefined }
                : {
                      data: undefined,
                      error: { body, ok: false, status: response.status, statusText: response.statusText }
                  }
        );
    }
}

export async function notifyRecordUpdateAvailable(items) {
    const ids = new Set(items.map(({ recordId }) => recordId));
    await Promise.all(
        [...live].filter(({ config }) => ids.has(config?.recordId)).map((adapter) => adapter.update(adapter.config))
    );
}

export const getFieldValue = (record, field) => record?.fields?.[nameOf(field)]?.value;
export const getFieldDisplayValue = (record, field) => record?.fields?.[nameOf(field)]?.displayValue;
