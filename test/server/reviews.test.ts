import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplication, type TestApplication } from './support/application.ts';
import { cellsOf, markColumns } from './support/checklist.ts';

interface Item {
  readonly questionId: string;
  readonly version: number;
  readonly review: string;
  readonly text: string;
  readonly cell: string;
  readonly answer: { readonly text: string; readonly verdict: string; readonly status: string } | null;
  readonly candidates: readonly { readonly section: string; readonly quote: string }[];
}

let kotae: TestApplication;
let id: string;
const http = () => supertest(kotae.app);
const at = (path: string) => `/api/v1/questionnaires/${id}${path}`;
const items = async (): Promise<readonly Item[]> => (await http().get(at('/questions?limit=500'))).body.items;
const asking = async (words: string): Promise<Item> => {
  const found = (await items()).find(item => item.text.includes(words));
  if (!found) throw new Error(`no question asks about ${words}`);
  return found;
};
const patch = ({ questionId, version }: Item, body: object) =>
  http()
    .patch(at(`/questions/${questionId}`))
    .send({ version, ...body });
const detail = async ({ questionId }: Item) =>
  (
    await http()
      .get(at(`/questions/${questionId}`))
      .expect(200)
  ).body;
const final = async (query = '') =>
  cellsOf(
    (
      await http()
        .get(at(`/workbook?mode=final${query}`))
        .responseType('blob')
        .expect(200)
    ).body,
  );

beforeAll(async () => {
  kotae = await startApplication();
});
beforeEach(async () => {
  id = await kotae.answered();
});
afterAll(() => kotae.close());

describe('deciding a question', () => {
  it('approves, and what was approved is what goes out', async () => {
    const question = await asking('脆弱性');
    const { body } = await patch(question, { action: 'approve' }).expect(200);
    expect(body).toMatchObject({ review: 'approved', version: question.version + 1, also: [] });
    const cells = await final('&unreviewed=blank');
    expect(cells.get('D8')).toBe('×');
    expect(cells.get('E8')).toBe(body.answer.text);
    expect(cells.get('E8')).not.toContain('要確認');
  });

  it('takes a person’s own words and verdict', async () => {
    const question = await asking('脆弱性');
    await patch(question, { action: 'edit', text: '=1+1 担当が収集しています。', verdict: 'partial' }).expect(200);
    const cells = await final('&unreviewed=blank');
    expect(cells.get('D8')).toBe('△');
    expect(cells.get('E8')).toBe('=1+1 担当が収集しています。');
  });

  it('takes a word of the sheet’s own list, and no other', async () => {
    const question = await asking('脆弱性');
    await patch(question, { action: 'edit', option: '－' }).expect(200);
    expect((await final('&unreviewed=blank')).get('D8')).toBe('－');
    const { body } = await patch(await asking('脆弱性'), { action: 'edit', option: '◎' }).expect(400);
    expect(body.error.code).toBe('not-in-list');
  });

  it('quotes another candidate, and leaves the verdict to the person', async () => {
    const question = await asking('脆弱性');
    const { body } = await patch(question, { action: 'choose', citation: 1 }).expect(200);
    expect(body.review).toBe('edited');
    expect(body.answer.verdict).toBe('unknown');
    expect(body.answer.text).toContain(question.candidates[1]?.quote.slice(0, 20).split('\n')[0]);
    expect((await final('&unreviewed=blank')).has('D8')).toBe(false);
    const { section } = question.candidates[2] ?? { section: '' };
    await patch(await asking('脆弱性'), { action: 'choose', citation: section, verdict: 'yes' }).expect(200);
    expect((await final('&unreviewed=blank')).get('D8')).toBe('○');
    await patch(await asking('脆弱性'), { action: 'choose', citation: 9 }).expect(400);
  });

  it('leaves a rejected answer blank, also one that was sure', async () => {
    await patch(await asking('バックアップ'), { action: 'reject' }).expect(200);
    const cells = await final('&unreviewed=blank');
    expect(cells.has('D4')).toBe(false);
    expect(cells.has('E4')).toBe(false);
  });

  it('lets the final workbook out once every flagged question is decided', async () => {
    await http().get(at('/workbook?mode=final')).expect(409);
    for (const question of await items()) {
      if (question.review === 'needs-review') await patch(question, { action: 'approve' }).expect(200);
    }
    await http().get(at('/workbook?mode=final')).expect(200);
  });

  it('refuses what it cannot understand', async () => {
    const question = await asking('脆弱性');
    for (const body of [
      { action: 'dance' },
      { action: 'edit' },
      { action: 'edit', verdict: 'maybe' },
      { action: 'edit', text: 'あ'.repeat(32_768) },
      { action: 'choose' },
      { action: 'approve', version: 'new' },
    ]) {
      const response = await patch(question, body);
      expect([body, response.status]).toEqual([body, 400]);
    }
    await http().patch(at('/questions/0')).send({ action: 'approve', version: 1 }).expect(404);
    await http().patch(at('/questions/x')).send({ action: 'approve', version: 1 }).expect(404);
    expect((await asking('脆弱性')).version).toBe(question.version);
  });
});

