import { afterAll, expect, it } from 'vitest';
import { InputError } from '../../knowledge/errors.ts';
import { bundledDisclosures } from '../../knowledge/index.ts';
import { startTaskThread } from '../../server/jobs/worker-client.ts';
import { questionsOf } from '../../server/services/answer-workbook.ts';
import { checklist, LINES } from './support/checklist.ts';

const thread = startTaskThread();
afterAll(() => thread.close());

it('the thread reads, answers with quotes of the passages, and fills, while the main thread stays free', async () => {
  const bytes = await checklist();
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 5);
  const { layout } = await thread.inspect({ bytes, fileName: 'a.xlsx', correction: null });
  const questions = questionsOf(layout).filter(({ question }) => !question.prefilled);
  expect(questions).toHaveLength(LINES.length - 1);
  const bundled = bundledDisclosures().find(({ service }) => service.id === 'idcf-cloud');
  if (!bundled) throw new Error('the digest is missing');
  const { title, version, effective, passages } = bundled.disclosure;
  const disclosure = { title, version, effective };
  const answers = await thread.answer({
    key: 'k',
    service: 'idcf-cloud',
    passages: passages.map(passage => ({ ...passage, disclosure })),
    questions,
  });
  clearInterval(ticking);
  expect(answers).toHaveLength(questions.length);
  for (const { citations } of answers) {
    for (const { section, quote } of citations) {
      expect(passages.find(p => p.section === section && p.text.includes(quote))).toBeDefined();
    }
  }
  expect(ticks).toBeGreaterThan(10);
  const filled = await thread.fill({
    bytes,
    fileName: 'a.xlsx',
    edits: [{ sheet: 'チェックシート', cell: 'E4', value: '文。' }],
  });
  expect(filled.written).toEqual([{ sheet: 'チェックシート', cell: 'E4', value: '文。' }]);
});

it('an error keeps its class, code and both languages on the way out of the thread', async () => {
  const failed = thread.inspect({ bytes: Buffer.from('nothing'), fileName: 'a.xlsx', correction: null });
  await expect(failed).rejects.toBeInstanceOf(InputError);
  await expect(failed).rejects.toMatchObject({ code: 'not-a-workbook', en: expect.stringContaining('a.xlsx') });
});

it('a task that takes too long is given up, and the next one gets a new thread', async () => {
  const hasty = startTaskThread(0.001);
  const bytes = await checklist();
  await expect(hasty.inspect({ bytes, fileName: 'a.xlsx', correction: null })).rejects.toMatchObject({
    code: 'too-costly',
  });
  await hasty.close();
  const { layout } = await thread.inspect({ bytes, fileName: 'a.xlsx', correction: null });
  expect(questionsOf(layout)).toHaveLength(LINES.length);
});
