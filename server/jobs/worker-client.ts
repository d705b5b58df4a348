import { Worker } from 'node:worker_threads';
import { InputError } from '../../knowledge/errors.ts';
import type { Tasks } from './tasks.ts';
import { receiveError, type TaskReply } from './worker-protocol.ts';

/** Tasks done in a thread of their own. */
export interface TaskThread extends Tasks {
  /** Ends the thread; what is under way fails. */
  close(): Promise<void>;
}

/** Longest time for one task; a workbook that takes longer is refused. Seconds. */
const TIME_LIMIT = 120;
/** Heap of the thread; beyond it the thread dies alone, the server lives on. MB. */
const HEAP_LIMIT = 1024;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a thread that does tasks one after the other. A thread that dies or takes too long is replaced by a new one; the
 * task at hand fails with an InputError `too-costly`.
 */
export function startTaskThread(timeLimit = TIME_LIMIT): TaskThread {
  const pending = new Map<number, Pending>();
  let next = 0;
  let worker: Worker | undefined;

  const failAll = (error: Error) => {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./task-thread.mjs', import.meta.url), {
      // Nothing of the parent's loaders; task-thread.mjs brings its own.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT },
    });
    started.on('message', (reply: TaskReply) => {
      const waiting = pending.get(reply.id);
      pending.delete(reply.id);
      if ('error' in reply) waiting?.reject(receiveError(reply.error));
      else waiting?.resolve(reply.value);
    });
    started.on('error', error => {
      const code = (error as NodeJS.ErrnoException).code;
      failAll(code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly() : error);
    });
    started.on('exit', () => {
      if (worker === started) worker = undefined;
      failAll(tooCostly());
    });
    // The thread alone must not keep the process alive.
    started.unref();
    return started;
  };

  const run = <T>(task: keyof Tasks, input: unknown): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      worker ??= start();
      const id = next++;
      const timer = setTimeout(() => {
        const late = worker;
        worker = undefined;
        void late?.terminate();
      }, timeLimit * 1000);
      const settle = () => clearTimeout(timer);
      pending.set(id, {
        resolve: value => {
          settle();
          resolve(value as T);
        },
        reject: error => {
          settle();
          reject(error);
        },
      });
      worker.postMessage({ id, task, input });
    });

  // One after the other, so that the time limit counts a task's own time and not its wait for others.
  let before: Promise<unknown> = Promise.resolve();
  const ask = <T>(task: keyof Tasks, input: unknown): Promise<T> => {
    const asked = before.then(() => run<T>(task, input));
    before = asked.catch(() => undefined);
    return asked;
  };

  return {
    inspect: input => ask('inspect', input),
    readDisclosure: input => ask('readDisclosure', input),
    picture: input => ask('picture', input),
    answer: input => ask('answer', input),
    fill: input => ask('fill', input),
    review: input => ask('review', input),
    close: async () => {
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}

const tooCostly = (): InputError =>
  new InputError(
    'too-costly',
    'このファイルの処理に時間かメモリがかかりすぎるため中止しました。質問のあるシートだけを残して、もう一度試してください。',
    'This file takes too much time or memory and was given up. Keep only the sheets with questions and try again.',
  );
