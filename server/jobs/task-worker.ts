import { parentPort } from 'node:worker_threads';
import { localTasks, type Tasks } from './tasks.ts';
import { sendError, type TaskReply, type TaskRequest } from './worker-protocol.ts';

// The worker thread: does one task after the other, in the order in which they were asked for.
const tasks: Tasks = localTasks();
let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: TaskRequest) => {
  before = before.then(async () => parentPort?.postMessage(await reply(request)));
});

async function reply({ id, task, input }: TaskRequest): Promise<TaskReply> {
  try {
    // The client (worker-client.ts) pairs each task with its own input.
    const run = tasks[task] as (input: unknown) => Promise<unknown>;
    return { id, value: await run(input) };
  } catch (error) {
    return { id, error: sendError(error) };
  }
}
