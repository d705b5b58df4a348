import { randomUUID } from 'node:crypto';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import Libsql from 'libsql';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplication, type TestApplication } from './support/application.ts';
import { cellsOf, checklist } from './support/checklist.ts';

interface Item {
  readonly questionId: string;
  readonly version: number;
  readonly review: string;
  readonly text: string;
  readonly prefilled: boolean;
  readonly answer: { readonly text: string; readonly status: string } | null;
}

let kotae: TestApplication;
let id: string;
const http = () => supertest(kotae.app);
const at = (path: string) => `/api/v1/questionnaires/${id}${path}`;
const items = async (): Promise<readonly Item[]> => (await http().get(at('/questions'))).body.items;
const asking = async (words: string): Promise<Item> => {
  const found = (await items()).find(item => item.text.includes(words));
  if (!found) throw new Error(`no question asks about ${words}`);
  return found;
};
const patch = ({ questionId, version }: Item, body: object) =>
  http()
    .patch(at(`/questions/${questionId}`))
    .send({ version, ...body });
const exportsSoFar = async (): Promise<number> => (await http().get(at('/exports'))).body.items.length;

async function listening(app: RequestListener) {
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>(resolve => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, close };
}

/** An upload that stops in the middle of its file. */
async function halfUpload(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>(resolve => socket.once('connect', resolve));
  const head = 'Host: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999\r\n\r\n';
  const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nabc';
  socket.write(`POST /api/v1/questionnaires HTTP/1.1\r\n${head}${part}`);
  return socket;
}

beforeAll(async () => {
  kotae = await startApplication();
});
beforeEach(async () => {
  id = await kotae.answered();
});
afterAll(() => kotae.close());

describe('requests that are not what they should be', () => {
  it('a broken upload is the sender’s fault, and nothing for the log', async () => {
    const post = (type: string, body: string) =>
      http().post('/api/v1/questionnaires').set('Content-Type', type).send(body);
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nabc';
    for (const [type, body] of [
      ['multipart/form-data', 'nothing'],
      ['multipart/form-data; boundary=x', part],
      ['multipart/form-data; boundary=x', ''],
    ] as const) {
      const response = await post(type, body);
      expect([body, response.status, response.body.error?.code]).toEqual([body, 400, 'bad-request']);
    }
    expect(kotae.faults).toEqual([]);
  });

  it('more uploads at once than memory should hold are told to wait', async () => {
    const post = () =>
      http().post('/api/v1/questionnaires').field('service', 'nope').attach('file', Buffer.from('x'), 'a.xlsx');
    // As many that never end, each a request whose body stays open.
    const { port, close } = await listening(kotae.app);
    const open = await Promise.all(Array.from({ length: 32 }, () => halfUpload(port)));
    await expect.poll(async () => (await post()).status).toBe(429);
    for (const socket of open) socket.destroy();
    await expect.poll(async () => (await post()).status).toBe(400);
    await close();
    expect(kotae.faults).toEqual([]);
  });

  it('a parameter given twice is refused: a draft must not go out where somebody asked for the final', async () => {
    for (const path of ['/workbook?mode=final&mode=draft', '/questions?limit=1&limit=2', '/questions?status=bogus']) {
      const { status, body } = await http().get(at(path));
      expect([path, status, body.error?.code]).toEqual([path, 400, 'bad-request']);
    }
  });

  it('a body that is too large is not called a file', async () => {
    const text = 'あ'.repeat(500_000);
    const { body } = await patch(await asking('脆弱性'), { action: 'edit', text }).expect(413);
    expect(body.error.message).not.toContain('ファイル');
  });

  it('days that no calendar has are refused', async () => {
    for (const due of ['2026-02-31', '2026-13-01', '2026-1-1', '0000-00-00']) {
      await http().patch(at('')).send({ due }).expect(400);
    }
    await http().patch(at('')).send({ due: '2028-02-29' }).expect(200);
    const text = '5.1.1 情報セキュリティのための方針群\n当社は方針を定めています。';
    const { body } = await http()
      .post('/api/v1/disclosures')
      .field('service', 'idcf-cloud')
      .field('effective', '2026-02-31')
      .attach('file', Buffer.from(text), 'a.txt')
      .expect(400);
    expect(body.error.code).toBe('bad-date');
  });

  it('a layout names no answer that the sheet cannot have', async () => {
    const columns = { question: ['C'], exclusive: { evil: 'D' } };
    const sheets = [{ name: 'チェックシート', role: 'questions', tables: [{ headerRows: [3], columns }] }];
    const { body } = await http().post(at('/layout/preview')).send({ sheets }).expect(400);
    expect(body.error.code).toBe('bad-layout');
  });
});

