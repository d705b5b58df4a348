import iconv from 'iconv-lite';
import { describe, expect, it, vi } from 'vitest';
import { answerWorkbook, type Mode } from '../../../server/services/answer-workbook.ts';
import { cellRef, readWorkbook } from '../../../workbooks/index.ts';
import { refusalOf } from '../../workbooks/fixtures/refusal-of.ts';
import { partText, unzip } from '../../workbooks/fixtures/unzip.ts';
import { ASKED, checklistText, checklistXlsm, checklistXlsx, MACRO, scripted } from './questionnaire-files.ts';

const answer = (bytes: Uint8Array, fileName: string, more: { mode?: Mode; withEvidence?: boolean } = {}) =>
  answerWorkbook({ bytes, fileName, matcher: scripted, mode: 'draft', ...more });

/** The rows of a sheet as texts; empty cells at the end are left out. */
async function rowsOf(bytes: Uint8Array, sheet: string): Promise<readonly (readonly string[])[]> {
  const found = (await readWorkbook(bytes, 'x.xlsx')).sheets.find(({ name }) => name === sheet);
  return [...(found?.rows.values() ?? [])].map(row =>
    Array.from({ length: Math.max(...row.keys()) }, (_, at) => row.get(at + 1)?.text ?? ''),
  );
}

