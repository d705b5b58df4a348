import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../workbooks/index.ts';
import { checklistText, checklistXlsm, checklistXlsx } from '../services/questionnaire-files.ts';
import { type Bench, openBench } from './run-kotae.ts';

const SAMPLE = fileURLToPath(new URL('../../../workbooks/sample/security-checklist.xlsx', import.meta.url));

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await writeFile(bench.path('in.xlsx'), checklistXlsx());
  await writeFile(bench.path('in.xlsm'), checklistXlsm());
  await writeFile(bench.path('in.csv'), checklistText(','));
  await writeFile(bench.path('in.tsv'), checklistText('\t'));
  await mkdir(bench.path('folder'));
  await symlink(bench.path('in.xlsx'), bench.path('link.xlsx'));
  await bench.kotae('services');
});
afterAll(() => bench.close());

const answer = (file: string, out: string, ...more: string[]) =>
  bench.kotae('answer', file, '--service', 'idcf-cloud', '--out', bench.path(out), ...more);

describe('answer --review --evidence-sheet', () => {
  it('writes the filled workbook with its evidence, the report and the workbook for colleagues', async () => {
    const { code, stdout, stderr } = await answer(
      ...([SAMPLE, 'filled.xlsx', '--evidence-sheet', '--report', bench.path('report.json')] as const),
      ...['--review', bench.path('folder/review.xlsx')],
    );
    expect(code, stderr).toBe(0);
    for (const name of ['filled.xlsx', 'report.json', 'folder/review.xlsx'])
      expect(stdout).toContain(`→ ${bench.path(name)}`);

    const report = JSON.parse(await readFile(bench.path('report.json'), 'utf8'));
    const shown = report.answers.filter((a: { status: string }) => a.status !== 'no-evidence');
    const { sheets } = await readWorkbook(await readFile(bench.path('filled.xlsx')), 'filled.xlsx');
    const evidence = sheets.at(-1);
    expect(evidence?.name).toBe('回答根拠');
    const quoted = shown.reduce((n: number, a: { quoted: number }) => n + a.quoted, 0);
    expect(quoted).toBeGreaterThan(0);
    expect(evidence?.rows.size).toBe(quoted + 1);

    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(bench.path('folder/review.xlsx'));
    const [sheet] = workbook.worksheets;
    expect(sheet?.autoFilter).toBeTruthy();
    const questions = report.layout.sheets.flatMap((s: { questions: object[] }) => s.questions);
    expect(sheet?.rowCount).toBe(questions.length + 1);
    for (const [at, question] of questions.entries()) {
      const cell = (column: number) => sheet?.getRow(at + 2).getCell(column);
      const found = report.answers[at];
      expect(cell(4)?.text).toBe(question.text);
      expect(cell(2)?.hyperlink).toBe(`../filled.xlsx#'チェックシート'!${question.cell}`);
      expect(cell(7)?.value).toBe(found.confidence);
      expect(cell(8)?.text).toBe(found.text);
      const cited = found.citations.slice(0, found.quoted) as { quote: string }[];
      expect(cell(10)?.text).toBe(cited.map(c => c.quote).join('\n\n'));
      for (const { section } of found.citations.slice(found.quoted)) expect(cell(12)?.text).toContain(section);
      expect(cell(5)?.text).toBe(
        { answered: '確信あり', review: '要確認', 'no-evidence': '根拠なし' }[found.status as 'answered'],
      );
    }
  });
});

describe('the kind that came in comes out', () => {
  it.each(['in.xlsm', 'in.csv', 'in.tsv'])('%s', async name => {
    const { code, stderr } = await answer(bench.path(name), `out-${name}`, '--report', bench.path(`${name}.json`));
    expect(code, stderr).toBe(0);
    const { layout, edits } = JSON.parse(await readFile(bench.path(`${name}.json`), 'utf8'));
    expect(layout.file).toBe(name);
    expect(edits.length).toBeGreaterThan(0);
    const { hasMacros, sheets } = await readWorkbook(await readFile(bench.path(`out-${name}`)), name);
    expect(hasMacros).toBe(name === 'in.xlsm');
    const texts = sheets.flatMap(s => [...s.rows.values()].flatMap(row => [...row.values()].map(c => c.text)));
    for (const { value } of edits) expect(texts).toContain(value);
  });

  it('a workbook with macros that would be named .xlsx is written with a warning: Excel would not open it', async () => {
    const { code, stderr } = await answer(bench.path('in.xlsm'), 'macros.xlsx');
    expect(code).toBe(0);
    expect(stderr).toMatch(/macros\.xlsx: .*\.xlsm/);
  });
});