describe('names of files', () => {
  const uploaded = async (name: string) => {
    id = await kotae.answered(await checklist(), name);
    return (await http().get(at(''))).body.fileName as string;
  };

  it('keep their ending and whole characters, however long they are', async () => {
    const name = await uploaded(`${'a'.repeat(190)}${'😀'.repeat(20)}.xlsx`);
    expect(name.endsWith('.xlsx')).toBe(true);
    expect(name.length).toBeLessThanOrEqual(200);
    expect(() => encodeURIComponent(name)).not.toThrow();
    await http().get(at('/review-workbook')).expect(200);
    const { headers } = await http().get(at('/workbook')).expect(200);
    expect(headers['content-disposition']).toMatch(/filename\*=UTF-8''a+.*\.xlsx$/);
  });

  it('lose paths, control characters and marks that turn the writing direction', async () => {
    expect(await uploaded('../../etc/passwd.xlsx')).toBe('passwd.xlsx');
    expect(await uploaded('見積\u202Exslx.exe.xlsx')).toBe('見積xslx.exe.xlsx');
    expect(await uploaded('C:\\顧客\\"表".xlsx')).toBe('"表".xlsx');
  });
});

describe('what a person writes', () => {
  it('holds nothing that breaks a workbook', async () => {
    const text = '=HYPERLINK("http://example.org","x")\u0000\u0001\ud800]]>\r\n二行目\uFFFE';
    const { body } = await patch(await asking('脆弱性'), { action: 'edit', text }).expect(200);
    expect(body.answer.text).toBe('=HYPERLINK("http://example.org","x")]]>\n二行目');
    await patch(await asking('通信'), { action: 'note', note: '\u0001<b>\uFFFF' }).expect(200);
    const review = new ExcelJS.Workbook();
    const { body: bytes } = await http().get(at('/review-workbook')).responseType('blob').expect(200);
    await review.xlsx.load(bytes);
    const values = review.worksheets[0]?.getColumn(8).values ?? [];
    // A text, no formula.
    expect(values).toContain('=HYPERLINK("http://example.org","x")]]>\n二行目');
  });

  it('fits its cell also when the mark of a review comes before it', async () => {
    await patch(await asking('脆弱性'), { action: 'edit', text: 'あ'.repeat(32_767) }).expect(200);
    await patch(await asking('脆弱性'), { action: 'flag' }).expect(200);
    const { body } = await http().get(at('/workbook?mode=draft')).responseType('blob').expect(200);
    expect((await cellsOf(body)).get('E8')?.length).toBe(32_767);
    const { body: review } = await http().get(at('/review-workbook')).responseType('blob').expect(200);
    const longest = Math.max(...[...(await cellsOf(review)).values()].map(cell => cell.length));
    expect(longest).toBe(32_767);
  });

  it('may be a verdict alone', async () => {
    await patch(await asking('脆弱性'), { action: 'edit', verdict: 'yes', text: '' }).expect(200);
    const { body } = await http().get(at('/workbook?mode=final&unreviewed=blank')).responseType('blob').expect(200);
    const cells = await cellsOf(body);
    expect(cells.get('D8')).toBe('○');
    expect(cells.has('E8')).toBe(false);
  });
});

describe('what was filled before it came', () => {
  it('cannot be decided: nobody would write it, and a flag on it would keep the final back for good', async () => {
    const filled = await asking('解約時');
    expect(filled.prefilled).toBe(true);
    for (const step of [{ action: 'flag' }, { action: 'edit', text: '文。' }, { action: 'reject' }]) {
      const { body } = await patch(filled, step).expect(409);
      expect(body.error.code).toBe('prefilled');
    }
    await patch(filled, { action: 'note', note: '要確認' }).expect(200);
  });
});

describe('what leaves', () => {
  it('is recorded when it leaves, and not when a program only asks whether it could', async () => {
    for (const path of ['/workbook?mode=draft', '/report', '/review-workbook']) await http().head(at(path)).expect(200);
    await http().head(`/questionnaires/${id}/evidence`).expect(200);
    expect(await exportsSoFar()).toBe(0);
    await http().get(at('/workbook?mode=draft')).expect(200);
    expect(await exportsSoFar()).toBe(1);
  });
});

