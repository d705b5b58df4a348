import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplication, type TestApplication } from './support/application.ts';
import { cellsOf, checklist, LINES } from './support/checklist.ts';
import { scriptedTasks } from './support/scripted-tasks.ts';

let kotae: TestApplication;
const http = () => supertest(kotae.app);
const BASE = '/api/v1/questionnaires';

beforeAll(async () => {
  kotae = await startApplication();
});
afterAll(() => kotae.close());

describe('taking a workbook in', () => {
  it('answers 201 with the address, then answers every question in the background', async () => {
    const created = await http()
      .post(BASE)
      .field('service', 'idcf-cloud')
      .attach('file', await checklist(), '確認表.xlsx')
      .expect(201);
    expect(created.headers.location).toBe(`${BASE}/${created.body.id}`);
    await kotae.desk.queue.idle();
    const { body } = await http().get(`${BASE}/${created.body.id}`).expect(200);
    expect(body).toMatchObject({ fileName: '確認表.xlsx', service: 'idcf-cloud', status: 'ready' });
    expect(body.progress).toEqual({ done: LINES.length, total: LINES.length });
    const { questions, answered, review, noEvidence, prefilled } = body.counts;
    expect(prefilled).toBe(1);
    expect(answered + review + noEvidence + prefilled).toBe(questions);
    expect(body).not.toHaveProperty('error');
  });

  it('keeps the original under its id alone, whatever the file is called', async () => {
    const id = await kotae.answered(await checklist(), '../../etc/passwd.xlsx');
    expect(await readdir(join(kotae.dataDir, 'uploads'))).toContain(id);
    const { body } = await http().get(`${BASE}/${id}`).expect(200);
    expect(body.fileName).toBe('passwd.xlsx');
  });

  it('refuses what it cannot take, each with its status and a reason in both languages, and keeps nothing of it', async () => {
    const before = await readdir(join(kotae.dataDir, 'uploads'));
    const post = (bytes: Buffer, name: string, service = 'idcf-cloud') =>
      http().post(BASE).field('service', service).attach('file', bytes, name);
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(1016),
      Buffer.from('Workbook', 'utf16le'),
      Buffer.alloc(2000),
    ]);
    const good = await checklist();
    const noQuestion = await checklist([]);
    const cases = [
      [await post(Buffer.from('%PDF-1.7 nothing'), 'a.pdf'), 415],
      [await post(ole, 'old.xls'), 422],
      [await post(good.subarray(0, good.length / 2), 'cut.xlsx'), 422],
      [await post(noQuestion, 'none.xlsx'), 422],
      [await post(good, 'good.xlsx', 'no-such-service'), 400],
      [await post(Buffer.alloc(30_000_001), 'big.xlsx'), 413],
      [await http().post(BASE).field('service', 'idcf-cloud'), 400],
      [await http().post(BASE).attach('file', good, 'good.xlsx'), 400],
      [await http().get(`${BASE}/00000000-0000-4000-8000-000000000000`), 404],
      [await http().get('/api/v1/nothing'), 404],
    ] as const;
    for (const [response, status] of cases) {
      expect(response.status).toBe(status);
      expect(response.body.error.code).toMatch(/^[a-z-]+$/);
      expect(response.body.error.message).toMatch(/[ぁ-ん]/);
      expect(response.body.error.messageEn).toMatch(/^[\x20-\x7e“”’…「」]+/);
    }
    expect(await readdir(join(kotae.dataDir, 'uploads'))).toEqual(before);
    expect(kotae.faults).toEqual([]);
  });

  it('waits for a look at the layout when asked to, also where no question was found', async () => {
    const { body } = await http()
      .post(BASE)
      .field({ service: 'idcf-cloud', checkLayout: 'true' })
      .attach('file', await checklist([]), 'none.xlsx')
      .expect(201);
    expect((await http().get(`${BASE}/${body.id}`)).body.status).toBe('layout');
    await http().post(`${BASE}/${body.id}/answers`).expect(422);
  });

  it('tells progress as server-sent events until the questionnaire is ready', async () => {
    const id = await kotae.answered();
    const { text, headers } = await http().get(`${BASE}/${id}/events`).expect(200);
    expect(headers['content-type']).toContain('text/event-stream');
    const last = JSON.parse(
      text
        .trim()
        .split('\n\n')
        .at(-1)
        ?.replace(/^data: /, '') ?? '',
    );
    expect(last).toMatchObject({ id, status: 'ready' });
  });

  it('notes customer, due date and owner, and refuses a due date that is none', async () => {
    const id = await kotae.answered();
    const { body } = await http()
      .patch(`${BASE}/${id}`)
      .send({ customer: '株式会社見本', due: '2026-02-01', owner: '佐藤' })
      .expect(200);
    expect(body).toMatchObject({ customer: '株式会社見本', due: '2026-02-01', owner: '佐藤' });
    await http().patch(`${BASE}/${id}`).send({ due: '来週' }).expect(400);
    expect((await http().patch(`${BASE}/${id}`).send({ due: null })).body.due).toBeNull();
  });

  it('removes a questionnaire with its original', async () => {
    const id = await kotae.answered();
    await http().delete(`${BASE}/${id}`).expect(204);
    await http().get(`${BASE}/${id}`).expect(404);
    expect(await readdir(join(kotae.dataDir, 'uploads'))).not.toContain(id);
  });
});

