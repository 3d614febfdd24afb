import type { CheckContext } from '../context.ts';
import { faultAt, START, type Fault, type Rule } from '../rule.ts';
import { child, descendants, textOf } from '../xmlTree.ts';

/** Storage objects of threat detection: what they tell is past, so policies on them can only notify. */
const THREAT_STORE =
    /^(CredentialStuffing|SessionHijacking|ReportAnomaly|ApiAnomaly|GuestUserAnomaly|LoginAnomaly|UniversalAnomaly)EventStore$/;
const BLOCK_MESSAGE_EVENTS: ReadonlySet<string> = new Set([
    'ApiEvent',
    'ListViewEvent',
    'BulkApiResultEventStore',
    'ReportEvent',
    'LoginAsEvent'
]);

function policyRule(
    rule: Omit<Rule, 'check'>,
    test: (xml: CheckContext['components'][number]['xml'], context: CheckContext) => readonly [string, string] | null
): Rule {
    return {
        ...rule,
        check: (context) =>
            context.ofType('TransactionSecurityPolicy').flatMap(({ path, xml }): Fault[] => {
                const found = test(xml, context);
                if (found === null) return [];
                const place = descendants(xml, found[1])[0] ?? xml;
                return [faultAt(path, place, found[0])];
            })
    };
}

const eventTriggers: Rule = {
    id: 'platform/event-trigger-timing',
    title: 'Triggers on platform events are after insert',
    why: 'An event is delivered after it was published: there is no other moment.',
    mend: 'Declare the trigger as (after insert).',
    check: ({ apexUnits }) =>
        apexUnits.flatMap(({ source, unit }): Fault[] =>
            unit.kind === 'TriggerUnit' && /__e$/i.test(unit.object.text)
                ? unit.events
                      .filter(({ when, operation }) => when !== 'after' || operation !== 'insert')
                      .map(({ span, when, operation }) =>
                          faultAt(source.path, span, `Triggers on platform events cannot be ${when} ${operation}.`)
                      )
                : []
        )
};

const subscriberOfEvent: Rule = {
    id: 'platform/subscriber-trigger',
    title: 'Subscriber configurations belong to triggers on platform events',
    why: 'Only triggers on events and change events have a running user and a batch size of their own.',
    mend: 'Name a trigger on a platform event.',
    check: (context) => {
        const objects = new Map(
            context.apexUnits.flatMap(({ unit }) =>
                unit.kind === 'TriggerUnit' ? [[unit.name.text.toLowerCase(), unit.object.text] as const] : []
            )
        );
        return context.ofType('PlatformEventSubscriberConfig').flatMap(({ path, xml }): Fault[] => {
            const consumer = child(xml, 'platformEventConsumer');
            const object = objects.get(consumer?.text.trim().toLowerCase() ?? '');
            return consumer === null || object === undefined || /(__e|Event|EventStream)$/i.test(object)
                ? []
                : [faultAt(path, consumer, `The trigger ${consumer.text.trim()} is on ${object}, which is no event.`)];
        });
    }
};

const subscriberNumbers: Rule = {
    id: 'platform/subscriber-numbers',
    title: 'Batch size and partitions of a subscriber are within their bounds',
    why: 'A batch has 1 to 2,000 events, a subscription 1 to 10 partitions.',
    mend: 'Choose a number within the bounds.',
    check: (context) =>
        context.ofType('PlatformEventSubscriberConfig').flatMap(({ path, xml }): Fault[] =>
            (
                [
                    ['batchSize', 2000],
                    ['numPartitions', 10]
                ] as const
            ).flatMap(([element, most]) => {
                const place = child(xml, element);
                const value = Number(place?.text);
                return place !== null && (value < 1 || value > most)
                    ? [faultAt(path, place, `${element} must be between 1 and ${most}.`)]
                    : [];
            })
        )
};

const permissionSetLicense: Rule = {
    id: 'platform/tab-visibility',
    title: 'Tab settings of permission sets are Available, None or Visible',
    why: 'DefaultOn, DefaultOff and Hidden are values of profiles.',
    mend: 'Write Visible, Available or None in a permission set.',
    check: (context) =>
        context.ofType('PermissionSet').flatMap(({ path, xml }): Fault[] =>
            xml.children
                .filter(({ name }) => name === 'tabSettings')
                .flatMap((setting) => {
                    const visibility = child(setting, 'visibility');
                    return visibility !== null && /^(DefaultOn|DefaultOff|Hidden)$/.test(visibility.text.trim())
                        ? [faultAt(path, visibility, `${visibility.text.trim()} is a value of profiles.`)]
                        : [];
                })
        )
};

