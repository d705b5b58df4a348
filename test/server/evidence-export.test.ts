import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../workbooks/index.ts';
import { startApplication, type TestApplication } from './support/application.ts';
import { LINES } from './support/checklist.ts';

let kotae: TestApplication;
let id: string;
const http = () => supertest(kotae.app);
const workbook = (of: string, query: string) =>
  http().get(`/api/v1/questionnaires/${of}/workbook?${query}`).responseType('blob');

beforeAll(async () => {
  kotae = await startApplication();
  id = await kotae.answered();
});
afterAll(() => kotae.close());

/** Places of the lines of evidence in a workbook, or null where it has no such sheet. */
async function placesIn(bytes: Uint8Array): Promise<readonly (string | undefined)[] | null> {
  const sheet = (await readWorkbook(bytes, 'x.xlsx')).sheets.find(({ name }) => name === '回答根拠');
  return sheet ? [...sheet.rows.values()].slice(1).map(row => row.get(1)?.text) : null;
}
const rowOf = (word: string) => LINES.findIndex(line => line.text.includes(word)) + 4;

describe('an export with a sheet of evidence', () => {
  it('lists what the draft writes, answers to review among them', async () => {
    const { body } = await workbook(id, 'mode=draft&evidence=sheet').expect(200);
    const places = await placesIn(body);
    expect(places).toContain(`チェックシート!C${rowOf('バックアップ')}`);
    expect(places).toContain(`チェックシート!C${rowOf('多要素')}`);
    expect(places, 'what has no evidence has no line').not.toContain(`チェックシート!C${rowOf('献立')}`);
  });

  it('lists in the final workbook only what it says', async () => {
    const { body } = await workbook(id, 'mode=final&unreviewed=blank&evidence=sheet').expect(200);
    const places = await placesIn(body);
    expect(places).toContain(`チェックシート!C${rowOf('バックアップ')}`);
    expect(places).not.toContain(`チェックシート!C${rowOf('多要素')}`);
  });

  it('has none unless it is asked for, and takes no other word', async () => {
    expect(await placesIn((await workbook(id, 'mode=draft').expect(200)).body)).toBeNull();
    await workbook(id, 'mode=draft&evidence=all').expect(400);
  });

  it('is offered on the page, but not for a text file, which says so when it is asked for all the same', async () => {
    const csv = ['No.,質問,回答,備考', ...LINES.map(line => `${line.number},${line.text},,`)].join('\n');
    const text = await kotae.answered(Buffer.from(csv), '表.csv');
    const page = async (of: string) => (await http().get(`/questionnaires/${of}/export`).expect(200)).text;
    expect(await page(id)).toContain(`/api/v1/questionnaires/${id}/workbook?mode=draft&amp;evidence=sheet`);
    expect(await page(text)).not.toContain('evidence=sheet');
    const { body } = await http().get(`/api/v1/questionnaires/${text}/workbook?evidence=sheet`).expect(422);
    expect(body.error).toMatchObject({ code: 'no-sheets-in-text', message: expect.stringContaining('表.csv') });
    expect(kotae.faults).toEqual([]);
  });
});
