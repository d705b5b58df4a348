import type { AddressInfo } from 'node:net';
import { InputError } from '../../knowledge/errors.ts';
import type { Config, Secrets } from '../config.ts';
import { createAnsweringQueue } from '../jobs/answering-queue.ts';
import { startTaskThread } from '../jobs/worker-client.ts';
import type { Desk } from '../services/desk.ts';
import { originalsIn } from '../services/originals.ts';
import type { Database } from '../store/database.ts';
import { listQuestionnaires } from '../store/questionnaire-store.ts';
import { createApp } from './app.ts';

/** A web application that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** Ends requests and jobs; what is unfinished is taken up at the next start. */
  close(): Promise<void>;
}

/**
 * Starts the web application: one thread answers, another reads and fills workbooks while a person waits.
 * @throws InputError `cannot-listen` when the port is taken or not allowed
 */
export async function startServer(
  db: Database,
  { dataDir, host, port, password }: Config & Secrets,
  report: (fault: unknown) => void,
): Promise<RunningServer> {
  const answering = startTaskThread();
  const tasks = startTaskThread();
  const queue = createAnsweringQueue(db, answering, report);
  const desk: Desk = { db, originals: originalsIn(dataDir), tasks, queue, now: () => new Date().toISOString() };
  const app = createApp(desk, { host, password, report });
  const server = await new Promise<ReturnType<typeof app.listen>>((resolve, reject) => {
    const starting = app.listen(port, host);
    starting.once('listening', () => resolve(starting));
    starting.once('error', reject);
  }).catch(async (cause: NodeJS.ErrnoException) => {
    throw new InputError(
      'cannot-listen',
      `${host}:${port} で待ち受けできません（${cause.code}）。--port か --host を変えてください。`,
      `Cannot listen on ${host}:${port} (${cause.code}). Change --port or --host.`,
    );
  });
  await desk.originals.sweep(new Set((await listQuestionnaires(db)).map(q => q.id)));
  await queue.resume();
  const at = server.address() as AddressInfo;
  const name = at.family === 'IPv6' ? `[${at.address}]` : at.address;
  return {
    address: `http://${name}:${at.port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all([queue.close(), answering.close(), tasks.close()]);
    },
  };
}
