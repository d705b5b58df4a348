import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../workbooks/index.ts';
import { type Bench, openBench } from './run-kotae.ts';

const SAMPLE = fileURLToPath(new URL('../../../workbooks/sample/security-checklist.xlsx', import.meta.url));
const BUNDLED = ['cowork-storage', 'flets-azukeru', 'idcf-cloud', 'iij-docex', 'tatsujin-cube'];
const QUESTIONS = [
  { id: 'a', question: 'データのバックアップを取得していますか。', category: '運用／バックアップ', lang: 'ja' },
  { id: 'b', question: 'Is data encrypted in transit?', lang: 'en' },
  { id: 'c', question: '' },
];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** Runs and gives standard output as the JSON that it must be. */
async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await bench.kotae(...args);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}
const services = async () => (await json('services', '--json')) as { id: string; passages: number }[];

describe('services and passages', () => {
  it('makes a data folder that does not exist yet, with the bundled disclosures', async () => {
    const found = await services();
    expect(found.map(s => s.id).sort()).toEqual(BUNDLED);
    for (const { passages } of found) expect(passages).toBeGreaterThan(0);
    expect(await readdir(bench.data)).not.toEqual([]);
  });

  it('lists every passage with its document', async () => {
    const passages = (await json('passages', '--service', 'idcf-cloud', '--json')) as Record<string, unknown>[];
    expect(passages).toHaveLength((await services()).find(s => s.id === 'idcf-cloud')?.passages ?? 0);
    for (const passage of passages) {
      expect(passage).toEqual({
        section: expect.any(String),
        control: String(passage.section).startsWith('sec.') ? null : passage.section,
        title: expect.any(String),
        text: expect.stringMatching(/./),
        disclosure: { title: expect.any(String), version: expect.anything(), effective: expect.anything() },
      });
    }
  });
});

describe('inspect', () => {
  it('shows the layout and every question', async () => {
    const layout = (await json('inspect', SAMPLE, '--json')) as {
      file: string;
      sheets: { name: string; role: string; reason: string; tables: unknown[]; questions: unknown[] }[];
    };
    expect(layout.file).toBe('security-checklist.xlsx');
    expect(layout.sheets.map(s => [s.role, s.questions.length])).toEqual([
      ['other', 0],
      ['questions', 40],
    ]);
    expect(layout.sheets[1]?.questions[0]).toMatchObject({
      row: 6,
      cell: 'D6',
      number: '1',
      answer: { verdict: 'E6', comment: 'F6', reference: null, exclusive: null },
      options: ['○', '△', '×', '－'],
      prefilled: false,
    });
    for (const { reason } of layout.sheets) expect(reason).not.toBe('');
  });
});

describe('match', () => {
  it('gives one JSON line a question, from a file or from standard input', async () => {
    const lines = QUESTIONS.map(q => JSON.stringify(q)).join('\n');
    await writeFile(bench.path('questions.jsonl'), `\uFEFF${lines}\r\n\n`);
    const file = await bench.kotae('match', '--service', 'idcf-cloud', '--questions', bench.path('questions.jsonl'));
    const piped = await bench.kotaeWith({ input: lines }, 'match', '--service', 'idcf-cloud', '--questions', '-');
    expect(piped).toEqual(file);
    expect([file.code, file.stderr]).toEqual([0, '']);
    const answers = file.stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(answers.map(a => a.id)).toEqual(['a', 'b', 'c']);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        service: 'idcf-cloud',
        status: expect.stringMatching(/^(?:answered|review|no-evidence)$/),
        verdict: expect.stringMatching(/^(?:yes|partial|no|customer|info|unknown)$/),
        confidence: expect.any(Number),
        evidence: expect.any(Number),
        text: expect.any(String),
        citations: expect.any(Array),
        controls: expect.any(Array),
      });
      expect(answer.text === '').toBe(answer.status === 'no-evidence');
    }
    expect(answers[2]).toMatchObject({ status: 'no-evidence', text: '' });
  });
});

