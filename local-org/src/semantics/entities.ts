import type { BoundExpression } from './bound.ts';
import type { ApexType } from './types.ts';

/**
 * What a name or a dotted name stands for before it is used. Some names are a type and a namespace at once (`Database`,
 * `Messaging`); which, the next name decides.
 */
export type Entity =
    | {
          readonly kind: 'value';
          readonly value: BoundExpression;
          /** set when the value was a bare name that is a type's name, too */ readonly type?: ApexType;
      }
    | { readonly kind: 'type'; readonly type: ApexType; readonly namespace: string | null }
    | { readonly kind: 'namespace'; readonly name: string }
    | { readonly kind: 'labels' }
    | { readonly kind: 'pages' }
    /** `Account.fields`, `SObjectType.Account.fields`, `…FieldSets` */
    | {
          readonly kind: 'objectMembers';
          readonly of: 'fields' | 'fieldSets';
          readonly object: string;
          readonly describe: boolean;
      };

export const valueEntity = (value: BoundExpression): Entity => ({ kind: 'value', value });
