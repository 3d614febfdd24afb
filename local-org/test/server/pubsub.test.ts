import { join } from 'node:path';
import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import { Client, credentials, loadPackageDefinition, Metadata, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import avro from 'avsc';
import type { Connection } from 'jsforce';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HttpOrg, until } from './httpOrg.ts';

const TOPIC = '/event/Alarm__e';
const PROTO = join(import.meta.dirname, '../../src/server/pubsub/pubsub.proto');

type Answer = Record<string, unknown>;
interface Topic {
    readonly schemaId: string;
    readonly canPublish: boolean;
    readonly canSubscribe: boolean;
}
interface Fetched {
    readonly events: readonly { event: { id: string; schemaId: string; payload: Buffer }; replayId: Buffer }[];
    readonly latestReplayId: Buffer;
    readonly pendingNumRequested: number;
}
interface Managed extends Fetched {
    readonly commitResponse: { commitRequestId: string; error: { code: string; msg: string } | null } | null;
}
/** A client that any gRPC library makes of the service description. */
interface PubSub extends Client {
    GetTopic(request: object, metadata: Metadata, done: (error: ServiceError | null, answer: Answer) => void): void;
    GetSchema(request: object, metadata: Metadata, done: (error: ServiceError | null, answer: Answer) => void): void;
    Publish(request: object, metadata: Metadata, done: (error: ServiceError | null, answer: Answer) => void): void;
    Subscribe(metadata: Metadata): ClientDuplexStream<object, Fetched>;
    PublishStream(metadata: Metadata): ClientDuplexStream<object, Answer>;
    ManagedSubscribe(metadata: Metadata): ClientDuplexStream<object, Managed>;
}