describe('answer', () => {
  it('writes the filled workbook and the report, and nothing else', async () => {
    const { code, stdout } = await bench.kotae(
      ...['answer', SAMPLE, '--service', 'idcf-cloud', '--out', bench.path('out.xlsx')],
      ...['--report', bench.path('report.json'), '--json'],
    );
    expect(code).toBe(0);
    const report = JSON.parse(await readFile(bench.path('report.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual(report.counts);
    expect(report.counts.questions).toBe(40);
    expect(Object.keys(report).sort()).toEqual(['answers', 'counts', 'edits', 'layout', 'messages']);
    const { sheets } = await readWorkbook(await readFile(bench.path('out.xlsx')), 'out.xlsx');
    const texts = sheets.flatMap(s => [...s.rows.values()].flatMap(r => [...r.values()].map(c => c.text)));
    expect(report.edits.length).toBeGreaterThan(0);
    for (const { value } of report.edits) expect(texts).toContain(value);
    expect((await readdir(bench.folder)).filter(name => name.includes('.tmp'))).toEqual([]);
  });

  it('takes a correction of the layout, and its own inspection as one that changes nothing', async () => {
    const inspected = (await json('inspect', SAMPLE, '--json')) as { sheets: { name: string; role: string }[] };
    await writeFile(bench.path('same.json'), JSON.stringify(inspected));
    expect(await json('inspect', SAMPLE, '--layout', bench.path('same.json'), '--json')).toMatchObject({
      sheets: inspected.sheets.map(({ name, role }) => ({ name, role })),
    });
    const off = inspected.sheets.map(({ name }) => ({ name, role: 'other' }));
    await writeFile(bench.path('off.json'), JSON.stringify({ sheets: off }));
    const refused = await bench.kotae(
      ...['answer', SAMPLE, '--service', 'idcf-cloud', '--out', bench.path('none.xlsx')],
      ...['--layout', bench.path('off.json')],
    );
    expect(refused.code).toBe(2);
    expect(await readdir(bench.folder)).not.toContain('none.xlsx');
  });
});

describe('fill', () => {
  it('writes given cells in place, all or none', async () => {
    const sheet = 'チェックシート';
    await writeFile(bench.path('edits.json'), JSON.stringify([{ sheet, cell: 'F6', value: '=1+1' }]));
    expect(
      await json('fill', SAMPLE, '--edits', bench.path('edits.json'), '--out', bench.path('filled.xlsx'), '--json'),
    ).toEqual({ written: [{ sheet, cell: 'F6', value: '=1+1' }] });
    const { sheets, hasFormulas } = await readWorkbook(await readFile(bench.path('filled.xlsx')), 'filled.xlsx');
    expect(
      sheets
        .find(s => s.name === sheet)
        ?.rows.get(6)
        ?.get(6)?.text,
    ).toBe('=1+1');
    expect(hasFormulas, 'a text that begins with = stays text').toBe(false);

    await writeFile(
      bench.path('edits.json'),
      JSON.stringify([
        { sheet, cell: 'F7', value: 'fine' },
        { sheet, cell: 'D6', value: 'over a question' },
      ]),
    );
    const refused = await bench.kotae(
      ...['fill', SAMPLE, '--edits', bench.path('edits.json'), '--out', bench.path('refused.xlsx')],
    );
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/D6/);
    expect(await readdir(bench.folder)).not.toContain('refused.xlsx');
  });
});

describe('evaluate', () => {
  it('measures labelled pairs, all together and by service', async () => {
    const label = (id: string, answerable: string, sections: string[], verdicts: string[]) =>
      JSON.stringify({ service: 'idcf-cloud', id, answerable, sections, verdicts });
    await writeFile(bench.path('q.jsonl'), QUESTIONS.map(q => JSON.stringify(q)).join('\n'));
    await writeFile(
      bench.path('l.jsonl'),
      [label('a', 'full', ['12.3.1'], ['yes', 'customer']), label('c', 'none', [], ['unknown'])].join('\n'),
    );
    const result = (await json('evaluate', bench.path('l.jsonl'), bench.path('q.jsonl'), '--json')) as {
      all: Record<string, number>;
    };
    expect(Object.keys(result)).toEqual(['all', 'idcf-cloud']);
    expect(result.all).toMatchObject({ pairs: 2, blankRecall: 1, overclaims: expect.any(Number) });
    for (const name of ['hit1', 'hit3', 'auc', 'verdict', 'precision', 'recall', 'recall95', 'ece'])
      expect(result.all).toHaveProperty(name);
  });
});

describe('sample', () => {
  it('answers the bundled checklist and shows the outcome as a short table', async () => {
    const { code, stdout } = await bench.kotae('sample', '--out', bench.path('sample.xlsx'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/questions\s+40/);
    expect(stdout).toContain(bench.path('sample.xlsx'));
    expect(await readdir(bench.folder)).toContain('sample.xlsx');
  });
});

describe('the data folder', () => {
  it('is empty with --empty, and named by --data before KOTAE_DATA', async () => {
    const other = bench.path('other');
    const empty = await bench.kotae('services', '--json', '--empty', '--data', other);
    expect([empty.code, empty.stdout.trim()]).toEqual([0, '[]']);
    expect(await readdir(other)).not.toEqual([]);
    await copyFile(SAMPLE, bench.path('copy.xlsx'));
    const unknown = await bench.kotae(
      ...['answer', bench.path('copy.xlsx'), '--service', 'idcf-cloud', '--out', bench.path('x.xlsx')],
      ...['--empty', '--data', other],
    );
    expect(unknown.code, 'what is not in the folder cannot be answered for').toBe(2);
  });
});

describe('help', () => {
  it('names every command and ends well', async () => {
    const { code, stdout } = await bench.kotae('--help');
    expect(code).toBe(0);
    for (const name of ['import', 'services', 'passages', 'inspect', 'match', 'answer', 'fill', 'evaluate', 'serve'])
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  });
});
