import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import supertest from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellsOf, checklist } from '../server/support/checklist.ts';
import { hasChromium, type Stage, setStage } from './chromium.ts';

const ready = (page: Page) => page.waitForSelector('#desk[data-ready]');
const shownQuestion = async (page: Page) => (await page.textContent('#detail .question-text')) ?? '';
const questionIs = (page: Page, words: string) => page.locator('.question-text', { hasText: words }).waitFor();
const questionIsNot = (page: Page, words: string) =>
  page.locator('.question-text').filter({ hasNotText: words }).waitFor();
const toastSays = (page: Page, words: string) => page.locator('#toast', { hasText: words }).waitFor();
const idOf = (page: Page) => /questionnaires\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

describe.skipIf(!hasChromium)('in a real browser', () => {
  let stage: Stage;
  let folder: string;
  beforeEach(async () => {
    stage = await setStage();
    folder = await mkdtemp(join(tmpdir(), 'kotae-browser-'));
    await writeFile(join(folder, '確認表.xlsx'), await checklist());
  });
  afterEach(async () => {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a workbook goes the whole way: drop, correct a column, review by keyboard, export', async () => {
    const page = await stage.open('/');
    // Drop the file on the page as a person does with the mouse.
    const bytes = [...(await checklist())];
    const transfer = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(${JSON.stringify(bytes)})], '確認表.xlsx'));
      return data;
    })()`);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
    expect(await page.textContent('#drop-name')).toBe('確認表.xlsx');
    await page.selectOption('select[name=service] >> nth=0', 'idcf-cloud');
    await page.check('[name=checkLayout]');
    await page.click('#submit');

    // The layout as read; the person takes the verdict column away and brings it back.
    await page.waitForURL(/\/layout$/);
    await page.waitForSelector('#picture table');
    const column = (letters: string) => page.locator(`#picture [data-column="${letters}"]`);
    expect(await column('C').inputValue()).toBe('question');
    expect(await column('D').inputValue()).toBe('verdict');
    await column('C').selectOption('none');
    await expect.poll(() => page.textContent('#sheets')).toContain('0 問');
    await column('C').selectOption('question');
    await expect.poll(() => page.textContent('#sheets')).toContain('10 問');
    await column('B').selectOption('none');
    expect(await page.textContent('#apply')).toContain('読み直して');
    await page.click('#apply');
    await page.waitForURL(/questionnaires\/[0-9a-f-]+$/);
    await ready(page);
    const id = idOf(page);
    const api = (path: string) => supertest(stage.kotae.app).get(`/api/v1/questionnaires/${id}${path}`);
    expect((await api('/questions')).body.items.every((q: { category: string }) => q.category === '')).toBe(true);

    // Worst first: the least sure of the flagged ones.
    expect(await shownQuestion(page)).toContain('多要素認証');
    await page.keyboard.press('2');
    expect(await page.getAttribute('.verdicts button >> nth=1', 'aria-pressed')).toBe('true');
    await page.keyboard.press('e');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('一部の管理者に適用しています。');
    await page.keyboard.press('Control+Enter');
    await questionIs(page, '脆弱性');

    // Another candidate; its verdict is the person's to give.
    await page.keyboard.press('c');
    await page.waitForSelector('.candidate.chosen[data-candidate="1"]');
    expect(await page.locator('.verdicts [aria-pressed=true]').count()).toBe(0);
    const quote = await page.textContent('.candidate.chosen mark');
    await page.keyboard.press('1');
    await page.keyboard.press('a');
    await questionIsNot(page, '脆弱性');

    // Leave blank, take it back, decide otherwise.
    const before = await shownQuestion(page);
    await page.keyboard.press('x');
    await questionIsNot(page, before);
    await page.keyboard.press('u');
    await questionIs(page, before);
    expect(before).toContain('国はどこ');
    await page.keyboard.press('a');
    await questionIsNot(page, before);

    // The question that stands twice, both at once.
    expect(await shownQuestion(page)).toContain('操作ログ');
    await page.keyboard.press('a');
    await toastSays(page, '1 件');

    // What is left is sure enough for one stroke, after a look at what it takes.
    await page.keyboard.press('b');
    await page.waitForSelector('#bulk[open] tbody tr');
    expect(await page.locator('#bulk tbody tr').count()).toBe(3);
    await page.click('#bulk-do');
    await page.waitForSelector('#bulk', { state: 'hidden' });
    const { body } = await api('');
    expect(body.reviews).toEqual({ draft: 2, 'needs-review': 0, approved: 6, edited: 2, rejected: 0 });

    // Out it goes, and holds what was decided.
    await page.click('.tabs a >> nth=2');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.card .primary[data-download]')]);
    expect(download.suggestedFilename()).toBe('確認表_回答.xlsx');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const cells = await cellsOf(Buffer.concat(chunks));
    const empty = await cellsOf(await checklist());
    expect(cells.get('D6')).toBe('△');
    expect(cells.get('E6')).toBe('一部の管理者に適用しています。');
    expect(cells.get('D8')).toBe('○');
    expect(cells.get('E8')?.replace(/\s/g, '')).toContain(quote?.replace(/\s/g, '').slice(0, 30));
    expect(cells.get('E7')).toBe(cells.get('E10'));
    expect(cells.has('E9')).toBe(false);
    for (const [cell, text] of empty) expect(cells.get(cell)).toBe(text);
    expect([...cells.values()].some(text => text.includes('要確認'))).toBe(false);
    await page.waitForSelector('#export table tbody tr');
    expect(stage.faults).toEqual([]);
  });

  it('of two tabs on one question the later is told, sees both texts and chooses', async () => {
    const id = await stage.kotae.answered();
    const one = await stage.open(`/questionnaires/${id}`);
    const two = await stage.open(`/questionnaires/${id}`);
    await Promise.all([ready(one), ready(two)]);
    const write = async (page: Page, text: string) => {
      await page.fill('#answer-text', text);
      await page.click('#decide');
    };
    await write(one, '先の人の文。');
    await questionIsNot(one, '多要素');
    await write(two, '後の人の文。');
    await two.waitForSelector('#conflict[open]');
    expect(await two.textContent('#their-text')).toBe('先の人の文。');
    expect(await two.textContent('#my-text')).toBe('後の人の文。');
    await two.click('#conflict button[value=theirs]');
    await expect.poll(() => two.inputValue('#answer-text')).toBe('先の人の文。');

    await write(one, '一つ目の決定。');
    await one.waitForTimeout(300);
    await two.keyboard.press('j');
    await questionIs(two, '脆弱性');
    await write(two, '二つ目の決定。');
    await two.waitForSelector('#conflict[open]');
    await two.click('#conflict button[value=mine]');
    await two.waitForSelector('#conflict', { state: 'hidden' });
    await questionIsNot(two, '脆弱性');
    const { body } = await supertest(stage.kotae.app).get(`/api/v1/questionnaires/${id}/questions`);
    const texts = body.items.map((q: { answer: { text: string } | null }) => q.answer?.text);
    expect(texts).toContain('先の人の文。');
    expect(texts).toContain('二つ目の決定。');
    expect(stage.faults).toEqual([]);
  });

  it('an unsaved text survives a look at another question, and a server that is away', async () => {
    const id = await stage.kotae.answered();
    const page = await stage.open(`/questionnaires/${id}`);
    await ready(page);
    await page.fill('#answer-text', '書きかけの文。');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await questionIs(page, '脆弱性');
    await page.keyboard.press('k');
    await questionIs(page, '多要素');
    expect(await page.inputValue('#answer-text')).toBe('書きかけの文。');
    await page.route('**/api/v1/**', route => route.abort());
    await page.click('#decide');
    await toastSays(page, '接続できません');
    expect(await page.inputValue('#answer-text')).toBe('書きかけの文。');
    await page.unroute('**/api/v1/**');
    await page.click('#decide');
    await toastSays(page, '保存');
    stage.faults.length = 0;
  });

  it('filters narrow the queue, keys can be switched off, and the small screen shows one pane at a time', async () => {
    const id = await stage.kotae.answered();
    const page = await stage.open(`/questionnaires/${id}`);
    await ready(page);
    const lines = page.locator('#list li');
    expect(await lines.count()).toBe(6);
    await page.selectOption('[name=state]', 'all');
    expect(await lines.count()).toBe(10);
    await page.fill('[name=text]', 'ﾊﾞｯｸｱｯﾌﾟ');
    expect(await lines.count()).toBe(1);
    await page.click('#filters [type=reset]');
    await page.click('.more-filters summary');
    await page.selectOption('[name=category]', '監査');
    expect(await lines.count()).toBe(1);
    await page.click('#filters [type=reset]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.uncheck('#use-keys');
    await page.keyboard.press('Escape');
    const before = await shownQuestion(page);
    await page.keyboard.press('j');
    await page.waitForTimeout(100);
    expect(await shownQuestion(page)).toBe(before);

    const phone = await stage.open(`/questionnaires/${id}`, { viewport: { width: 390, height: 800 } });
    await ready(phone);
    expect(await phone.isVisible('#detail')).toBe(false);
    await phone.click('#list button >> nth=1');
    await phone.waitForSelector('#detail .back', { state: 'visible' });
    expect(await phone.isVisible('#list')).toBe(false);
    await phone.click('.back');
    expect(await phone.isVisible('#list')).toBe(true);
    expect(stage.faults).toEqual([]);
  });

  it('a refused upload says why in place, and offers to name the columns where no question was found', async () => {
    const page = await stage.open('/');
    const give = async (name: string, content: Buffer) => {
      await page.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer: content });
      await page.selectOption('#upload select[name=service]', 'idcf-cloud');
      await page.click('#submit');
      await page.waitForSelector('#upload-error', { state: 'visible' });
      return page.textContent('#upload-error p');
    };
    expect(await give('文書.pdf', Buffer.from('%PDF-1.7'))).toContain('文書.pdf');
    expect(await page.isVisible('#name-layout')).toBe(false);
    expect(await give('空.xlsx', await checklist([]))).toContain('質問が見つかりません');
    await page.click('#name-layout');
    await page.waitForURL(/\/layout$/);
    stage.faults.length = 0;
  });

  it('a document is previewed, imported and found as one types', async () => {
    await writeFile(
      join(folder, 'mihon.md'),
      '# 見本クラウド\n\n## 12.3.1 情報のバックアップ\n\n毎日バックアップを取得します。\n\n## 12.4.1 イベントログ取得\n\n操作ログを取得しています。\n',
    );
    const page = await stage.open('/knowledge/import');
    await page.setInputFiles('[name=file]', join(folder, 'mihon.md'));
    await page.fill('[name=service]', 'mihon-cloud');
    await page.click('#preview');
    await page.waitForSelector('#found article');
    expect(await page.locator('#found article').count()).toBe(2);
    await page.click('#store');
    await page.click('#import-state a');
    await page.waitForURL(/services\/mihon-cloud$/);
    await page.fill('#search [name=q]', '操作ログ');
    await expect.poll(() => page.locator('#passages article').count()).toBe(1);
    expect(await page.textContent('#passages h3')).toContain('12.4.1');
    expect(stage.faults).toEqual([]);
  });
});
