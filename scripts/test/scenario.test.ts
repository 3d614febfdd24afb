import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EVERY_NEED, unmet } from '../drill/needs.ts';
import { loadScenario, ScenarioError } from '../drill/scenario.ts';

const folder = fileURLToPath(new URL('../drill/scenarios/', import.meta.url));

const VALID = `name: probe
title: A probe
campaign: none
expect: quiet
integration: Drift_Chat
prize: [Contact]
actors:
  probe: { address: 127.0.0.9, app: App, user: someone@example.invalid, client: probe/1.0, pauseMs: 5 }
steps:
  - { at: 2025-08-11T08:00:00Z, do: login }
workload: []
checks: [noIncident]
`;

describe('what scenarios need of their org', () => {
    test('given the shipped ones, when an org offers nothing special, then the reported theft can be played there and no other', () => {
        const playable = readdirSync(folder).filter(
            (file) => unmet(loadScenario(folder + file), new Set()).length === 0
        );

        expect(playable).toEqual(['reported-theft.yaml']);
    });

    test('given the local org, when any of them is to be played, then nothing is missing', () => {
        const lacking = readdirSync(folder).flatMap((file) => unmet(loadScenario(folder + file), EVERY_NEED));

        expect(lacking).toEqual([]);
    });
});

describe('reading a scenario', () => {
    test.each(readdirSync(folder))(
        'given the shipped %s, when it is read, then it is valid and named like its file',
        (file) => {
            expect(`${loadScenario(folder + file).name}.yaml`).toBe(file);
        }
    );

    test('given a valid text, when it is read, then every step keeps the time of the campaign', () => {
        expect(loadScenario('probe.yaml', VALID).steps).toEqual([
            { at: '2025-08-11T08:00:00Z', as: 'probe', do: 'login', repeat: { times: 1, everyMinutes: 0 } }
        ]);
    });

    test.each([
        ['text that is no YAML', 'name: [probe', 'probe.yaml:1:'],
        [
            'an unknown outcome',
            VALID.replace('quiet', 'maybe'),
            'probe.yaml:4:9: expected "expect" to be one of contained, quiet, found "maybe"'
        ],
        [
            'an address outside loopback',
            VALID.replace('127.0.0.9', '8.8.8.8'),
            'probe.yaml:8:21: expected "address" to be a loopback address'
        ],
        [
            'an unknown step',
            VALID.replace('do: login', 'do: dance'),
            'probe.yaml:10:37: expected "do" to be one of login'
        ],
        [
            'a count without its object',
            VALID.replace('do: login', 'do: count'),
            'probe.yaml:10:5: expected a text under "object" here'
        ],
        [
            'a step of somebody who is no actor',
            VALID.replace('do: login', 'do: login, as: ghost'),
            'probe.yaml:10:48: expected "as" to be one of probe, found "ghost"'
        ],
        [
            'a check that is none',
            VALID.replace('noIncident', 'noHarm'),
            'probe.yaml:12:9: expected "checks" to hold only contained,'
        ],
        [
            'usual work without a history',
            VALID.replace('do: login', 'do: usual, object: Contact'),
            'probe.yaml:10:37: expected a "history" that says what is usual'
        ],
        [
            'a history that no clock follows',
            VALID.replace('actors:', 'history: { weeks: 5, seed: 1, usual: [] }\nactors:'),
            'probe.yaml:7:10: expected "clock: campaign" with a history'
        ],
        ['a missing key', VALID.replace('title: A probe\n', ''), 'probe.yaml:1:1: expected a text under "title" here']
    ])('given %s, when it is read, then the place and the expectation are named', (_, text, message) => {
        const read = (): unknown => loadScenario('probe.yaml', text);

        expect(read).toThrow(ScenarioError);
        expect(read).toThrow(message);
    });
});
