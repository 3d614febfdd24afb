import type { ApexType } from '../../semantics/types.ts';
import { sameType } from '../../semantics/types.ts';
import { extendsOrImplements, implementsPlatformType, inheritsException } from '../instances.ts';

/** May a variable of type `target` hold a value of type `source`? As Type.isAssignableFrom answers. */
export function isAssignable(target: ApexType, source: ApexType): boolean {
    if (target.kind === 'object' || sameType(target, source)) return true;
    if (target.kind === 'sobject' && source.kind === 'sobject') return target.name === null;
    if (target.kind === 'class' && source.kind === 'class') return extendsOrImplements(source.symbol, target.symbol);
    if (target.kind === 'platform' && source.kind === 'class')
        return implementsPlatformType(source.symbol, target.name);
    if (target.kind === 'platform' && source.kind === 'platform') return inheritsException(source.name, target.name);
    if (target.kind === 'list' && source.kind === 'list') return isAssignable(target.element, source.element);
    return false;
}