describe('the Pub/Sub API and a generic gRPC client', () => {
    const served = new HttpOrg();
    let client: PubSub;
    let publisher: Connection;
    let type: avro.Type;
    let schemaId: string;
    const open: ClientDuplexStream<object, unknown>[] = [];
    beforeAll(async () => {
        await served.open({ pubSubPort: 0 });
        const loaded = loadPackageDefinition(loadSync(PROTO, { enums: String, longs: Number, defaults: true }));
        const v1 = (loaded['eventbus'] as unknown as { v1: { PubSub: new (...args: unknown[]) => PubSub } }).v1;
        client = new v1.PubSub(served.org.pubSubAddress, credentials.createInsecure());
        publisher = await served.logIn('uma@example.com');
        ({ schemaId } = (await ask('GetTopic', { topicName: TOPIC })) as unknown as Topic);
        const { schemaJson } = (await ask('GetSchema', { schemaId })) as { schemaJson: string };
        type = avro.Type.forSchema(JSON.parse(schemaJson) as avro.Schema);
    }, 60_000);
    afterEach(() => open.splice(0).forEach((stream) => stream.cancel()));
    afterAll(async () => {
        client.close();
        await served.close();
    });

    const metadataOf = (conn: Connection, more: Readonly<Record<string, string>> = {}): Metadata => {
        const metadata = new Metadata();
        const headers = {
            accesstoken: conn.accessToken!,
            instanceurl: served.org.url,
            tenantid: conn.userInfo!.organizationId,
            ...more
        };
        for (const [name, value] of Object.entries(headers)) if (value !== '') metadata.set(name, value);
        return metadata;
    };
    const ask = (method: 'GetTopic' | 'GetSchema' | 'Publish', request: object, metadata = metadataOf(publisher)) =>
        new Promise<Answer>((resolve, reject) =>
            client[method](request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)))
        );
    const event = (text: string | null, more: object = {}) => ({
        id: '',
        schemaId,
        payload: type.toBuffer({ CreatedDate: 0, CreatedById: '005000000000000', Text__c: text }),
        ...more
    });
    const publish = (...texts: string[]) =>
        ask('Publish', { topicName: TOPIC, events: texts.map((text) => event(text)) });
    const subscribe = (request: object, conn = publisher) => {
        const stream = client.Subscribe(metadataOf(conn));
        open.push(stream);
        const heard: { text: string; replayId: Buffer; id: string }[] = [];
        const responses: Fetched[] = [];
        const errors: ServiceError[] = [];
        stream.on('data', (response: Fetched) => {
            responses.push(response);
            for (const { event: produced, replayId } of response.events) {
                const { Text__c: text } = type.fromBuffer(produced.payload) as { Text__c: string };
                heard.push({ text, replayId, id: produced.id });
            }
        });
        stream.on('error', (error: ServiceError) => errors.push(error));
        stream.write({ topicName: TOPIC, numRequested: 100, ...request });
        return { stream, heard, responses, errors, texts: () => heard.map(({ text }) => text) };
    };
    const failureOf = (promise: Promise<unknown>) =>
        promise.then(
            () => null,
            (error: ServiceError) => seen(error)
        );
    const seen = ({ code, metadata, details }: ServiceError) => ({
        code,
        errorCode: metadata.get('error-code')[0] ?? null,
        details
    });

    it('given an event, when its topic and schema are asked for, then they tell what the caller may do, in Avro', async () => {
        expect(await ask('GetTopic', { topicName: TOPIC })).toMatchObject({
            topicName: TOPIC,
            tenantGuid: publisher.userInfo!.organizationId,
            canPublish: true,
            canSubscribe: true,
            schemaId: expect.stringMatching(/^[\w-]{22}$/) as string,
            rpcId: expect.stringMatching(/^[\w-]{36}$/) as string
        });
        const { schemaJson } = (await ask('GetSchema', { schemaId })) as { schemaJson: string };
        expect(JSON.parse(schemaJson)).toMatchObject({
            type: 'record',
            name: 'Alarm__e',
            namespace: 'com.sforce.eventbus',
            fields: expect.arrayContaining([
                { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
                { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
                { name: 'Text__c', type: ['null', 'string'], doc: 'Data:String', default: null }
            ]) as unknown
        });
    });

    it('given a subscriber, when events are published by gRPC and by REST, then it gets them in order, with who made them', async () => {
        const stream = subscribe({ replayPreset: 'EARLIEST' });
        const id = '6f1c1f0e-9c55-4a5c-8a0f-0123456789ab';
        const { results } = (await ask('Publish', {
            topicName: TOPIC,
            events: [event('one', { id }), event('two')]
        })) as { results: { replayId: Buffer; correlationKey: string; error: unknown }[] };
        await publisher.sobject('Alarm__e').create({ Text__c: 'three' });
        await until(() => stream.heard.length === 3);
        expect(stream.texts()).toEqual(['one', 'two', 'three']);
        expect(results.map(({ replayId, error }) => [replayId, error])).toEqual(
            stream.heard.slice(0, 2).map(({ replayId }) => [replayId, null])
        );
        expect([results[0]!.correlationKey, stream.heard[0]!.id]).toEqual([id, id]);
        const [{ event: first }] = stream.responses[0]!.events as [Fetched['events'][number]];
        expect(type.fromBuffer(first.payload)).toMatchObject({ CreatedById: publisher.userInfo!.id });
        expect((type.fromBuffer(first.payload) as { CreatedDate: number }).CreatedDate).toBeGreaterThan(
            Date.UTC(2026, 0)
        );
    });

    it('given replay presets, when streams begin, then each begins where it wants', async () => {
        const before = subscribe({ replayPreset: 'EARLIEST' });
        await until(() => before.heard.length > 0);
        const { replayId } = before.heard[0]!;
        const latest = subscribe({ replayPreset: 'LATEST' });
        const custom = subscribe({ replayPreset: 'CUSTOM', replayId });
        await until(() => custom.heard.length === before.heard.length - 1);
        await publish('newest');
        await until(() => [before, latest, custom].every(({ heard }) => heard.at(-1)?.text === 'newest'));
        expect(latest.texts()).toEqual(['newest']);
        expect(custom.texts()).toEqual(before.texts().slice(1));
    });

    it('given a number of requested events, when more are there, then the rest waits until it is asked for', async () => {
        const stream = subscribe({ replayPreset: 'LATEST', numRequested: 2 });
        const witness = subscribe({ replayPreset: 'LATEST' });
        await publish('a', 'b', 'c', 'd');
        await until(() => witness.heard.length === 4);
        await until(() => stream.heard.length === 2);
        expect(stream.responses.at(-1)!.pendingNumRequested).toBe(0);
        stream.stream.write({ numRequested: 5 });
        await until(() => stream.heard.length === 4);
        expect(stream.texts()).toEqual(['a', 'b', 'c', 'd']);
        expect(stream.responses.at(-1)!.pendingNumRequested).toBe(3);
    });

    it('given a stream of batches, when they are published, then each is answered in order', async () => {
        const listener = subscribe({ replayPreset: 'LATEST' });
        const stream = client.PublishStream(metadataOf(publisher));
        open.push(stream);
        const answers: Answer[] = [];
        stream.on('data', (answer: Answer) => answers.push(answer));
        stream.write({ topicName: TOPIC, events: [event('first')] });
        stream.write({ events: [event('second'), event('third')] });
        stream.end();
        await until(() => answers.length === 2 && listener.heard.length === 3);
        expect(listener.texts()).toEqual(['first', 'second', 'third']);
        expect(answers.map(({ results }) => (results as unknown[]).length)).toEqual([1, 2]);
    });

    it('given bad events among good ones, when they are published, then their results say why and the good ones go', async () => {
        const listener = subscribe({ replayPreset: 'LATEST' });
        const { results } = (await ask('Publish', {
            topicName: TOPIC,
            events: [
                event('x'.repeat(256)),
                event('good'),
                event('odd', { id: 'k1', payload: Buffer.from([1, 2, 3]) }),
                event('old', { id: 'k2', schemaId: 'another' })
            ]
        })) as { results: { error: { code: string; msg: string } | null; correlationKey: string }[] };
        await until(() => listener.heard.length === 1);
        expect(listener.texts()).toEqual(['good']);
        expect(results).toMatchObject([
            { error: { code: 'PUBLISH', msg: expect.stringContaining('max length=80') as string } },
            { error: null },
            {
                error: { code: 'PUBLISH', msg: expect.stringContaining('does not fit the schema') as string },
                correlationKey: 'k1'
            },
            {
                error: { code: 'PUBLISH', msg: expect.stringContaining('The schema of') as string },
                correlationKey: 'k2'
            }
        ]);
    });

    it('given a session that is deleted, when events follow, then the stream ends unauthenticated and none leaks', async () => {
        const victim = await served.logIn('bot@example.com');
        const stream = subscribe({ replayPreset: 'LATEST' }, victim);
        await publish('before');
        await until(() => stream.heard.length === 1);
        await victim.logout();
        await publish('after');
        await until(() => stream.errors.length > 0);
        expect(seen(stream.errors[0]!)).toMatchObject({
            code: status.UNAUTHENTICATED,
            errorCode: 'sfdc.platform.eventbus.grpc.service.auth.error'
        });
        expect(stream.texts()).toEqual(['before']);
    });

    it('given missing or foreign credentials, when a topic is asked for, then it is unauthenticated', async () => {
        const tries: Record<string, string>[] = [
            { accesstoken: '' },
            { accesstoken: '00D!none' },
            { tenantid: '' },
            { tenantid: '00D000000000009' },
            { instanceurl: '' }
        ];
        for (const more of tries)
            expect(await failureOf(ask('GetTopic', { topicName: TOPIC }, metadataOf(publisher, more)))).toMatchObject({
                code: status.UNAUTHENTICATED,
                errorCode: 'sfdc.platform.eventbus.grpc.service.auth.error',
                details: expect.stringMatching(/rpcId: [\w-]{36}$/) as string
            });
    });

    it('given unknown or forbidden topics and schemas, when they are asked for, then each says so', async () => {
        expect(await failureOf(ask('GetTopic', { topicName: '/event/Nothing__e' }))).toMatchObject({
            code: status.NOT_FOUND
        });
        expect(await failureOf(ask('GetTopic', { topicName: '/data/ChangeEvents' }))).toMatchObject({
            code: status.NOT_FOUND
        });
        expect(await failureOf(ask('GetSchema', { schemaId: 'nothing' }))).toMatchObject({ code: status.NOT_FOUND });
        const stranger = metadataOf(await served.logIn('olga@example.com'));
        expect(await failureOf(ask('GetTopic', { topicName: TOPIC }, stranger))).toMatchObject({
            code: status.PERMISSION_DENIED
        });
        expect(await failureOf(ask('GetSchema', { schemaId }, stranger))).toMatchObject({ code: status.NOT_FOUND });
        expect(await failureOf(ask('Publish', { topicName: TOPIC, events: [event('x')] }, stranger))).toMatchObject({
            code: status.PERMISSION_DENIED
        });
        expect(await failureOf(ask('Publish', { topicName: TOPIC, events: [] }))).toMatchObject({
            code: status.INVALID_ARGUMENT
        });
    });

    it.each<[string, object, number, string | null]>([
        ['no events', { numRequested: 0 }, status.INVALID_ARGUMENT, 'subscription.fetch.requested.events.invalid'],
        [
            'no replay id',
            { replayPreset: 'CUSTOM' },
            status.INVALID_ARGUMENT,
            'subscription.fetch.replayid.validation.failed'
        ],
        [
            'a replay id that is none',
            { replayPreset: 'CUSTOM', replayId: Buffer.from('abc') },
            status.INVALID_ARGUMENT,
            'subscription.fetch.replayid.corrupted'
        ],
        [
            'a replay id of nowhere',
            { replayPreset: 'CUSTOM', replayId: Buffer.alloc(8, 1) },
            status.INVALID_ARGUMENT,
            'subscription.fetch.replayid.corrupted'
        ],
        ['an unknown topic', { topicName: '/event/Nothing__e' }, status.NOT_FOUND, null]
    ])('given %s, when a stream is begun, then it fails', async (_, request, code, errorCode) => {
        const { errors } = subscribe(request);
        await until(() => errors.length > 0);
        expect(seen(errors[0]!)).toMatchObject({
            code,
            errorCode: errorCode === null ? null : `sfdc.platform.eventbus.grpc.${errorCode}`
        });
    });

    it('given another topic in the same stream, when it is asked for, then the stream fails', async () => {
        const { stream, errors } = subscribe({ replayPreset: 'LATEST' });
        stream.write({ topicName: '/event/Other__e', numRequested: 1 });
        await until(() => errors.length > 0);
        expect(errors[0]!.code).toBe(status.INVALID_ARGUMENT);
    });

    describe('managed subscriptions', () => {
        let admin: Connection;
        beforeAll(async () => {
            admin = await served.logIn('ada@example.com');
        });

        const create = async (name: string, more: object = {}): Promise<string> => {
            const body = { FullName: name, Metadata: { topicName: TOPIC, label: name, ...more } };
            const { id } = await admin.tooling.sobject('ManagedEventSubscription').create(body);
            return id!;
        };
        const setState = (id: string, state: string) =>
            admin.request({
                method: 'PATCH',
                url: `/services/data/v66.0/tooling/sobjects/ManagedEventSubscription/${id}`,
                body: JSON.stringify({ Metadata: { state } })
            });
        const follow = (request: object) => {
            const stream = client.ManagedSubscribe(metadataOf(publisher));
            open.push(stream);
            const heard: { text: string; replayId: Buffer }[] = [];
            const commits: NonNullable<Managed['commitResponse']>[] = [];
            const errors: ServiceError[] = [];
            stream.on('data', ({ events, commitResponse }: Managed) => {
                if (commitResponse) commits.push(commitResponse);
                for (const { event: produced, replayId } of events)
                    heard.push({ text: (type.fromBuffer(produced.payload) as { Text__c: string }).Text__c, replayId });
            });
            stream.on('error', (error: ServiceError) => errors.push(error));
            stream.write({ numRequested: 100, ...request });
            const commit = (replayId: Buffer, commitRequestId = 'c') =>
                stream.write({ commitReplayIdRequest: { commitRequestId, replayId } });
            return { stream, heard, commits, errors, commit, texts: () => heard.map(({ text }) => text) };
        };
        const hangUp = async ({ stream }: { stream: ClientDuplexStream<object, Managed> }): Promise<void> => {
            const over = new Promise((resolve) => stream.once('end', resolve));
            stream.end();
            await over;
        };

        it('given a client that has committed, when it comes back, then it goes on after what it has committed', async () => {
            await create('Orders', { defaultReplay: 'EARLIEST' });
            await publish('m1', 'm2', 'm3');
            const first = follow({ developerName: 'Orders' });
            await until(() => first.texts().includes('m3'));
            const seenFirst = first.heard.find(({ text }) => text === 'm1')!;
            first.commit(seenFirst.replayId, 'mine');
            await until(() => first.commits.length === 1);
            expect(first.commits[0]).toMatchObject({ commitRequestId: 'mine', error: null });
            await hangUp(first);
            const second = follow({ developerName: 'Orders' });
            await until(() => second.heard.length === 2);
            expect(second.texts()).toEqual(['m2', 'm3']);
            await publish('m4');
            await until(() => second.heard.length === 3);
            expect(second.texts().at(-1)).toBe('m4');
        });

        it('given a running stream, when its subscription is stopped, then it ends, hears nothing more and begins anew at the default', async () => {
            const id = await create('Feed');
            const stream = follow({ subscriptionId: id });
            const witness = subscribe({ replayPreset: 'LATEST' });
            // What is asked for later is answered later: the stream has begun by then.
            stream.commit(Buffer.alloc(8));
            await until(() => stream.commits.length === 1);
            await publish('f1');
            await until(() => stream.heard.length === 1);
            stream.commit(stream.heard[0]!.replayId);
            await until(() => stream.commits.length === 2);
            await setState(id, 'STOP');
            await publish('f2');
            await until(() => stream.errors.length === 1 && witness.texts().includes('f2'));
            const stopped = {
                code: status.FAILED_PRECONDITION,
                errorCode: 'sfdc.platform.eventbus.grpc.managed.subscription.config.stopped'
            };
            expect(seen(stream.errors[0]!)).toMatchObject(stopped);
            expect(stream.texts()).toEqual(['f1']);
            const refused = follow({ subscriptionId: id });
            await until(() => refused.errors.length === 1);
            expect(seen(refused.errors[0]!)).toMatchObject(stopped);
            await setState(id, 'RUN');
            const again = follow({ subscriptionId: id });
            again.commit(Buffer.alloc(8));
            await until(() => again.commits.length === 1);
            await publish('f3');
            await until(() => again.heard.length === 1);
            expect(again.texts()).toEqual(['f3']);
        });

        it('given commits that cannot be, when they are sent, then each is answered with why and the stream goes on', async () => {
            await create('Careful');
            const stream = follow({ developerName: 'Careful', numRequested: 1 });
            stream.commit(Buffer.alloc(0), 'missing');
            await until(() => stream.commits.length === 1);
            await publish('c1', 'c2');
            await until(() => stream.heard.length === 1);
            const first = stream.heard[0]!.replayId;
            const second = Buffer.alloc(8);
            second.writeBigInt64BE(first.readBigInt64BE() + 1n);
            stream.commit(second, 'not delivered');
            await until(() => stream.commits.length === 2);
            stream.stream.write({ numRequested: 1 });
            await until(() => stream.heard.length === 2);
            expect(stream.heard[1]!.replayId).toEqual(second);
            stream.commit(second, 'delivered');
            await until(() => stream.commits.length === 3);
            stream.commit(first, 'older');
            await until(() => stream.commits.length === 4);
            expect(stream.commits.map(({ commitRequestId, error }) => [commitRequestId, error?.code ?? null])).toEqual([
                ['missing', 'COMMIT'],
                ['not delivered', 'COMMIT'],
                ['delivered', null],
                ['older', 'COMMIT']
            ]);
            expect(stream.errors).toEqual([]);
        });

        it('given a subscription that a stream follows, when another one begins, then that one is refused', async () => {
            const id = await create('Single');
            const first = follow({ subscriptionId: id });
            first.commit(Buffer.alloc(8));
            await until(() => first.commits.length === 1);
            const second = follow({ subscriptionId: id });
            await until(() => second.errors.length === 1);
            expect(seen(second.errors[0]!)).toMatchObject({
                code: status.ALREADY_EXISTS,
                errorCode: 'sfdc.platform.eventbus.grpc.managed.subscription.already.active'
            });
            await admin.tooling.sobject('ManagedEventSubscription').destroy(id);
            await until(() => first.errors.length === 1);
            expect(seen(first.errors[0]!).errorCode).toMatch(/config\.deleted$/);
        });

        it.each<[string, object, string]>([
            ['an unknown name', { developerName: 'Nobody' }, 'developer.name.not.found'],
            ['an unknown id', { subscriptionId: '18x000000000099' }, 'subscription.id.not.found'],
            ['a broken id', { subscriptionId: '18x' }, 'subscription.id.invalid'],
            ['neither', {}, 'id.or.developer.name.empty'],
            ['both', { developerName: 'Orders', subscriptionId: '18x000000000099' }, 'id.or.developer.name.empty'],
            ['less than nothing', { developerName: 'Orders', numRequested: -1 }, 'fetch.request.events.invalid'],
            [
                'a commit at first',
                { developerName: 'Orders', commitReplayIdRequest: { replayId: Buffer.alloc(8) } },
                'fetch.request.commit.request.restricted'
            ]
        ])('given %s, when a stream is begun, then it fails', async (_, request, errorCode) => {
            const { errors } = follow(request);
            await until(() => errors.length === 1);
            expect(seen(errors[0]!).errorCode).toBe(`sfdc.platform.eventbus.grpc.managed.subscription.${errorCode}`);
        });
    });

    it('given a taken port, when another org is served there, then the fault says so and what to do', async () => {
        const other = new HttpOrg();
        const pubSubPort = Number(served.org.pubSubAddress!.split(':')[1]);
        await expect(other.open({ pubSubPort })).rejects.toThrow(/LOC-008.*--pubsub-port/);
    });
});
