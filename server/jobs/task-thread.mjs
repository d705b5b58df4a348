// Where the worker thread begins: a plain module that teaches the thread to load TypeScript, whatever its parent was run by
// (tsx, vitest); a thread does not inherit that.
import { register } from 'tsx/esm/api';

register();
await import('./task-worker.ts');