describe('messages that repeat', () => {
  it('are one line a sheet, and every one of them in the report', async () => {
    const asked = Array.from(
      { length: 9 },
      (_, at) => `${at + 1},システム${at + 1}のバックアップを取得していますか。,`,
    );
    await writeFile(bench.path('narrow.csv'), ['No.,質問,回答（○/×）', ...asked].join('\n'));
    const { code, stderr } = await answer(
      ...([bench.path('narrow.csv'), 'narrow-out.csv', '--report', bench.path('narrow.json')] as const),
    );
    expect(code).toBe(0);
    const { messages, answers } = JSON.parse(await readFile(bench.path('narrow.json'), 'utf8'));
    const withoutCell = messages.filter((m: { code: string }) => m.code === 'no-text-cell');
    const written = answers.filter((a: { text: string }) => a.text !== '').length;
    expect(withoutCell).toHaveLength(written);
    expect(written).toBeGreaterThan(5);
    const lines = stderr.split('\n').filter(line => line.includes('備考・コメント'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`narrow!B2, B3, B4, B5, B6 … \\(${written}\\)`));
  });
});

describe('before the long work', () => {
  const review = (name: string) => ['--review', name];
  it.each<readonly [what: string, file: string, out: string, more: readonly string[], names: RegExp]>([
    ['the input as --out', 'in.xlsx', 'in.xlsx', [], /--out.*in\.xlsx.*別の名前/],
    ['the input by another way', 'in.xlsx', 'folder/../in.xlsx', [], /--out.*別の名前/],
    ['a link to the input', 'in.xlsx', 'link.xlsx', [], /--out.*link\.xlsx.*別の名前/],
    ['the input as --report', 'in.csv', 'OUT.csv', ['--report', 'in.csv'], /--report.*in\.csv.*別の名前/],
    ['the input as --review', 'in.xlsx', 'OUT.xlsx', review('in.xlsx'), /--review.*in\.xlsx.*別の名前/],
    [
      'the layout as --report',
      'in.xlsx',
      'OUT.xlsx',
      ['--layout', 'l.json', '--report', 'l.json'],
      /--report.*l\.json/,
    ],
    ['one name for two', 'in.xlsx', 'OUT.xlsx', review('OUT.xlsx'), /--out と --review.*OUT\.xlsx/],
    ['no folder for --out', 'in.xlsx', 'none/OUT.xlsx', [], /none\/OUT\.xlsx.*フォルダー.*none/],
    ['no folder for --report', 'in.xlsx', 'OUT.xlsx', ['--report', 'none/r.json'], /--report.*none\/r\.json/],
    ['no folder for --review', 'in.xlsx', 'OUT.xlsx', review('none/r.xlsx'), /--review.*none\/r\.xlsx/],
    ['a file in the place of a folder', 'in.xlsx', 'in.csv/OUT.xlsx', [], /in\.csv\/OUT\.xlsx/],
    ['a folder as --out', 'in.xlsx', 'folder', [], /--out.*folder.*ファイルではありません/],
    ['a review workbook of another kind', 'in.xlsx', 'OUT.xlsx', review('r.csv'), /--review.*r\.csv.*\.xlsx/],
    ['a text file as a workbook', 'in.csv', 'OUT.xlsx', [], /in\.csv.*OUT\.xlsx.*\.csv/],
    ['a workbook as a text file', 'in.xlsx', 'OUT.csv', [], /in\.xlsx.*OUT\.csv.*\.xlsx/],
    ['evidence in a text file', 'in.tsv', 'OUT.tsv', ['--evidence-sheet'], /in\.tsv.*回答根拠/],
  ])('%s is refused', async (_what, file, out, more, names) => {
    const before = (await readdir(bench.folder, { recursive: true })).sort();
    const original = await readFile(bench.path(file));
    const placed = more.map(arg => (arg.startsWith('--') ? arg : bench.path(arg)));
    const { code, stdout, stderr } = await answer(bench.path(file), out, ...placed);
    expect([code, stdout], stderr).toEqual([2, '']);
    expect(stderr, 'one line, and no progress before it').toMatch(/^kotae: [^\n]+\n$/);
    expect(stderr).toMatch(names);
    expect(await readFile(bench.path(file))).toEqual(original);
    expect((await readdir(bench.folder, { recursive: true })).sort()).toEqual(before);
  });

  it('fill keeps its input too', async () => {
    const edits = bench.path('edits.json');
    await writeFile(edits, '[{"sheet":"チェックシート","cell":"D2","value":"x"}]');
    const { code, stderr } = await bench.kotae(
      ...['fill', bench.path('in.xlsx'), '--edits', edits, '--out', bench.path('in.xlsx')],
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/--out.*in\.xlsx/);
  });
});