describe('a server with its hands full', () => {
  it('answers 429 once fifty questionnaires wait, and takes the next one when they are done', async () => {
    let free = () => {};
    const freed = new Promise<void>(resolve => {
      free = resolve;
    });
    const tasks = scriptedTasks();
    const busy = await startApplication({
      ...tasks,
      answer: async batch => {
        await freed;
        return tasks.answer(batch);
      },
    });
    const bytes = await checklist(LINES.slice(0, 3));
    const post = () => supertest(busy.app).post(BASE).field('service', 'idcf-cloud').attach('file', bytes, 'a.xlsx');
    for (let n = 0; n < 50; n += 1) await post().expect(201);
    const refused = await post().expect(429);
    expect(refused.body.error.code).toBe('busy');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    free();
    await busy.desk.queue.idle();
    await post().expect(201);
    await busy.close();
  });
});

describe('questions', () => {
  it('come in reading order, page by page, each with text, answer, review and version', async () => {
    const id = await kotae.answered();
    const first = (await http().get(`${BASE}/${id}/questions?limit=4`).expect(200)).body;
    const second = (await http().get(`${BASE}/${id}/questions?limit=100&cursor=${first.next}`).expect(200)).body;
    expect(first.items).toHaveLength(4);
    expect(second.next).toBeNull();
    const texts = [...first.items, ...second.items].map(item => item.text);
    expect(texts).toEqual(LINES.map(line => line.text));
    for (const item of first.items) {
      expect(item).toMatchObject({
        version: expect.any(Number),
        review: expect.stringMatching(/^(draft|needs-review)$/),
      });
      expect(item.answer.confidence).toBeGreaterThanOrEqual(0);
      for (const citation of item.answer.citations) expect(citation.quote.length).toBeGreaterThan(0);
    }
  });

  it('are filtered by the status of the answer or of the review', async () => {
    const id = await kotae.answered();
    const { counts } = (await http().get(`${BASE}/${id}`)).body;
    const review = (await http().get(`${BASE}/${id}/questions?status=review`)).body.items;
    expect(review).toHaveLength(counts.review);
    const needs = (await http().get(`${BASE}/${id}/questions?status=needs-review`)).body.items;
    expect(needs.map((q: { questionId: string }) => q.questionId)).toEqual(
      review.map((q: { questionId: string }) => q.questionId),
    );
    await http().get(`${BASE}/${id}/questions?limit=0`).expect(400);
    await http().get(`${BASE}/${id}/questions?cursor=x`).expect(400);
  });

  it('quote exact words of a passage that the service discloses', async () => {
    const id = await kotae.answered();
    const { items } = (await http().get(`${BASE}/${id}/questions`)).body;
    for (const { questionId } of items) {
      const { candidates, passages } = (await http().get(`${BASE}/${id}/questions/${questionId}`)).body;
      candidates.forEach((citation: { quote: string }, at: number) => {
        expect(passages[at].text).toContain(citation.quote);
      });
    }
  });
});

describe('the filled workbook', () => {
  it('comes back under its own name, with exactly the edits of the report in it', async () => {
    const id = await kotae.answered(undefined, '確認表 v2.xlsx');
    const { report, workbook } = {
      report: (await http().get(`${BASE}/${id}/report`).expect(200)).body,
      workbook: await http().get(`${BASE}/${id}/workbook?mode=draft`).responseType('blob').expect(200),
    };
    expect(decodeURIComponent(workbook.headers['content-disposition'] ?? '')).toContain('確認表 v2_回答案.xlsx');
    const before = await cellsOf(await checklist());
    const after = await cellsOf(workbook.body);
    const changed = [...after].filter(([cell, text]) => before.get(cell) !== text).map(([cell]) => cell);
    expect(report.edits.length).toBeGreaterThan(0);
    expect(changed.sort()).toEqual(report.edits.map((e: { cell: string }) => e.cell).sort());
    for (const { cell, value } of report.edits) expect(after.get(cell)).toBe(value);
    expect(after.get('D11')).toBe('○');
  });

  it('is refused as final, with the list, while something needs review, and goes out with blanks when told so', async () => {
    const id = await kotae.answered();
    const { counts } = (await http().get(`${BASE}/${id}`)).body;
    expect(counts.review).toBeGreaterThan(0);
    const refused = await http().get(`${BASE}/${id}/workbook?mode=final`).expect(409);
    expect(refused.body.error.questions).toHaveLength(counts.review);
    const blank = await http()
      .get(`${BASE}/${id}/workbook?mode=final&unreviewed=blank`)
      .responseType('blob')
      .expect(200);
    const cells = [...(await cellsOf(blank.body)).values()];
    expect(cells.some(text => text.startsWith('【要確認】'))).toBe(false);
    const { body } = await http().get(`${BASE}/${id}/exports`).expect(200);
    expect(body.items[0]).toMatchObject({ kind: 'final', leftBlank: counts.review });
    await http().get(`${BASE}/${id}/workbook?mode=other`).expect(400);
  });

  it('for colleagues is a new one, with a line a question, its evidence and a link to its cell', async () => {
    const id = await kotae.answered(undefined, "確認 '表'.xlsx");
    const review = await http().get(`${BASE}/${id}/review-workbook`).responseType('blob').expect(200);
    expect(decodeURIComponent(review.headers['content-disposition'] ?? '')).toContain("確認 '表'_確認用.xlsx");
    const cells = await cellsOf(review.body);
    expect([1, 2].map(row => cells.get(`D${row}`))).toEqual(['質問', LINES[0]?.text]);
    expect(cells.get('B2')).toBe('チェックシート!C4');
    expect(cells.get('I2')).toMatch(/^(CLD\.)?\d+(\.\d+)+$|^sec\./);
    expect(cells.get('J2')?.length).toBeGreaterThan(0);
    expect(cells.get(`D${LINES.length + 1}`)).toBe(LINES.at(-1)?.text);
    const { body } = await http().get(`${BASE}/${id}/exports`);
    expect(body.items[0]).toMatchObject({ kind: 'review', cells: 0 });
  });
});