describe('a sheet that wants a mark in a column', () => {
  beforeEach(async () => {
    id = await kotae.answered(await markColumns(), 'アンケート.xlsx');
  });

  it('offers its columns, also one that no verdict means, and the mark goes where the person says', async () => {
    const question = await asking('脆弱性');
    const { choices } = await detail(question);
    expect(choices.map((choice: { option: string }) => choice.option)).toEqual(['yes', 'no', 'na']);
    await patch(question, { action: 'edit', option: 'na', text: '対象外です。' }).expect(200);
    const cells = await final('&unreviewed=blank');
    const marks = ['C6', 'D6', 'E6'].map(cell => cells.get(cell) ?? '');
    expect(marks).toEqual(['', '', '○']);
    expect(cells.get('F6')).toBe('対象外です。');
    await patch(await asking('脆弱性'), { action: 'edit', option: 'partial' }).expect(400);
    await patch(await asking('脆弱性'), { action: 'edit', verdict: 'yes' }).expect(200);
    expect((await final('&unreviewed=blank')).get('C6')).toBe('○');
  });
});

describe('two people on one question', () => {
  it('the later is told, and nothing is overwritten', async () => {
    const seen = await asking('脆弱性');
    await patch(seen, { action: 'edit', text: '先の人の文。' }).expect(200);
    const { body } = await patch(seen, { action: 'edit', text: '後の人の文。' }).expect(409);
    expect(body.error.code).toBe('stale-version');
    expect((await asking('脆弱性')).answer?.text).toBe('先の人の文。');
  });

  it('of many at once, one wins', async () => {
    const seen = await asking('脆弱性');
    const tries = Array.from({ length: 8 }, (_, n) => patch(seen, { action: 'edit', text: `文${n}。` }));
    const statuses = (await Promise.all(tries)).map(response => response.status).sort();
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect((await detail(seen)).history).toHaveLength(1);
  });
});

describe('history and undo', () => {
  it('tells who did what, and takes steps back one after the other', async () => {
    const first = await asking('脆弱性');
    const send = (question: Item, body: object) =>
      patch(question, body).set('X-Kotae-User', encodeURIComponent('佐藤'));
    await send(first, { action: 'edit', text: '一。' }).expect(200);
    await send(await asking('脆弱性'), { action: 'edit', text: '二。' }).expect(200);
    await send(await asking('脆弱性'), { action: 'undo' }).expect(200);
    expect((await asking('脆弱性')).answer?.text).toBe('一。');
    await send(await asking('脆弱性'), { action: 'undo' }).expect(200);
    const back = await asking('脆弱性');
    expect(back).toMatchObject({ review: 'needs-review', answer: { text: first.answer?.text } });
    await send(back, { action: 'undo' }).expect(409);
    const { history } = await detail(back);
    expect(history.map((event: { action: string }) => event.action)).toEqual(['edit', 'edit', 'undo', 'undo']);
    expect(history.every((event: { actor: string; at: string }) => event.actor === '佐藤' && event.at)).toBe(true);
  });

  it('keeps notes and assignments, and takes them back too', async () => {
    await patch(await asking('脆弱性'), { action: 'note', note: '運用部に確認' }).expect(200);
    await patch(await asking('脆弱性'), { action: 'assign', assignee: '田中' }).expect(200);
    const assigned = await asking('脆弱性');
    expect(assigned).toMatchObject({ note: '運用部に確認', assignee: '田中', review: 'needs-review' });
    await patch(assigned, { action: 'undo' }).expect(200);
    expect(await asking('脆弱性')).toMatchObject({ note: '運用部に確認', assignee: '' });
  });
});

