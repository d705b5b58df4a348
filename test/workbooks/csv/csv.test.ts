import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readWorkbook, writeCells } from '../../../workbooks/index.ts';
import type { CellEdit } from '../../../workbooks/model.ts';
import { makeSheet } from '../fixtures/make-workbook.ts';
import { refusalOf } from '../fixtures/refusal-of.ts';

const edit = (cell: string, value: string | boolean): CellEdit => ({ sheet: 'q', cell, value });

async function rowsOf(bytes: Uint8Array, name = 'q.csv'): Promise<(readonly [string, string])[][]> {
  const sheet = (await readWorkbook(bytes, name)).sheets[0];
  return [...(sheet?.rows.values() ?? [])].map(row =>
    [...row.values()].map(cell => [`${cell.row}:${cell.column}`, cell.text] as const),
  );
}

describe('reading', () => {
  test('one sheet bears the file’s name', async () => {
    const workbook = await readWorkbook(Buffer.from('a'), 'C:\\x\\確認.表.csv');
    expect(workbook.sheets.map(sheet => [sheet.name, sheet.visible])).toEqual([['確認.表', true]]);
    expect(workbook.hasFormulas).toBe(false);
  });

  test('quotes, doubled quotes, delimiters and line breaks in fields, short and empty records', async () => {
    const text = '\ufeffNo,"質問 ""甲"", 乙",回答\r\n1,"二\r\n行",\r\n\r\n2\n3,x"y"z,"a"b\n';
    expect(await rowsOf(Buffer.from(text))).toEqual([
      [
        ['1:1', 'No'],
        ['1:2', '質問 "甲", 乙'],
        ['1:3', '回答'],
      ],
      [
        ['2:1', '1'],
        ['2:2', '二\n行'],
      ],
      [['4:1', '2']],
      [
        ['5:1', '3'],
        ['5:2', 'x"y"z'],
        ['5:3', 'ab'],
      ],
    ]);
  });

  test.each<[string, string, Uint8Array]>([
    ['UTF-8', 'q.csv', Buffer.from('表,ソ十')],
    ['UTF-8 with a mark', 'q.csv', Buffer.from('\ufeff表,ソ十')],
    ['Shift_JIS', 'q.csv', iconv.encode('表,ソ十', 'cp932')],
    ['UTF-16', 'q.txt', Buffer.from('\ufeff表\tソ十', 'utf16le')],
    ['tabs', 'q.tsv', Buffer.from('表\tソ十')],
    ['semicolons', 'q.csv', Buffer.from('表;ソ十')],
  ])('%s', async (_, name, bytes) => {
    expect(await rowsOf(bytes, name)).toEqual([
      [
        ['1:1', '表'],
        ['1:2', 'ソ十'],
      ],
    ]);
  });

  test('commas inside quotes do not make a tab file a comma file', async () => {
    expect((await rowsOf(Buffer.from('a\t"1,2,3,4"\nb\t"5,6,7"'), 'q.tsv'))[0]).toHaveLength(2);
  });

  test.each<[string, string, Uint8Array]>([
    ['empty-file', 'nothing', Buffer.alloc(0)],
    ['not-a-workbook', 'binary', Buffer.from([1, 0, 2, 0, 0])],
    ['unknown-encoding', 'neither encoding', Buffer.from([0x61, 0xff, 0xfe, 0xfd])],
    ['broken-workbook', 'a quote that is never closed', Buffer.from('a,b\r\nc,"d\ne')],
  ])('%s: %s', async (code, _, bytes) => {
    const refusal = await refusalOf(readWorkbook(bytes, '質問.csv'));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain('質問.csv');
  });

  test('an unclosed quote is told with its line', async () => {
    expect((await refusalOf(readWorkbook(Buffer.from('a,b\r\nc,"d\ne'), 'q.csv'))).en).toContain('line 2');
  });

  test('a workbook is a workbook even when it is called .csv', async () => {
    expect((await readWorkbook(makeSheet(''), 'q.csv')).sheets[0]?.name).toBe('S');
  });
});

