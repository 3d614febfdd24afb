// Node 20 does not load a TypeScript entry in a worker thread: this one registers the loader first.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