describe('the evidence report', () => {
  it('looked at again by the same person is one line of the record', async () => {
    const look = (name: string) => http().get(`/questionnaires/${id}/evidence`).set('X-Kotae-User', name).expect(200);
    await look('a');
    await look('a');
    expect(await exportsSoFar()).toBe(1);
    await look('b');
    await patch(await asking('脆弱性'), { action: 'approve' }).expect(200);
    await look('b');
    expect(await exportsSoFar()).toBe(3);
  });
});

describe('steps that come at the wrong time', () => {
  it('an undo after the answer came leaves the question as the answer does', async () => {
    const question = await asking('脆弱性');
    // As it is for a person who was faster than the matcher.
    const blank = { answer: null, status: null, review: 'draft' as const, version: 1 };
    await kotae.desk.db.updateTable('question').set(blank).where('id', '=', Number(question.questionId)).execute();
    await patch({ ...question, version: 1 }, { action: 'edit', text: '先に書いた文。' }).expect(200);
    await kotae.desk.db
      .updateTable('questionnaire')
      .set({ status: 'failed', error_code: 'x', error_ja: 'x', error_en: 'x' })
      .where('id', '=', id)
      .execute();
    await http().post(at('/answers')).expect(202);
    await kotae.desk.queue.idle();
    const answered = await asking('脆弱性');
    expect(answered.review).toBe('edited');
    await patch(answered, { action: 'undo' }).expect(200);
    expect((await asking('脆弱性')).review).toBe('needs-review');
    await http().get(at('/workbook?mode=final')).expect(409);
  });

  it('a question named twice in a bulk approval is approved once', async () => {
    const { questionId, version } = await asking('通信');
    const seen = { questionId, version };
    const { body } = await http()
      .post(at('/approvals'))
      .send({ questions: [seen, seen] })
      .expect(200);
    expect(body).toEqual({ approved: [questionId], conflicts: [] });
  });

  it('a bulk approval leaves what a person sent back to review', async () => {
    await patch(await asking('通信'), { action: 'flag' }).expect(200);
    const { body } = await http().get(at('/approvals?confidence=0.5')).expect(200);
    expect(body.items.map((item: Item) => item.text).join()).not.toContain('通信');
  });
});

describe('things that happen at once', () => {
  it('a question that a corrected layout brings while the last answer is stored is answered too', async () => {
    const { db, queue } = kotae.desk;
    const { questionId } = await asking('脆弱性');
    await db.updateTable('questionnaire').set({ status: 'queued' }).where('id', '=', id).execute();
    const anew = { answer: null, status: null, review: 'draft' as const };
    let moves = 0;
    const unwatch = queue.watch(id, () => {
      moves += 1;
      // Between taking up the work, when nothing waits, and being done.
      if (moves === 1) void db.updateTable('question').set(anew).where('id', '=', Number(questionId)).execute();
    });
    queue.add(id);
    await queue.idle();
    unwatch();
    expect((await asking('脆弱性')).answer).not.toBeNull();
    expect((await http().get(at(''))).body.status).toBe('ready');
  });

  it('a questionnaire that is added while it is being answered gets another turn', async () => {
    const { db, queue } = kotae.desk;
    await db.updateTable('questionnaire').set({ status: 'queued' }).where('id', '=', id).execute();
    const unwatch = queue.watch(id, () => {
      unwatch();
      queue.add(id);
      expect(queue.size).toBe(1);
    });
    queue.add(id);
    await queue.idle();
    expect(queue.size).toBe(0);
    expect((await http().get(at(''))).body.status).toBe('ready');
  });

  it('who watches a questionnaire that is deleted is told that it is over', async () => {
    await kotae.desk.db.updateTable('questionnaire').set({ status: 'layout' }).where('id', '=', id).execute();
    const stream = http()
      .get(at('/events'))
      .then(response => response.text);
    await expect.poll(() => kotae.desk.queue.watchers(id)).toBe(1);
    await http().delete(at('')).expect(204);
    expect(await stream).toContain('"status":"layout"');
    expect(kotae.desk.queue.watchers(id)).toBe(0);
  });

  it('a layout that is corrected while the questionnaire is deleted leaves nothing behind', async () => {
    const columns = { number: 'A', category: ['B'], question: ['C'], verdict: 'D', comment: 'E', reference: null };
    const table = { headerRows: [3], columns };
    const put = http()
      .put(at('/layout'))
      .send({ sheets: [{ name: 'チェックシート', role: 'questions', tables: [table] }] });
    const [corrected] = await Promise.all([put, http().delete(at(''))]);
    expect([202, 404]).toContain(corrected.status);
    await kotae.desk.queue.idle();
    const left = await kotae.desk.db.selectFrom('question').select('id').where('questionnaire_id', '=', id).execute();
    expect(left).toEqual([]);
    expect(kotae.faults).toEqual([]);
  });
});

