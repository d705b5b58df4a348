import type { Page } from 'playwright-core';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checklist } from '../server/support/checklist.ts';
import { hasChromium, type Stage, setStage } from './chromium.ts';

const toastSays = (page: Page, words: string) => page.locator('#toast', { hasText: words }).waitFor();
/** What has the focus: its id or class. */
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id || document.activeElement.className');

describe.skipIf(!hasChromium)('the desk under a busy hand', () => {
  let stage: Stage;
  let id: string;
  let page: Page;
  const http = () => supertest(stage.kotae.app);
  const items = async () => (await http().get(`/api/v1/questionnaires/${id}/questions`)).body.items;
  beforeAll(async () => {
    stage = await setStage();
  });
  beforeEach(async () => {
    id = await stage.kotae.answered();
    page = await stage.open(`/questionnaires/${id}`);
    await page.waitForSelector('#desk[data-ready]');
  });
  afterAll(() => stage.close());

  it('keeps the focus in the question when a button decided it, so that a screen reader reads the next one', async () => {
    const first = await page.textContent('.question-text');
    await page.focus('#decide');
    await page.keyboard.press('Enter');
    await toastSays(page, '承認しました');
    await page
      .locator('.question-text')
      .filter({ hasNotText: first ?? '' })
      .waitFor();
    await expect.poll(() => focused(page)).toBe('question-text');
    await expect.poll(() => page.textContent('#announce')).toContain('承認しました');
  });

  it('saves the note that one leaves by pressing a button, and does what the button says', async () => {
    const first = await page.textContent('.question-text');
    await page.fill('#note', '運用部に確認する');
    await page.click('#decide');
    await toastSays(page, '承認しました');
    await expect
      .poll(async () => (await items()).find((q: { text: string }) => q.text === first))
      .toMatchObject({
        note: '運用部に確認する',
        review: 'approved',
      });
  });

  it('loses nothing that is typed while a note is being saved', async () => {
    await page.route('**/questions/*', async route => {
      if (route.request().method() === 'PATCH') await new Promise(resolve => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.fill('#note', 'メモ');
    await page.press('#note', 'Tab');
    expect(await focused(page)).toBe('assignee');
    await page.keyboard.type('田中');
    await toastSays(page, '保存しました');
    expect(await focused(page)).toBe('assignee');
    expect(await page.inputValue('#assignee')).toBe('田中');
    await page.press('#assignee', 'Enter');
    await expect.poll(async () => (await items()).some((q: { assignee: string }) => q.assignee === '田中')).toBe(true);
  });

  it('stays where the person went while a step was on its way', async () => {
    await page.route('**/questions/*', async route => {
      if (route.request().method() === 'PATCH') await new Promise(resolve => setTimeout(resolve, 400));
      await route.continue();
    });
    const lines = page.locator('#list button');
    const third = (await lines.nth(2).locator('.line-text').textContent()) ?? '';
    await page.keyboard.press('a');
    await lines.nth(2).click();
    await page.locator('.question-text', { hasText: third }).waitFor();
    await page.fill('#answer-text', '書きかけの文。');
    await toastSays(page, '承認しました');
    expect(await page.textContent('.question-text')).toBe(third);
    expect(await page.inputValue('#answer-text')).toBe('書きかけの文。');
  });

  it('tells on the export page why the final may not go out, where a colleague flagged a question since it was opened', async () => {
    for (const q of await items()) {
      if (q.review !== 'needs-review') continue;
      const step = { action: 'approve', version: q.version };
      await http().patch(`/api/v1/questionnaires/${id}/questions/${q.questionId}`).send(step).expect(200);
    }
    const exporting = await stage.open(`/questionnaires/${id}/export`);
    const { questionId, version } = (await items())[0];
    await http()
      .patch(`/api/v1/questionnaires/${id}/questions/${questionId}`)
      .send({ action: 'flag', version })
      .expect(200);
    await exporting.click('.card .primary[data-download]');
    await exporting.locator('#export-error', { hasText: '要確認の質問が1件' }).waitFor();
    expect(exporting.url()).toContain('/export');
    // The page has caught up: it offers what can be done now.
    const blank = exporting.locator('[data-download]', { hasText: '未確認の 1 件を空欄にして出力' });
    const [download] = await Promise.all([exporting.waitForEvent('download'), blank.click()]);
    expect(download.suggestedFilename()).toBe('チェックシート_回答.xlsx');
    await exporting.locator('[aria-labelledby=record-title] td', { hasText: '最終版' }).waitFor();
    expect(stage.faults).toEqual([]);
  });

  it('lets nobody answer for a service by oversight', async () => {
    const home = await stage.open('/');
    expect(await home.inputValue('#upload select[name=service]')).toBe('');
    await home.setInputFiles('#file', { name: 'a.xlsx', mimeType: 'application/zip', buffer: Buffer.from('x') });
    await home.click('#submit');
    // The browser itself asks for the service; nothing was sent.
    expect(await home.evaluate<boolean>("document.querySelector('#upload').checkValidity()")).toBe(false);
    expect(await home.isHidden('#upload-error')).toBe(true);
  });

  it('keeps the answer in view below a question of many hundred words', async () => {
    const text = `ログを取得していますか。${'また、その方法と頻度と責任者を説明してください。'.repeat(80)}`;
    const lines = [text, '通信を暗号化していますか。', '脆弱性に対応していますか。'].map((words, n) => ({
      number: String(n + 1),
      category: '分類',
      text: words,
    }));
    const long = await stage.open(`/questionnaires/${await stage.kotae.answered(await checklist(lines), '長文.xlsx')}`);
    await long.waitForSelector('#desk[data-ready]');
    await long.locator('#list button', { hasText: 'ログを取得' }).click();
    await long.locator('.question-text.long').waitFor();
    const box = await long.locator('#answer-text').boundingBox();
    expect(box?.y).toBeLessThan(860);
  });

  it('changes the language without forgetting what the page shows', async () => {
    const compare = await stage.open('/knowledge/compare?from=1&to=2');
    await compare.click('details.settings summary');
    await compare.click('.languages a[lang=en]');
    await compare.locator('h1', { hasText: 'Compare versions' }).waitFor();
    expect(compare.url()).toContain('from=1&to=2');
  });
});
