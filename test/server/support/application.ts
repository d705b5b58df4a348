import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import supertest from 'supertest';
import { createApp } from '../../../server/http/app.ts';
import { createAnsweringQueue } from '../../../server/jobs/answering-queue.ts';
import type { Tasks } from '../../../server/jobs/tasks.ts';
import type { Desk } from '../../../server/services/desk.ts';
import { loadBundled } from '../../../server/services/knowledge-service.ts';
import { originalsIn } from '../../../server/services/originals.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { checklist } from './checklist.ts';
import { scriptedTasks } from './scripted-tasks.ts';

/** A web application over a data folder of its own. */
export interface TestApplication {
  readonly app: Express;
  readonly desk: Desk;
  readonly dataDir: string;
  /** What went to the log. */
  readonly faults: unknown[];
  /** Uploads a workbook for a bundled service and waits until it is answered; gives its id. */
  answered(bytes?: Buffer, fileName?: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts one; the tasks run in place, unless others are given. */
export async function startApplication(
  tasks: Tasks = scriptedTasks(),
  password: string | null = null,
): Promise<TestApplication> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kotae-test-'));
  const db = await openDatabase(dataDir);
  await loadBundled(db, '2026-01-05T09:00:00.000Z');
  const faults: unknown[] = [];
  const queue = createAnsweringQueue(db, tasks, fault => faults.push(fault));
  const desk: Desk = { db, originals: originalsIn(dataDir), tasks, queue, now: () => new Date().toISOString() };
  const app = createApp(desk, { host: '127.0.0.1', password, report: fault => faults.push(fault) });
  return {
    app,
    desk,
    dataDir,
    faults,
    async answered(bytes, fileName = 'チェックシート.xlsx') {
      const { body } = await supertest(app)
        .post('/api/v1/questionnaires')
        .field('service', 'idcf-cloud')
        .attach('file', bytes ?? (await checklist()), fileName)
        .expect(201);
      await queue.idle();
      return body.id;
    },
    async close() {
      await queue.close();
      await db.destroy();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