describe('a database that another process uses too', () => {
  const LOCK = 'BEGIN IMMEDIATE';

  it('is told to be busy, what was refused can be sent again, and nothing stays locked by the refusal', async () => {
    const { db } = kotae.desk;
    const question = await asking('脆弱性');
    await sql`PRAGMA busy_timeout = 50`.execute(db);
    const other = new Libsql(join(kotae.dataDir, 'kotae.db'));
    other.exec(LOCK);
    const { body, headers } = await patch(question, { action: 'approve' }).expect(429);
    expect(body.error.code).toBe('busy');
    expect(headers['retry-after']).toBeDefined();
    await http().patch(at('')).send({ customer: 'みほん' }).expect(429);
    other.exec('ROLLBACK');
    await patch(question, { action: 'approve' }).expect(200);
    await http().patch(at('')).send({ customer: 'みほん' }).expect(200);
    expect(() => other.exec(LOCK)).not.toThrow();
    other.exec('ROLLBACK');
    other.close();
    await sql`PRAGMA busy_timeout = 10000`.execute(db);
    expect(kotae.faults).toEqual([]);
  });

  it('waits for the other to finish, also where a transaction has read before it writes', async () => {
    const other = new Libsql(join(kotae.dataDir, 'kotae.db'));
    await kotae.desk.db.transaction().execute(async tx => {
      await tx.selectFrom('questionnaire').select('id').execute();
      // Whoever began first writes first; the other cannot slip in between the reading and the writing.
      other.exec('PRAGMA busy_timeout = 50');
      expect(() => other.exec(LOCK)).toThrow(/locked/);
      await tx.updateTable('questionnaire').set({ customer: 'x' }).where('id', '=', id).execute();
    });
    other.exec(LOCK);
    other.exec('ROLLBACK');
    other.close();
  });

  it('keeps nothing of a write that fails', async () => {
    const { db } = kotae.desk;
    const row = { questionnaire_id: 'none', position: 0, sheet: 's', question: '{}', same_key: '', prefilled: 0 };
    const rest = { answer: null, status: null, review: 'draft', version: 1, decision: null, note: '', assignee: '' };
    await expect(
      db
        .insertInto('question')
        .values({ ...row, ...rest, review: 'draft' })
        .execute(),
    ).rejects.toThrow(/FOREIGN KEY/);
    await http().patch(at('')).send({ customer: 'みほん' }).expect(200);
  });
});

describe('what a killed server leaves', () => {
  it('is swept at the next start, but neither known nor fresh files', async () => {
    const folder = join(kotae.dataDir, 'uploads');
    const old = new Date(Date.now() - 2 * 3_600_000);
    const [stray, half, fresh] = [randomUUID(), `${randomUUID()}.part`, `${randomUUID()}.part`];
    for (const name of [stray, half, fresh]) await writeFile(join(folder, name), 'x');
    for (const name of [stray, half, id]) await utimes(join(folder, name), old, old);
    await kotae.desk.originals.sweep(new Set([id]));
    const names = await readdir(folder);
    expect([stray, half, fresh, id].map(name => names.includes(name))).toEqual([false, false, true, true]);
  });
});

describe('a corrected layout', () => {
  it('keeps nothing back when it was asked before and a corrected layout finds it filled', async () => {
    expect((await items()).some(q => q.review === 'needs-review')).toBe(true);
    const columns = { number: 'A', category: ['B'], question: ['C'], verdict: null, comment: 'B', reference: null };
    const table = { headerRows: [3], columns };
    await http()
      .put(at('/layout'))
      .send({ sheets: [{ name: 'チェックシート', role: 'questions', tables: [table] }] })
      .expect(202);
    await kotae.desk.queue.idle();
    const now = await items();
    expect(now.every(q => q.prefilled)).toBe(true);
    const { body } = await http().get(at('')).expect(200);
    expect(body.reviews['needs-review']).toBe(0);
    expect(body.counts).toMatchObject({ answered: 0, review: 0, noEvidence: 0, prefilled: body.counts.questions });
    await http().get(at('/workbook?mode=final')).expect(200);
  });
});
