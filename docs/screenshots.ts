// Takes the pictures of the README anew: `npx tsx docs/screenshots.ts`. Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../server/http/start.ts';
import { loadBundled } from '../server/services/knowledge-service.ts';
import { openDatabase } from '../server/store/database.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const dataDir = await mkdtemp(join(tmpdir(), 'kotae-pictures-'));
const db = await openDatabase(dataDir);
await loadBundled(db, new Date().toISOString());
const server = await startServer(db, { dataDir, host: '127.0.0.1', port: 0, password: null }, console.error);
const questionnaires = `${server.address}/api/v1/questionnaires`;

/** Uploads the sample under a name, for a service and a customer, and waits for its answers. */
async function answer(name: string, service: string, customer: string, due: string, owner: string): Promise<string> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ service, customer, due, owner })) form.set(field, value);
  form.set('file', new Blob([await readFile(path('../workbooks/sample/security-checklist.xlsx'))]), name);
  const { id } = (await (await fetch(questionnaires, { method: 'POST', body: form })).json()) as { id: string };
  // The stream of events ends when the questionnaire is ready.
  await (await fetch(`${questionnaires}/${id}/events`)).text();
  return id;
}

const next = new Date(Date.now() + 9 * 24 * 3600 * 1000).toISOString().slice(0, 10);
await answer('外部サービス利用確認票.xlsx', 'iij-docex', '株式会社みほん銀行', next, '田中');
await answer('委託先セキュリティ調査.xlsx', 'tatsujin-cube', 'みほん市役所', '', '鈴木');
const shown = await answer('セキュリティチェックシート.xlsx', 'idcf-cloud', '株式会社みほん商事', next, '佐藤');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'ja-JP', colorScheme: 'light' });
await page
  .context()
  .addCookies([{ name: 'kotae_user', value: encodeURIComponent('佐藤'), url: server.address, sameSite: 'Lax' }]);
await page.goto(`${server.address}/questionnaires/${shown}`);
await page.waitForSelector('#desk[data-ready]');
// Some of it decided, as on a working day: the surest ones approved.
const { items } = (await (await fetch(`${questionnaires}/${shown}/approvals?confidence=0.75`)).json()) as {
  items: { questionId: string; version: number }[];
};
if (items.length > 0) {
  const questions = items.map(({ questionId, version }) => ({ questionId, version }));
  await fetch(`${questionnaires}/${shown}/approvals`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Kotae-User': encodeURIComponent('佐藤') },
    body: JSON.stringify({ questions }),
  });
}
await page.reload();
await page.waitForSelector('#desk[data-ready]');
await page.screenshot({ path: path('desk.png') });
await page.goto(server.address);
await page.screenshot({ path: path('home.png') });
await browser.close();
await server.close();
await db.destroy();
await rm(dataDir, { recursive: true, force: true });
