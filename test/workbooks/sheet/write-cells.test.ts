import { describe, expect, test } from 'vitest';
import { readWorkbook, writeCells } from '../../../workbooks/index.ts';
import type { CellEdit } from '../../../workbooks/model.ts';
import { inline, makeSheet, makeWorkbook, relationshipsXml, workbookParts } from '../fixtures/make-workbook.ts';
import { partText, unzip } from '../fixtures/unzip.ts';
import { zipOf } from '../fixtures/zip-of.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const edit = (cell: string, value: string | boolean, sheet = 'S'): CellEdit => ({ sheet, cell, value });

/** The sheet's data after writing, and what was refused. */
async function write(bytes: Uint8Array, ...edits: CellEdit[]) {
  const result = await writeCells(bytes, edits, 'a.xlsx');
  const xml = partText(result.bytes, SHEET);
  return { ...result, xml, data: /<sheetData.*<\/sheetData>|<sheetData\/>/s.exec(xml)?.[0] ?? '' };
}

describe('the XML that is written', () => {
  test('a blank cell keeps its attributes and place; nothing else changes', async () => {
    const before = `<row r="8" spans="1:9" ht="30.5" customHeight="1">${inline('A8', '問')}<c  s='12' r="F8" t="s"/><c r="G8" s="3"/></row>`;
    const bytes = makeSheet(before, { after: '<!-- <c r="F8"/> --><pageMargins left="0.7"/>' });
    const { xml } = await write(bytes, edit('F8', '○'));
    const cell = `<c  s='12' r="F8" t="inlineStr"><is><t xml:space="preserve">○</t></is></c>`;
    expect(xml).toBe(partText(bytes, SHEET).replace(`<c  s='12' r="F8" t="s"/>`, cell));
  });

  test.each<[string, string]>([
    ['<c r="B1" s="1"></c>', 'an empty element'],
    ['<c r="B1" s="1"><v></v></c>', 'an empty value'],
    ['<c r="B1" s="1" t="inlineStr"><is><t> </t></is></c>', 'a blank text'],
    ['<c r="B1" s="1" t="s"><v>0</v></c>', 'a shared blank'],
  ])('%s (%s) is replaced whole', async cell => {
    const bytes = makeSheet(`<row r="1">${cell}<c r="C1"/></row>`, {
      strings: ['　'],
      styles: '<cellXfs><xf/><xf/></cellXfs>',
    });
    const { data } = await write(bytes, edit('B1', 'x'));
    expect(data).toBe(
      '<sheetData><row r="1"><c r="B1" s="1" t="inlineStr"><is><t xml:space="preserve">x</t></is></c><c r="C1"/></row></sheetData>',
    );
  });

  test('missing cells and rows are made in order, styled as their row or column', async () => {
    const bytes = makeSheet(
      '<row r="2" s="5" customFormat="1"><c r="B2" s="1"/></row><row r="4" s="6"/><row r="6"><c r="C6"/></row>',
      {
        before: '<cols><col min="1" max="3" width="9" style="7"/></cols>',
      },
    );
    const { data, refused } = await write(
      bytes,
      ...['A2', 'D2', 'A1', 'A3', 'C4', 'Z4', 'A6', 'D6', 'B9'].map(cell => edit(cell, 'x')),
    );
    expect(refused).toEqual([]);
    expect(data.replaceAll('<is><t xml:space="preserve">x</t></is>', '').replaceAll(' t="inlineStr"></c>', '/>')).toBe(
      '<sheetData><row r="1"><c r="A1" s="7"/></row><row r="2" s="5" customFormat="1"><c r="A2" s="5"/><c r="B2" s="1"/><c r="D2" s="5"/></row>' +
        '<row r="3"><c r="A3" s="7"/></row><row r="4" s="6"><c r="C4" s="7"/><c r="Z4"/></row>' +
        '<row r="6"><c r="A6" s="7"/><c r="C6"/><c r="D6"/></row><row r="9"><c r="B9" s="7"/></row></sheetData>',
    );
  });

  test('an empty sheet gets its first row', async () => {
    const { data } = await write(makeSheet('<sheetData/>'), edit('B2', 'x'));
    expect(data).toBe(
      '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">x</t></is></c></row></sheetData>',
    );
  });

  test('rows and cells without r keep their implied places', async () => {
    const bytes = makeSheet('<row><c t="str"><v>a</v></c><c s="1"/></row><row><c/></row><row r="9"/>');
    const { bytes: out, data } = await write(bytes, edit('B1', 'b'), edit('B2', 'c'), edit('A5', 'd'));
    expect(data).toContain('<c s="1" t="inlineStr">');
    const sheet = (await readWorkbook(out, 'a.xlsx')).sheets[0];
    const text = (row: number, column: number) => sheet?.rows.get(row)?.get(column)?.text;
    expect([text(1, 1), text(1, 2), text(2, 2), text(5, 1)]).toEqual(['a', 'b', 'c', 'd']);
  });

  test('references that are written by character numbers are the same references', async () => {
    const bytes = makeSheet('<row r="&#x32;"><c r="&#66;2" s="1"/></row>');
    const { data } = await write(bytes, edit('A2', 'x'), edit('B2', 'y'));
    expect(data).toMatch(/^<sheetData><row r="&#x32;"><c r="A2" .*x<\/t><\/is><\/c><c r="&#66;2" s="1" t="inlineStr">/);
  });

  test('the sheet’s own prefix is used', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const sheet = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>`;
    const { xml } = await write(
      makeSheet('', { parts: { [SHEET]: sheet } }),
      edit('A1', 'a'),
      edit('B1', true),
      edit('C3', 'c'),
    );
    expect(xml).toContain('<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">a</x:t></x:is></x:c>');
    expect(xml).toContain('<x:c r="B1" t="b"><x:v>1</x:v></x:c>');
    expect(xml).toContain('<x:row r="3"><x:c r="C3"');
  });

  test('what follows the cells of a row stays behind them', async () => {
    const { data } = await write(
      makeSheet('<row r="1"><c r="A1"/><extLst><ext><c/></ext></extLst></row>'),
      edit('B1', 'x'),
    );
    expect(data).toMatch(/<c r="B1" .*<\/c><extLst><ext><c\/><\/ext><\/extLst><\/row>/);
  });

  test('rows and cells inside extensions are none, neither to the reader nor to the writer', async () => {
    const fake = `<extLst><ext><sheetData><row r="1">${inline('A1', 'no')}</row></sheetData></ext></extLst>`;
    const bytes = makeSheet(`<row r="1"><c r="B1">${fake}</c></row>${fake}`, { before: fake });
    const { bytes: out, refused, xml } = await write(bytes, edit('A1', 'x'), edit('B1', 'y'));
    expect(refused).toEqual([]);
    expect(xml).toMatch(
      /<sheetData><row r="1"><c r="A1"[^>]*><is>.*<c r="B1"[^>]*><is>.*y<\/t><\/is><\/c><\/row><extLst>/,
    );
    const row = (await readWorkbook(out, 'a.xlsx')).sheets[0]?.rows.get(1);
    expect([...(row?.values() ?? [])].map(cell => cell.text)).toEqual(['x', 'y']);
  });

  test('a part in UTF-16 stays in UTF-16, its mark too', async () => {
    const made = workbookParts({ sheets: [{ name: 'S', data: '<row r="1"><c r="A1"/></row>' }] });
    for (const swap of [false, true]) {
      const little = Buffer.from(`\ufeff${String(made[SHEET]).replace('UTF-8', 'UTF-16')}`, 'utf16le');
      const { bytes } = await writeCells(
        zipOf({ ...made, [SHEET]: swap ? little.swap16() : little }),
        [edit('A1', '答え😀')],
        'a.xlsx',
      );
      expect((await readWorkbook(bytes, 'a.xlsx')).sheets[0]?.rows.get(1)?.get(1)?.text).toBe('答え😀');
      const part = unzip(bytes).find(entry => entry.name === SHEET)?.content;
      expect(part?.subarray(0, 2)).toEqual(Buffer.from(swap ? [0xfe, 0xff] : [0xff, 0xfe]));
    }
  });
});

describe('values', () => {
  test.each(['=1+1', '+81', '-', '@x', "'quoted"])('%j is a text cell, as it is', async value => {
    const { bytes, data } = await write(makeSheet(''), edit('A1', value));
    expect(data).not.toContain('<f>');
    expect((await readWorkbook(bytes, 'a.xlsx')).sheets[0]?.rows.get(1)?.get(1)).toMatchObject({
      text: value,
      kind: 'text',
      formula: false,
    });
  });

  test('control characters and what looks like an escape are escaped', async () => {
    const { data, written } = await write(makeSheet(''), edit('A1', 'a\u0001b_x0041_c\ufffe'));
    expect(data).toContain('a_x0001_b_x005F_x0041_c_xFFFE_');
    expect(written[0]?.value).toBe('a_x0001_b_x005F_x0041_c_xFFFE_');
  });

  test('line breaks are one \\n each', async () => {
    const { written } = await write(makeSheet(''), edit('A1', 'a\r\nb\rc\nd'));
    expect(written[0]?.value).toBe('a\nb\nc\nd');
  });

  test('a text that is too long is cut, with a message, never inside a character', async () => {
    const { written, messages, refused } = await write(
      makeSheet(''),
      edit('A1', `${'あ'.repeat(32_766)}😀😀`),
      edit('A2', 'あ'.repeat(32_767)),
    );
    expect(refused).toEqual([]);
    expect(written.map(({ value }) => String(value).length)).toEqual([32_766, 32_767]);
    expect(messages).toMatchObject([{ severity: 'warning', code: 'text-cut', where: 'S!A1' }]);
  });

  test('true and false are boolean cells', async () => {
    const { data, written } = await write(
      makeSheet('<row r="1"><c r="A1" s="1"/></row>'),
      edit('A1', true),
      edit('B1', false),
    );
    expect(data).toContain('<c r="A1" s="1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>');
    expect(written.map(({ value }) => value)).toEqual(['1', '0']);
  });
});

describe('what is not written', () => {
  const styles = '<cellXfs><xf/><xf><protection locked="0"/></xf></cellXfs>';
  const list = (more: string) =>
    `<dataValidations><dataValidation type="list" ${more} sqref="A1:A9"><formula1>"○,×"</formula1></dataValidation></dataValidations>`;

  test.each<[string, CellEdit, string, Uint8Array]>([
    ['a filled cell', edit('A1', 'x'), 'filled-cell', makeSheet(`<row r="1">${inline('A1', '済')}</row>`)],
    [
      'a cell that holds FALSE',
      edit('A1', 'x'),
      'filled-cell',
      makeSheet('<row r="1"><c r="A1" t="b"><v>0</v></c></row>'),
    ],
    [
      'a zero that its format hides',
      edit('A1', 'x'),
      'filled-cell',
      makeSheet('<row r="1"><c r="A1" s="1"><v>0</v></c></row>', {
        styles:
          '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>',
      }),
    ],
    [
      'a formula without a value',
      edit('A1', 'x'),
      'formula-cell',
      makeSheet('<row r="1"><c r="A1"><f>B1</f></c></row>'),
    ],
    [
      'where an array formula spills',
      edit('A3', 'x'),
      'formula-cell',
      makeSheet('<row r="1"><c r="A1"><f t="array" ref="A1:A5">B1:B5</f><v>1</v></c></row>'),
    ],
    [
      'inside a merge',
      edit('B2', 'x'),
      'inside-merge',
      makeSheet('', { after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' }),
    ],
    ['a locked cell', edit('A1', 'x'), 'locked-cell', makeSheet('', { styles, after: '<sheetProtection sheet="1"/>' })],
    [
      'what a strict list lacks',
      edit('A2', '△'),
      'not-in-list',
      makeSheet('', { after: list('showErrorMessage="1"') }),
    ],
    ['an unknown sheet', edit('A1', 'x', 's'), 'unknown-sheet', makeSheet('')],
    ['no reference', edit('A0', 'x'), 'bad-cell-reference', makeSheet('')],
    ['an empty value', edit('A1', ''), 'empty-value', makeSheet('')],
    ['rows out of order', edit('A9', 'x'), 'disordered-sheet', makeSheet('<row r="2"/><row r="1"/>')],
    ['a row that comes twice', edit('A9', 'x'), 'disordered-sheet', makeSheet('<row r="2"/><row r="2"/>')],
    ['data that stand twice', edit('A9', 'x'), 'disordered-sheet', makeSheet('<sheetData/><sheetData/>')],
    [
      'no data at all',
      edit('A9', 'x'),
      'disordered-sheet',
      makeSheet('', { parts: { [SHEET]: '<worksheet><sheetFormatPr/></worksheet>' } }),
    ],
    ['cells out of order', edit('A9', 'x'), 'disordered-sheet', makeSheet('<row r="2"><c r="B2"/><c r="A2"/></row>')],
  ])('%s', async (_, refusedEdit, code, bytes) => {
    const { refused, written, messages, bytes: out } = await write(bytes, refusedEdit);
    expect(refused).toMatchObject([{ edit: refusedEdit, code }]);
    expect(refused[0]?.text).toContain(`${refusedEdit.sheet}!${refusedEdit.cell}`);
    expect(messages).toMatchObject([{ severity: 'warning', code, where: `${refusedEdit.sheet}!${refusedEdit.cell}` }]);
    expect(written).toEqual([]);
    expect(out).toBe(bytes);
  });

  test('where a pivot table fills, its page fields included', async () => {
    const pivot =
      '<pivotTableDefinition><location ref="A5:C9" rowPageCount="1" colPageCount="1"/></pivotTableDefinition>';
    const bytes = makeSheet('', { relationships: [['pivotTable', '../p.xml']], parts: { 'xl/p.xml': pivot } });
    const { refused, written } = await write(bytes, edit('B9', 'x'), edit('A3', 'x'), edit('A2', 'x'), edit('D9', 'x'));
    expect(refused.map(({ edit: { cell }, code }) => [cell, code])).toEqual([
      ['B9', 'pivot-cell'],
      ['A3', 'pivot-cell'],
    ]);
    expect(written).toHaveLength(2);
  });

  test('the second of two edits of one cell', async () => {
    const { refused, written } = await write(makeSheet(''), edit('A1', 'a'), edit('$a$1', 'b'));
    expect(refused).toMatchObject([{ code: 'duplicate-edit', edit: { value: 'b' } }]);
    expect(written).toMatchObject([{ value: 'a' }]);
  });

  test('the others are written all the same: a merge’s master, an unlocked cell, a value of the list', async () => {
    const bytes = makeSheet('<row r="1"><c r="A1" s="1"/><c r="B1" s="1"/></row>', {
      styles,
      after: `<sheetProtection sheet="1"/><mergeCells><mergeCell ref="B1:C2"/></mergeCells>${list('showErrorMessage="1"')}`,
    });
    const { refused, written } = await write(
      bytes,
      edit('A1', '○'),
      edit('B1', 'x'),
      edit('A2', '○'),
      edit('D1', '済'),
    );
    expect(written.map(({ cell }) => cell)).toEqual(['A1', 'B1']);
    expect(refused.map(({ code }) => code)).toEqual(['locked-cell', 'locked-cell']);
  });

  test('a list that only warns does not refuse', async () => {
    const { written } = await write(
      makeSheet('', { after: list('errorStyle="warning" showErrorMessage="1"') }),
      edit('A1', '△'),
    );
    expect(written).toHaveLength(1);
  });

  test('TRUE is in a list of TRUE and FALSE', async () => {
    const truth =
      '<dataValidations><dataValidation type="list" showErrorMessage="1" sqref="A1"><formula1>"TRUE,FALSE"</formula1></dataValidation></dataValidations>';
    expect((await write(makeSheet('', { after: truth }), edit('A1', true))).written).toHaveLength(1);
  });
});

describe('the other parts', () => {
  const formula = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>';
  const calc = async (after: string, data = formula) => {
    const bytes = makeWorkbook({ sheets: [{ name: 'S', data }], after });
    const { bytes: out } = await writeCells(bytes, [edit('B1', 'x')], 'a.xlsx');
    return { before: partText(bytes, 'xl/workbook.xml'), after: partText(out, 'xl/workbook.xml') };
  };

  test.each<[string, string, string]>([
    ['an attribute', '<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'],
    [
      'another value',
      '<calcPr fullCalcOnLoad="0" calcId="1"></calcPr>',
      '<calcPr calcId="1" fullCalcOnLoad="1"></calcPr>',
    ],
    ['an element behind the sheets', '<extLst/>', '<calcPr fullCalcOnLoad="1"/><extLst/>'],
    [
      'an element behind the names',
      '<definedNames><definedName name="a">1</definedName></definedNames>',
      '<definedNames><definedName name="a">1</definedName></definedNames><calcPr fullCalcOnLoad="1"/>',
    ],
  ])('recalculation is asked for where formulas exist: %s', async (_, there, becomes) => {
    const { before, after } = await calc(there);
    expect(after).toBe(before.replace(there, becomes));
  });

  test('without formulas the workbook part stays', async () => {
    const { before, after } = await calc('<calcPr calcId="1"/>', '');
    expect(after).toBe(before);
  });

  test('all that was not written to is the same, byte for byte, and in the same order', async () => {
    const parts = workbookParts({
      sheets: [{ name: 'S', data: formula }, { name: 'T' }],
      strings: ['x'],
      parts: {
        'xl/vbaProject.bin': Buffer.from([1, 2, 3]),
        'xl/media/i.png': Buffer.alloc(999, 7),
        'xl/calcChain.xml': '<calcChain/>',
      },
    });
    const bytes = zipOf(
      Object.entries(parts).map(([name, content], at) => ({
        name,
        content,
        stored: at % 3 === 0,
        descriptor: at % 2 === 0,
      })),
    );
    const { bytes: out } = await writeCells(bytes, [edit('B7', 'x')], 'a.xlsm');
    const [before, after] = [unzip(bytes), unzip(out)];
    expect(after.map(entry => entry.name)).toEqual(before.map(entry => entry.name));
    const changed = after.filter((entry, at) => !entry.record.equals(before[at]?.record ?? Buffer.alloc(0)));
    expect(changed.map(entry => entry.name).sort()).toEqual(['xl/workbook.xml', SHEET].sort());
  });

  test('that a signature breaks is told when something is written', async () => {
    const parts = workbookParts({ sheets: [{ name: 'S' }] });
    const rels = relationshipsXml([
      ['officeDocument', 'xl/workbook.xml'],
      ['digital-signature/origin', '_xmlsignatures/origin.sigs'],
    ]);
    const bytes = zipOf({ ...parts, '_rels/.rels': rels });
    expect((await write(bytes, edit('A1', 'x'))).messages).toMatchObject([{ code: 'signature-will-break' }]);
    expect((await write(bytes)).messages).toEqual([]);
  });
});
