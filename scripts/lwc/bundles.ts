import { globSync, readdirSync } from 'node:fs';
export interface Bundle {}
