import type { CallerOrg } from './callerOrg.ts';
import { EventCodec } from './eventCodec.ts';

/** Codecs by schema id. A schema never changes: another form of an event has another id. */
export class Schemas {
    private readonly codecs = new Map<string, Promise<EventCodec>>();

    /** @throws PubSubFault NOT_FOUND */
    codecOf(org: CallerOrg, schemaId: string): Promise<EventCodec> {
        const known = this.codecs.get(schemaId);
        if (known) return known;
        const codec = org.schemaJson(schemaId).then((json) => new EventCodec(json));
        this.codecs.set(schemaId, codec);
        codec.catch(() => this.codecs.delete(schemaId));
        return codec;
    }
}