describe('the sheet of evidence', () => {
  it('lists every quoted citation in the questions’ order, word for word', async () => {
    const { bytes, report } = await answer(checklistXlsx(), 'a.xlsx', { withEvidence: true });
    const [heading, ...lines] = await rowsOf(bytes, '回答根拠');
    expect(heading).toEqual(['場所', '質問', '回答', '管理策番号', '項目名', '根拠の原文', '文書', '版', '日付']);
    const document = ['安全性のご案内', '1.0版', '2025-04-01'];
    const backup = ['12.3.1', '節 12.3.1', '=毎日取得します。', ...document];
    const textOf = (at: number) => report.answers[at]?.text;
    expect(lines).toEqual([
      ['チェックシート!B2', ASKED[0], textOf(0), ...backup],
      ['チェックシート!B3', ASKED[1], textOf(1), ...backup],
      ['チェックシート!B5', ASKED[3], textOf(3), ...backup],
      [
        ...['チェックシート!B5', ASKED[3], textOf(3), '', '節 sec.scope'],
        ...['範囲は次のとおりです。\n東京と大阪です。', ...document],
      ],
    ]);
    expect((await readWorkbook(bytes, 'a.xlsx')).hasFormulas, 'a quote that begins with = stays text').toBe(false);
  });

  it('in a final workbook lists nothing that still needs review', async () => {
    const { bytes, report } = await answer(checklistXlsx(), 'a.xlsx', { mode: 'final', withEvidence: true });
    const places = (await rowsOf(bytes, '回答根拠')).slice(1).map(([place]) => place);
    expect(places).toEqual(['チェックシート!B2', 'チェックシート!B5', 'チェックシート!B5']);
    expect(report.edits.map(e => e.cell)).not.toContain('D3');
  });

  it('is in English where the questions are', async () => {
    const asked = ['Do you encrypt customer data at rest?', 'Do you take backups?', 'Is there an incident plan?'];
    const { bytes } = await answer(checklistXlsx([], asked), 'a.xlsx', { withEvidence: true });
    expect((await rowsOf(bytes, '回答根拠'))[0]?.slice(0, 3)).toEqual(['Cell', 'Question', 'Answer']);
  });

  it('gets a name of its own beside a sheet of that name, and the report says which', async () => {
    const { bytes, report } = await answer(checklistXlsx(['回答根拠']), 'a.xlsx', { withEvidence: true });
    expect((await readWorkbook(bytes, 'a.xlsx')).sheets.map(s => s.name)).toEqual([
      'チェックシート',
      '回答根拠',
      '回答根拠 (2)',
    ]);
    expect(report.messages).toContainEqual(
      expect.objectContaining({ code: 'evidence-sheet-added', where: '回答根拠 (2)', severity: 'info' }),
    );
  });

  it('leaves all other parts as they are without it, but for the lists that name the sheets', async () => {
    const { bytes: plain, report } = await answer(checklistXlsx(), 'a.xlsx');
    const { bytes, report: withSheet } = await answer(checklistXlsx(), 'a.xlsx', { withEvidence: true });
    const before = new Map(unzip(plain).map(entry => [entry.name, entry.record]));
    const changed = unzip(bytes).filter(entry => before.get(entry.name)?.equals(entry.record) !== true);
    expect(changed.map(entry => entry.name).sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    expect(withSheet.edits).toEqual(report.edits);
  });

  it('is not asked as questions when the filled workbook comes back', async () => {
    const { bytes } = await answer(checklistXlsx(), 'a.xlsx', { withEvidence: true });
    const { report } = await answer(bytes, 'a.xlsx');
    expect(report.layout.sheets.map(s => [s.name, s.questions.length])).toEqual([
      ['チェックシート', ASKED.length],
      ['回答根拠', 0],
    ]);
    expect(report.edits).toEqual([]);
  });

  it.each(['a.csv', 'a.tsv'])('is refused for %s before anything is asked, naming the mend', async name => {
    const counting = { ...scripted, answer: vi.fn(scripted.answer) };
    const bytes = Buffer.from(checklistText(name.endsWith('csv') ? ',' : '\t'));
    const refusal = await refusalOf(
      answerWorkbook({ bytes, fileName: name, matcher: counting, mode: 'draft', withEvidence: true }),
    );
    expect(refusal.code).toBe('no-sheets-in-text');
    expect(refusal.message).toMatch(new RegExp(`${name}.*回答根拠.*xlsx`));
    expect(counting.answer).not.toHaveBeenCalled();
  });
});

describe('a workbook with macros', () => {
  it('comes back as one: the macro project byte for byte, the content types untouched, the answers in', async () => {
    const original = checklistXlsm();
    const { bytes, report } = await answer(original, 'シート.xlsm');
    const before = unzip(original);
    const changed = unzip(bytes).filter((entry, at) => !before[at]?.record.equals(entry.record));
    expect(changed.map(entry => entry.name)).toEqual(['xl/worksheets/sheet1.xml']);
    expect(unzip(bytes).find(entry => entry.name === 'xl/vbaProject.bin')?.content).toEqual(MACRO);
    expect(partText(bytes, '[Content_Types].xml')).toContain('macroEnabled');
    expect((await readWorkbook(bytes, 'シート.xlsm')).hasMacros).toBe(true);
    expect(report.layout.file).toBe('シート.xlsm');
    expect(report.edits.map(e => e.cell)).toEqual(['C2', 'D2', 'D3', 'C5', 'D5']);
  });

  it('takes the sheet of evidence too', async () => {
    const { bytes } = await answer(checklistXlsm(), 'シート.xlsm', { withEvidence: true });
    expect(partText(bytes, 'xl/vbaProject.bin')).toBe(MACRO.toString());
    expect(await rowsOf(bytes, '回答根拠')).toHaveLength(5);
  });
});

describe('delimited text', () => {
  const encodings = [
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['Shift_JIS', (text: string) => iconv.encode(text, 'cp932')],
  ] as const;
  const files = [
    ['表.csv', ','],
    ['表.tsv', '\t'],
  ] as const;
  const cases = encodings.flatMap(([name, encode]) =>
    files.map(([file, delimiter]) => [file, name, delimiter, encode] as const),
  );

  it.each(cases)('%s in %s comes back in the same form, filled', async (file, _name, delimiter, encode) => {
    const original = encode(checklistText(delimiter));
    const { bytes, report } = await answer(original, file);
    const { sheets } = await readWorkbook(bytes, file);
    expect(sheets.map(s => s.name)).toEqual(['表']);
    for (const { sheet, cell, value } of report.edits) {
      expect(sheet).toBe('表');
      const texts = [...(sheets[0]?.rows.values() ?? [])].flatMap(row => [...row.values()]);
      expect(texts.find(c => cellRef(c.row, c.column) === cell)?.text).toBe(value);
    }
    expect(report.edits.map(e => e.cell)).toEqual(['C2', 'D2', 'D3', 'C5', 'D5']);
    expect(report.counts).toEqual({ questions: 4, answered: 2, review: 1, noEvidence: 1, prefilled: 0 });

    // Taking the written values out again gives the file that came, byte for byte.
    let emptied = Buffer.from(bytes);
    for (const { value } of [...report.edits].reverse()) {
      const plain = encodedAs(original, String(value));
      const quoted = Buffer.concat([Buffer.from('"'), plain, Buffer.from('"')]);
      const written = emptied.includes(quoted) ? quoted : plain;
      const at = emptied.lastIndexOf(written);
      expect(at).toBeGreaterThan(0);
      emptied = Buffer.concat([emptied.subarray(0, at), emptied.subarray(at + written.length)]);
    }
    expect(emptied.equals(original)).toBe(true);
  });

  it('in Shift_JIS tells of an answer that it cannot hold, and writes the others', async () => {
    const foreign = {
      ...scripted,
      answer: (q: Parameters<typeof scripted.answer>[0]) => {
        const found = scripted.answer(q);
        const [first, ...others] = found.citations;
        if (!first || q.question !== ASKED[0]) return found;
        return { ...found, citations: [{ ...first, quote: '한국어로 씁니다.' }, ...others] };
      },
    };
    const bytes = iconv.encode(checklistText(','), 'cp932');
    const { report } = await answerWorkbook({ bytes, fileName: '表.csv', matcher: foreign, mode: 'draft' });
    expect(report.edits.map(e => e.cell)).toEqual(['C2', 'D3', 'C5', 'D5']);
    expect(report.messages).toContainEqual(expect.objectContaining({ code: 'not-encodable', where: '表!D2' }));
  });
});

/** The text in the encoding that the file is in. */
const encodedAs = (file: Buffer, text: string): Buffer =>
  file.includes(Buffer.from('備考')) ? Buffer.from(text) : iconv.encode(text, 'cp932');
