import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { longChecklist } from './support/checklist.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let dataDir: string;
let child: ChildProcess | undefined;
let address = '';

/** Starts the real server over the data folder and waits until it says where it listens. */
async function start(): Promise<void> {
  const args = ['--import', 'tsx', 'server/cli/main.ts', '--data', dataDir, 'serve', '--port', '0'];
  const started = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  address = await new Promise<string>((resolve, reject) => {
    started.stdout.on('data', data => {
      const found = /Kotae: (http:\S+)/.exec(String(data));
      if (found?.[1]) resolve(found[1]);
    });
    started.once('exit', code => reject(new Error(`the server ended with ${code}`)));
  });
}

/** Ends it as a power cut would. */
async function kill(): Promise<void> {
  const ending = child;
  if (!ending) return;
  const gone = new Promise(resolve => ending.once('exit', resolve));
  ending.kill('SIGKILL');
  await gone;
  child = undefined;
}

/** The parts of the API's answers that are looked at. */
interface Body {
  readonly status: string;
  readonly progress: { readonly done: number; readonly total: number };
  readonly items: readonly { readonly questionId: string; readonly version: number }[];
  readonly history: readonly unknown[];
}

const get = async (path: string): Promise<Body> => (await fetch(`${address}/api/v1${path}`)).json() as Promise<Body>;
const until = async (path: string, met: (body: Body) => boolean) => {
  for (;;) {
    const body = await get(path);
    if (met(body)) return body;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kotae-kill-'));
});
afterAll(async () => {
  await kill();
  await rm(dataDir, { recursive: true, force: true });
});

it('a server killed while answering goes on where it was; killed while reviewing, it has every acknowledged step', async () => {
  const total = 400;
  await start();
  const form = new FormData();
  form.set('service', 'idcf-cloud');
  form.set('file', new Blob([new Uint8Array(await longChecklist(total))]), 'long.xlsx');
  const created = await fetch(`${address}/api/v1/questionnaires`, { method: 'POST', body: form });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  const path = `/questionnaires/${id}`;
  const seen = await until(path, body => body.progress.done > 0);
  await kill();
  expect(seen.progress.done).toBeLessThan(total);

  await start();
  expect((await get(path)).progress.done).toBeGreaterThanOrEqual(seen.progress.done);
  const ready = await until(path, body => body.status === 'ready' || body.status === 'failed');
  expect(ready).toMatchObject({ status: 'ready', progress: { done: total, total } });

  const { items } = await get(`${path}/questions?limit=${total}`);
  const acknowledged = new Map<string, string>();
  const reviewing = (async () => {
    for (const { questionId, version } of items) {
      const text = `確認した文 ${questionId}`;
      const answer = await fetch(`${address}/api/v1${path}/questions/${questionId}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ action: 'edit', version, text }),
      });
      if (answer.status === 200) acknowledged.set(questionId, text);
    }
  })().catch(() => undefined);
  while (acknowledged.size < 60) await new Promise(resolve => setTimeout(resolve, 5));
  await kill();
  await reviewing;
  expect(acknowledged.size).toBeLessThan(total);

  await start();
  const after = new Map((await get(`${path}/questions?limit=${total}`)).items.map(item => [item.questionId, item]));
  for (const [questionId, text] of acknowledged) {
    expect(after.get(questionId)).toMatchObject({ review: 'edited', answer: { text } });
    expect((await get(`${path}/questions/${questionId}`)).history).toHaveLength(1);
  }
});