const futureVersion: Rule = {
    id: 'platform/api-version',
    title: 'No component is of a later API version than the project',
    why: 'An org of the release that the project names does not know later versions.',
    mend: 'Use the sourceApiVersion of the project.',
    check: ({ components, project }) =>
        components.flatMap(({ path, xml }): Fault[] => {
            const version = child(xml, 'apiVersion');
            return version !== null && Number(version.text) > Number(project.sourceApiVersion)
                ? [
                      faultAt(
                          path,
                          version,
                          `Version ${version.text.trim()} is later than ${project.sourceApiVersion} of the project.`
                      )
                  ]
                : [];
        })
};

const classImplements = (context: CheckContext, name: string, wanted: string): boolean | null => {
    const found = context.apexUnits.find(
        ({ unit }) => unit.kind === 'TypeUnit' && unit.type.name.text.toLowerCase() === name.toLowerCase()
    );
    if (found === undefined || found.unit.kind !== 'TypeUnit' || found.unit.type.kind !== 'Class') return null;
    const { type } = found.unit;
    const written = type.implements.map(({ names }) =>
        names
            .map(({ text }) => text)
            .join('.')
            .toLowerCase()
    );
    // What a superclass implements is left to the compiler of the platform.
    return type.extends !== null || written.some((one) => one.endsWith(wanted));
};

