export { ApexIterator } from './iterator.ts';
export { ApexList } from './list.ts';
export { ApexMap } from './map.ts';
export { ApexSet } from './set.ts';
