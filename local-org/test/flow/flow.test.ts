import { describe, expect, test } from 'vitest';
import { readFlow, runFlow, FlowFault, type FlowHost } from '../../src/flow/index.ts';
import { parseXml } from '../../src/project/xml.ts';
import { apexException } from '../../src/runtime/exceptions.ts';

const flowOf = (body: string) => {
    const { root } = parseXml('flows/Test.flow-meta.xml', `<Flow>${body}<status>Active</status></Flow>`);
    return readFlow({ name: 'Test', path: 'flows/Test.flow-meta.xml', xml: root! });
};

const action = (name: string, apexClass: string, rest = '') =>
    `<actionCalls><name>${name}</name><actionName>${apexClass}</actionName><actionType>apex</actionType>
     <inputParameters><name>score</name><value><elementReference>score</elementReference></value></inputParameters>${rest}</actionCalls>`;

const SCORE =
    '<variables><name>score</name><isInput>true</isInput></variables><variables><name>result</name><isOutput>true</isOutput></variables>';
const startAt = (name: string) => `<start><connector><targetReference>${name}</targetReference></connector></start>`;
const starts = (...scores: string[]) => scores.map((score) => ({ record: null, inputs: new Map([['score', score]]) }));

class RecordingHost implements FlowHost {
    readonly calls: [string, unknown[]][] = [];
    failing = '';

    invoke(apexClass: string, inputs: readonly ReadonlyMap<string, unknown>[]) {
        this.calls.push([apexClass, inputs.map((input) => input.get('score') ?? input.get('fault'))]);
        if (apexClass === this.failing) throw apexException('System.MathException', 'Divide by 0');
        return inputs.map((input) => new Map([['answer', `${String(input.get('score'))}!`]]));
    }
    createRecords(): void {
        throw new Error('no record is created in these flows');
    }
    now(): unknown {
        return null;
    }
}

describe('running a flow', () => {
    test('given three interviews at one action, when the flow runs, then Apex is called once with all three and answers go back in order', () => {
        const output =
            '<outputParameters><name>answer</name><assignToReference>result</assignToReference></outputParameters>';
        const { flow } = flowOf(SCORE + startAt('Act') + action('Act', 'Scorer', output));
        const host = new RecordingHost();

        const results = runFlow(flow!, starts('a', 'b', 'c'), host);

        expect(host.calls).toEqual([['Scorer', ['a', 'b', 'c']]]);
        expect(results.map((result) => result.get('result'))).toEqual(['a!', 'b!', 'c!']);
    });

    test('given a fault path, when the action throws, then the interviews go on there with the message', () => {
        const fault = '<faultConnector><targetReference>Record</targetReference></faultConnector>';
        const record = `<actionCalls><name>Record</name><actionName>Recorder</actionName><actionType>apex</actionType>
            <inputParameters><name>fault</name><value><elementReference>$Flow.FaultMessage</elementReference></value></inputParameters></actionCalls>`;
        const { flow } = flowOf(SCORE + startAt('Act') + action('Act', 'Scorer', fault) + record);
        const host = new RecordingHost();
        host.failing = 'Scorer';

        runFlow(flow!, starts('a'), host);

        expect(host.calls.at(-1)).toEqual(['Recorder', ['Divide by 0']]);
    });

    test('given no fault path, when the action throws, then the flow fails with its name and element', () => {
        const { flow } = flowOf(SCORE + startAt('Act') + action('Act', 'Scorer'));
        const host = new RecordingHost();
        host.failing = 'Scorer';

        expect(() => runFlow(flow!, starts('a'), host)).toThrow(
            new FlowFault('Test', 'Act', new Error('Divide by 0')).message
        );
    });

    test('given a decision on text, when interviews differ, then each goes its own way whatever the case of the text', () => {
        const decision = `<decisions><name>Which</name><rules><name>Yes</name><conditionLogic>and</conditionLogic>
            <conditions><leftValueReference>score</leftValueReference><operator>EqualTo</operator><rightValue><stringValue>open</stringValue></rightValue></conditions>
            <connector><targetReference>Cut</targetReference></connector></rules>
            <defaultConnector><targetReference>Go</targetReference></defaultConnector></decisions>`;
        const { flow } = flowOf(SCORE + startAt('Which') + decision + action('Cut', 'Cutter') + action('Go', 'Goer'));
        const host = new RecordingHost();

        runFlow(flow!, starts('OPEN', 'closed'), host);

        expect(host.calls).toEqual([
            ['Cutter', ['OPEN']],
            ['Goer', ['closed']]
        ]);
    });
});

describe('reading a flow', () => {
    test('given an element that the local org does not run, when the file is read, then it is refused by name and place', () => {
        const { flow, diagnostics } = flowOf('\n<screens><name>Ask</name></screens>');

        expect(flow).toBeNull();
        expect(diagnostics).toEqual([
            {
                path: 'flows/Test.flow-meta.xml',
                line: 2,
                column: 1,
                severity: 'error',
                code: 'flow/unsupported',
                message: 'The local org does not run flows with screens.'
            }
        ]);
    });

    test('given an action of a service outside, when no path comes to it, then the rest of the flow runs; when one does, it is refused by name', () => {
        const foreign = `<actionCalls><name>Ask</name><actionName>Vendor.score</actionName><actionType>externalService</actionType></actionCalls>`;
        const { flow, diagnostics } = flowOf(startAt('Go') + action('Go', 'Goer') + foreign);
        const host = new RecordingHost();

        expect(diagnostics).toEqual([]);
        runFlow(flow!, starts('x'), host);
        expect(host.calls).toHaveLength(1);
        expect(() => runFlow(flowOf(startAt('Ask') + foreign).flow!, starts('x'), host)).toThrow(
            'flow action of type externalService (element Ask)'
        );
    });

    test('given a connector to nowhere, when the file is read, then the missing element is named', () => {
        const { diagnostics } = flowOf(startAt('Nowhere'));

        expect(diagnostics.map((finding) => finding.message)).toEqual(['The flow has no element "Nowhere".']);
    });
});
