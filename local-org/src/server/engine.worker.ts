import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './engine.ts';
import type { EngineOptions } from './protocol.ts';

openEngine(parentPort!, (workerData as { options: EngineOptions }).options);
