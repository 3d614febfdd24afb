// A TypeScript entry of a child process, named by its first argument: the loader is found wherever the process was started.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