describe('many at once', () => {
  it('a question that stands twice is answered together when asked to, unless someone decided the other', async () => {
    const [first, second] = (await items()).filter(item => item.text.includes('操作ログ'));
    if (!first || !second) throw new Error('the question does not stand twice');
    expect((await detail(first)).same).toEqual([expect.objectContaining({ questionId: second.questionId })]);
    const { body } = await patch(first, {
      action: 'edit',
      verdict: 'yes',
      text: '保管しています。',
      together: true,
    }).expect(200);
    expect(body.also).toEqual([expect.objectContaining({ questionId: second.questionId, review: 'edited' })]);
    const again = (await items()).find(item => item.questionId === second.questionId);
    if (!again) throw new Error('the question is gone');
    await patch(again, { action: 'edit', text: '別の文。', together: true }).expect(200);
    const [kept] = (await items()).filter(item => item.questionId === first.questionId);
    expect(kept?.answer?.text).toBe('保管しています。');
  });

  it('a bulk approval takes what its preview showed, and names who was changed in between', async () => {
    const { body: preview } = await http().get(at('/approvals?confidence=0.8')).expect(200);
    expect(preview.items.map((item: Item) => item.review)).toEqual([
      'draft',
      'draft',
      'draft',
      'needs-review',
      'needs-review',
    ]);
    expect(preview.items.every((item: { confidence: number }) => item.confidence >= 0.8)).toBe(true);
    const [changed] = preview.items as readonly Item[];
    if (!changed) throw new Error('the preview is empty');
    await patch(changed, { action: 'edit', text: '先に直した。' }).expect(200);
    const questions = preview.items.map(({ questionId, version }: Item) => ({ questionId, version }));
    const { body } = await http().post(at('/approvals')).send({ questions }).expect(200);
    expect(body.approved).toHaveLength(4);
    expect(body.conflicts).toEqual([changed.questionId]);
    expect((await http().get(at('/approvals?confidence=0.8'))).body.items).toEqual([]);
    await http().get(at('/approvals?confidence=2')).expect(400);
    await http().post(at('/approvals')).send({ questions: [] }).expect(400);
  });
});

describe('a corrected layout', () => {
  it('is read anew; questions that stay keep their reviews, and the next workbook of the template is read so at once', async () => {
    const edited = await asking('脆弱性');
    await patch(edited, { action: 'edit', text: '直した文。' }).expect(200);
    const table = {
      headerRows: [3],
      columns: { number: 'A', category: ['B'], question: ['C'], verdict: null, comment: 'E', reference: null },
    };
    await http()
      .put(at('/layout'))
      .send({ sheets: [{ name: 'チェックシート', role: 'questions', tables: [table] }] })
      .expect(202);
    await kotae.desk.queue.idle();
    const now = await asking('脆弱性');
    expect(now).toMatchObject({ questionId: edited.questionId, review: 'edited', answer: { text: '直した文。' } });
    const cells = await final('&unreviewed=blank');
    expect(cells.get('E8')).toBe('直した文。');
    expect(cells.has('D4')).toBe(false);

    id = await kotae.answered(undefined, '次の版.xlsx');
    const { body } = await http().get(at('/layout')).expect(200);
    expect(body.sheets[0].tables[0].columns.verdict).toBeNull();
  });

  it('is shown before it counts, and nothing is stored by that', async () => {
    const correction = { sheets: [{ name: 'チェックシート', role: 'other' }] };
    const { body } = await http().post(at('/layout/preview')).send(correction).expect(200);
    expect(body.sheets[0]).toMatchObject({ role: 'other', questions: [] });
    expect((await http().get(at('/layout'))).body.sheets[0].questions).toHaveLength(10);
  });

  it('is refused when it names no sheet of the workbook, or no question is left', async () => {
    const send = (sheets: readonly object[]) => http().put(at('/layout')).send({ sheets });
    await send([{ name: 'ない', role: 'other' }]).expect(400);
    await send([{ name: 'チェックシート', role: 'other' }]).expect(422);
    await send([{ name: 'チェックシート', role: 'maybe' }]).expect(400);
    expect((await items()).length).toBe(10);
  });
});
