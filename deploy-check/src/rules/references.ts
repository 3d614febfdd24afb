import { indexOf, isOfOtherPackage } from '../componentIndex.ts';
import type { Component } from '../components.ts';
import type { CheckContext } from '../context.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';
import { at, type XmlElement } from '../xmlTree.ts';
import { referencePlaces, type Target } from './referencePlaces.ts';

interface Reference {
    readonly target: Target;
    readonly component: Component;
    readonly element: XmlElement;
    readonly name: string;
}

function unresolved(context: CheckContext): readonly Reference[] {
    return context.once('unresolvedReferences', () => {
        const index = indexOf(context);
        return context.components.flatMap((component) =>
            (referencePlaces.get(component.type) ?? []).flatMap(({ path, target }) =>
                at(component.xml, path)
                    .map((element) => ({ target, component, element, name: element.text.trim() }))
                    .filter(
                        ({ name }) => name !== '' && !isOfOtherPackage(name) && !target.exists(name, index, component)
                    )
            )
        );
    });
}

/** The rule that finds names of that kind which do not exist. */
export function referenceRule(id: string, title: string, why: string, mend: string): Rule {
    return {
        id,
        title,
        why,
        mend,
        check: (context) =>
            unresolved(context)
                .filter(({ target }) => target.rule === id)
                .map(({ component, element, name, target }): Fault => {
                    const message = `In field: ${element.name} - no ${target.noun} named ${name} found`;
                    return faultAt(component.path, element, message);
                })
    };
}

const NOT_IN_PROJECT = 'Correct the name, or add the component to the project.';

export const referenceRules: readonly Rule[] = [
    referenceRule(
        'reference/class',
        'Apex classes that metadata names exist',
        'Permission sets, policies, providers and schedules name classes; the platform looks them up when it saves.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/trigger',
        'Subscriber configurations name a trigger of the project',
        'A PlatformEventSubscriberConfig belongs to one Apex trigger.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/page',
        'Visualforce pages that metadata names exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/tab',
        'Tabs that metadata names exist',
        'Applications and permission sets show tabs by name.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/application',
        'Applications that metadata names exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule('reference/flow', 'Flows that metadata names exist', 'Names are looked up on save.', NOT_IN_PROJECT),
    referenceRule(
        'reference/layout',
        'Layouts that metadata names exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/record-type',
        'Record types that metadata names exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/custom-permission',
        'Custom permissions that metadata names exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/user-permission',
        'User permissions are permissions of the platform',
        'An unknown name is refused; names of Setup pages are not the API names.',
        'Use the API name, i.e. a Permissions… column of the PermissionSet object without its prefix.'
    ),
    referenceRule(
        'reference/permission-set',
        'Permission sets that metadata names exist',
        'Groups, muting and connected apps name permission sets.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/credential',
        'Credentials and their principals exist',
        'Named credentials and permission sets name external credentials and their principals.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/component',
        'Lightning components and pages that metadata names exist',
        'Pages, tabs, actions and overrides name components.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/quick-action',
        'Quick actions that metadata names exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/label',
        'Labels that translations name exist',
        'A translation of nothing is refused.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/value-set',
        'Global value sets that fields name exist',
        'A picklist takes its values from a set of that name.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/compact-layout',
        'Compact layouts that objects assign exist',
        'Names are looked up on save.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/metadata-object',
        'Objects that metadata names exist',
        'Tabs, actions, queues, pages and sharing rules name objects.',
        NOT_IN_PROJECT
    ),
    referenceRule(
        'reference/metadata-field',
        'Fields that metadata names exist',
        'Layouts, list views, compact layouts, field sets, pages and translations name fields.',
        'Correct the name, or add the field to the project.'
    )
];
