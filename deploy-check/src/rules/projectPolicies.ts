import type { CheckContext } from '../context.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';
import { child, textOf } from '../xmlTree.ts';

/** Objects and namespaces that an org only has with a paid feature. */
const LICENSED =
    /^(Api|Report|ListView|Login|LoginAs|Lightning|Uri|Logout|Mobile\w*|BulkApiResult|PermissionSet|FileEvent|IdentityVerification|IdentityProvider|ConcurLongRunApex)Event(Stream|Store)?$|^(Api|Report|Login|GuestUser|Universal)Anomaly(Event)(Store)?$|^(CredentialStuffing|SessionHijacking)Event(Store)?$|^(aiplatform|TxnSecurity)\b/i;

export const projectPolicies: readonly Rule[] = [
    {
        id: 'policy/api-version',
        title: 'Every component is of the API version of the project',
        why: 'The version decides how Apex behaves: from 67 the database runs in user mode.',
        mend: 'Set <apiVersion> to the version of config/deploy-check.json.',
        optional: true,
        check: ({ components, configuration, project }) =>
            components.flatMap(({ path, xml }): Fault[] => {
                const wanted = configuration.apiVersion ?? project.sourceApiVersion;
                const version = child(xml, 'apiVersion');
                return version !== null && Number(version.text) !== Number(wanted)
                    ? [faultAt(path, version, `Version ${version.text.trim()} is not ${wanted}.`)]
                    : [];
            })
    },
    {
        id: 'policy/platform-event-count',
        title: 'The project has few platform events',
        why: 'A Developer Edition has 5 event definitions in all.',
        mend: 'Carry the signal on an event that exists.',
        optional: true,
        check: (context) => {
            const most = context.configuration.maxPlatformEvents;
            const events = context.ofType('CustomObject').filter(({ name }) => name.endsWith('__e'));
            return most === null
                ? []
                : events
                      .slice(most)
                      .map(({ path, xml, name }) =>
                          faultAt(path, xml, `${name} is event ${events.length} of at most ${most}.`)
                      );
        }
    },
    {
        id: 'policy/scheduled-class-count',
        title: 'The project has few scheduled classes',
        why: 'A Developer Edition has 5 scheduled jobs in all.',
        mend: 'Let one scheduled dispatcher run the work.',
        optional: true,
        check: ({ apexUnits, configuration }) => {
            const most = configuration.maxScheduledClasses;
            const scheduled = apexUnits.flatMap(({ source, unit }) => {
                const type = unit.kind === 'TypeUnit' && unit.type.kind === 'Class' ? unit.type : null;
                const isScheduled =
                    type?.implements.some(({ names }) => names.at(-1)?.text.toLowerCase() === 'schedulable') ?? false;
                return type !== null && isScheduled ? [{ path: source.path, name: type.name }] : [];
            });
            return most === null
                ? []
                : scheduled
                      .slice(most)
                      .map(({ path, name }) =>
                          faultAt(
                              path,
                              name.span,
                              `${name.text} is scheduled class ${scheduled.length} of at most ${most}.`
                          )
                      );
        }
    },
    {
        id: 'policy/licensed-type',
        title: 'Licence-free folders name no licensed type',
        why: 'Without the licence the type does not exist, and the whole deployment fails.',
        mend: 'Reach it through a plug-in of an optional package, or by a dynamic query.',
        optional: true,
        check: (context) => [...licensedInApex(context), ...licensedInMetadata(context)]
    }
];

const isFree = (context: CheckContext, path: string): boolean =>
    context.configuration.licenceFreeFolders.some((folder) => path.startsWith(`${folder}/`));

/** Names of types stand in the text as words; strings and comments are no references. */
function licensedInApex(context: CheckContext): readonly Fault[] {
    return context.apexUnits
        .filter(({ source }) => isFree(context, source.path))
        .flatMap(({ source }) => {
            const code = source.text.replace(/'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (text) =>
                text.replace(/[^\n]/g, ' ')
            );
            return code
                .split('\n')
                .flatMap((line, row) =>
                    [...line.matchAll(/\b[A-Za-z]\w+/g)]
                        .filter(([word]) => LICENSED.test(word) && line[line.indexOf(word) - 1] !== '.')
                        .map((match) =>
                            faultAt(
                                source.path,
                                { line: row + 1, column: match.index + 1 },
                                `${match[0]} needs a licence.`
                            )
                        )
                );
        });
}

function licensedInMetadata(context: CheckContext): readonly Fault[] {
    return context.components
        .filter(({ path }) => isFree(context, path))
        .flatMap(({ type, path, xml }): Fault[] => {
            if (type === 'TransactionSecurityPolicy' || type === 'RealTimeEventSettings')
                return [faultAt(path, xml, `${type} needs a licence.`)];
            const encryption = child(xml, 'encryptionScheme');
            if (encryption !== null && encryption.text.trim() !== 'None')
                return [faultAt(path, encryption, 'Platform encryption needs a licence.')];
            const start = type === 'Flow' ? child(xml, 'start') : null;
            const object = start === null ? null : child(start, 'object');
            return object !== null && LICENSED.test(textOf(start ?? xml, 'object') ?? '')
                ? [faultAt(path, object, `${object.text.trim()} needs a licence.`)]
                : [];
        });
}