describe('writing', () => {
  const text = 'No,質問,回答,備考\r\n1,"甲, ""乙""",,\r\n2,丙,"",既\r\n3\r\n';
  const formats: readonly (readonly [string, string, (text: string) => Buffer])[] = [
    ['UTF-8', 'q.csv', made => Buffer.from(made)],
    ['UTF-8 with a mark', 'q.csv', made => Buffer.from(`\ufeff${made}`)],
    ['Shift_JIS', 'q.csv', made => iconv.encode(made, 'cp932')],
    ['UTF-16 with tabs', 'q.txt', made => Buffer.from(`\ufeff${made.replaceAll(',', '\t')}`, 'utf16le')],
    ['big-endian UTF-16', 'q.csv', made => Buffer.from(`\ufeff${made}`, 'utf16le').swap16()],
    ['lone line feeds', 'q.csv', made => Buffer.from(made.replaceAll('\r', ''))],
  ];

  test.each(formats)('%s: only the answered fields change, and the format stays', async (_, name, encode) => {
    const result = await writeCells(
      encode(text),
      [edit('D2', '済\n"可"'), edit('C2', '○'), edit('C3', '△'), edit('D4', 'x')],
      name,
    );
    const expected = 'No,質問,回答,備考\r\n1,"甲, ""乙""",○,"済\n""可"""\r\n2,丙,"△",既\r\n3,,,x\r\n';
    expect(Buffer.from(result.bytes).equals(encode(expected))).toBe(true);
    expect(result.refused).toEqual([]);
  });

  test.each<[string, string]>([
    ['=1+1', "'=1+1"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['@import', "'@import"],
    ['＝1+1', "'＝1+1"],
    ['\t=1', "'\t=1"],
    ['-', '-'],
    ['－', '－'],
    ['+81-3-1234-5678', '+81-3-1234-5678'],
    ['-12.5%', '-12.5%'],
    ['対応済=可', '対応済=可'],
  ])('%j is written as %j, so that no spreadsheet runs it', async (value, stored) => {
    const { written } = await writeCells(Buffer.from('a,\n'), [edit('B1', value)], 'q.csv');
    expect(written).toEqual([{ sheet: 'q', cell: 'B1', value: stored }]);
  });

  test('a character that Shift_JIS lacks is refused, unless it has one that looks the same', async () => {
    const { refused, written, messages } = await writeCells(
      iconv.encode('質問,\r\n,\r\n', 'cp932'),
      [edit('B1', '😀'), edit('B2', '9〜18時 − ①')],
      'q.csv',
    );
    expect(refused).toMatchObject([{ code: 'not-encodable', edit: { cell: 'B1' } }]);
    expect(messages).toMatchObject([{ code: 'not-encodable', where: 'q!B1' }]);
    expect(written).toEqual([{ sheet: 'q', cell: 'B2', value: '9～18時 － ①' }]);
  });

  test.each<[string, CellEdit]>([
    ['filled-cell', edit('A1', 'x')],
    ['beyond-last-row', edit('A5', 'x')],
    ['unknown-sheet', { sheet: 'other', cell: 'B1', value: 'x' }],
    ['bad-cell-reference', edit('1', 'x')],
  ])('%s is refused and the bytes stay', async (code, refusedEdit) => {
    const bytes = Buffer.from('a,\n');
    const result = await writeCells(bytes, [refusedEdit], 'q.csv');
    expect(result.refused).toMatchObject([{ code }]);
    expect(result.bytes).toBe(bytes);
  });

  test('TRUE and FALSE are words', async () => {
    const { bytes } = await writeCells(Buffer.from(',\n'), [edit('A1', true), edit('B1', false)], 'q.csv');
    expect(Buffer.from(bytes).toString()).toBe('TRUE,FALSE\n');
  });

  test('any field that is written is read again, and no other changes', async () => {
    const field = fc.string({ unit: fc.constantFrom(...'a,"\n\r\t; あ'), maxLength: 6 });
    const csvOf = (records: readonly (readonly string[])[]) =>
      records.map(fields => fields.map(value => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        field,
        async (records, value) => {
          fc.pre(value.trim() !== '' && !/^[=+\-@\t\r]/.test(value));
          const bytes = Buffer.from(csvOf([...records, ['a', '', 'c']]));
          const cell = `B${records.length + 1}`;
          const { bytes: out, written } = await writeCells(bytes, [edit(cell, value)], 'q.csv');
          expect(written).toHaveLength(1);
          const plain = (text: string) => text.replace(/\r\n?/g, '\n');
          expect(Buffer.from(out).toString()).toBe(csvOf([...records, ['a', plain(value), 'c']]));
        },
      ),
      { numRuns: 300 },
    );
  });
});