export const platformRules: readonly Rule[] = [
    eventTriggers,
    subscriberOfEvent,
    subscriberNumbers,
    permissionSetLicense,
    futureVersion,
    policyRule(
        {
            id: 'policy-type/condition',
            title: 'A transaction security policy has the condition of its type',
            why: 'CustomApexPolicy needs apexClass, CustomConditionBuilderPolicy needs flow.',
            mend: 'Add the element, or change <type>.'
        },
        (xml) => {
            const type = textOf(xml, 'type');
            if (type === 'CustomApexPolicy' && textOf(xml, 'apexClass') === null)
                return ['A CustomApexPolicy needs apexClass.', 'type'];
            return type === 'CustomConditionBuilderPolicy' && textOf(xml, 'flow') === null
                ? ['A CustomConditionBuilderPolicy needs flow.', 'type']
                : null;
        }
    ),
    policyRule(
        {
            id: 'policy-type/interface',
            title: 'The class of a policy is an event condition',
            why: 'The platform calls TxnSecurity.EventCondition.evaluate on it.',
            mend: 'Let the class implement TxnSecurity.EventCondition.'
        },
        (xml, context) => {
            const name = textOf(xml, 'apexClass');
            return name !== null && classImplements(context, name, 'eventcondition') === false
                ? [`${name} does not implement TxnSecurity.EventCondition.`, 'apexClass']
                : null;
        }
    ),
    policyRule(
        {
            id: 'policy-type/action',
            title: 'Policies only take actions that their event offers',
            why: 'Ending sessions and freezing users are actions of retired policies, and threat stores can only notify.',
            mend: 'Set the action to false.'
        },
        (xml) => {
            const action = child(xml, 'action');
            if (action === null) return ['A policy needs an action.', 'TransactionSecurityPolicy'];
            const retired = ['endSession', 'freezeUser'].find((name) => textOf(action, name) === 'true');
            if (retired !== undefined) return [`${retired} is no action of enhanced policies.`, retired];
            const event = textOf(xml, 'eventName') ?? '';
            const late = THREAT_STORE.test(event)
                ? ['block', 'twoFactorAuthentication'].find((name) => textOf(action, name) === 'true')
                : undefined;
            return late === undefined ? null : [`${late} is impossible on ${event}: what it tells is past.`, late];
        }
    ),
    policyRule(
        {
            id: 'policy-type/block-message',
            title: 'Block messages stand on events that show them',
            why: 'Only API, list view, report and bulk result events show a message of their own.',
            mend: 'Delete <blockMessage>.'
        },
        (xml) =>
            textOf(xml, 'blockMessage') !== null && !BLOCK_MESSAGE_EVENTS.has(textOf(xml, 'eventName') ?? '')
                ? [`Policies on ${textOf(xml, 'eventName')} have no block message.`, 'blockMessage']
                : null
    ),
    policyRule(
        {
            id: 'policy-type/name',
            title: 'The developer name of a policy is the name of its file',
            why: 'The platform goes by the file name.',
            mend: 'Correct <developerName>, or rename the file.'
        },
        (xml, { components }) => {
            const file = components.find((component) => component.xml === xml)?.name;
            const name = textOf(xml, 'developerName');
            return name !== null && name !== file
                ? [`developerName is ${name}, the file is named ${file}.`, 'developerName']
                : null;
        }
    ),
    {
        id: 'platform/trigger-per-event',
        title: 'One trigger per platform event',
        why: 'The order of several triggers of one event is undefined, and each is a subscription of its own.',
        mend: 'Merge the triggers.',
        optional: true,
        check: ({ apexUnits }) => {
            const first = new Map<string, string>();
            return apexUnits.flatMap(({ source, unit }): Fault[] => {
                if (unit.kind !== 'TriggerUnit' || !/__e$/i.test(unit.object.text)) return [];
                const key = unit.object.text.toLowerCase();
                const other = first.get(key);
                if (other === undefined) first.set(key, source.path);
                return other === undefined
                    ? []
                    : [faultAt(source.path, unit.object.span, `${other} is a trigger on ${unit.object.text} too.`)];
            });
        }
    },
    {
        id: 'platform/credential-target',
        title: 'Secured endpoints have a URL and a credential',
        why: 'A SecuredEndpoint needs the parameters Url and ExternalCredential.',
        mend: 'Add the namedCredentialParameters.',
        check: (context) =>
            context.ofType('NamedCredential').flatMap(({ path, xml }): Fault[] => {
                if (textOf(xml, 'namedCredentialType') !== 'SecuredEndpoint') return [];
                const types = descendants(xml, 'parameterType').map(({ text }) => text.trim());
                const absent = ['Url', 'Authentication'].find((type) => !types.includes(type));
                return absent === undefined ? [] : [faultAt(path, xml, `The parameter of type ${absent} is missing.`)];
            })
    },
    {
        id: 'platform/tab-target',
        title: 'A tab shows exactly one thing',
        why: 'A tab is for an object, a page, a component or a URL.',
        mend: 'Keep one of customObject, flexiPage, page, lwcComponent, auraComponent, url.',
        check: (context) =>
            context.ofType('CustomTab').flatMap(({ path, xml }): Fault[] => {
                const shown = ['flexiPage', 'page', 'lwcComponent', 'auraComponent', 'url', 'scontrol'].filter(
                    (name) => child(xml, name) !== null
                );
                const total = shown.length + (textOf(xml, 'customObject') === 'true' ? 1 : 0);
                return total === 1
                    ? []
                    : [faultAt(path, xml, total === 0 ? 'The tab shows nothing.' : 'The tab shows several things.')];
            })
    },
    {
        id: 'platform/tab-object',
        title: 'A tab for an object is named like the object',
        why: 'The name of the tab says which object it shows.',
        mend: 'Name the file after the object.',
        check: (context) =>
            context.ofType('CustomTab').flatMap(({ path, name, xml }): Fault[] => {
                const place = child(xml, 'customObject');
                return place?.text.trim() === 'true' && context.schema.object(name) === null
                    ? [faultAt(path, place, `There is no object named ${name}.`)]
                    : [];
            })
    },
    {
        id: 'platform/standard-object-part',
        title: 'Object folders are named like an object',
        why: 'Parts of an object that neither the platform nor the project has cannot be deployed.',
        mend: 'Correct the name of the folder, or add the object.',
        check: (context) => {
            const told = new Set(
                context.compiled.diagnostics
                    .filter(({ code }) => code === 'project/unknown-object')
                    .map(({ path }) => path)
            );
            const folders = new Map(
                context.components.flatMap(({ object, path }) => (object === null ? [] : [[object, path] as const]))
            );
            return [...folders].flatMap(([object, path]): Fault[] =>
                context.schema.object(object) === null &&
                !told.has(path) &&
                !context.project.objects.some(({ name }) => name === object)
                    ? [faultAt(path, START, `There is no object named ${object}.`)]
                    : []
            );
        }
    }
];
