import { describe, expect, test } from 'vitest';
import { cellRef, readWorkbook } from '../../../workbooks/index.ts';
import type { Cell, Sheet } from '../../../workbooks/model.ts';
import { LIMITS } from '../../../workbooks/package/limits.ts';
import { mayWrite } from '../../../workbooks/protection.ts';
import { loadWorkbook } from '../../../workbooks/sheet/load-workbook.ts';
import { inline, makeSheet, makeWorkbook, relationshipsXml, workbookParts } from '../fixtures/make-workbook.ts';
import { refusalOf } from '../fixtures/refusal-of.ts';
import { zipOf } from '../fixtures/zip-of.ts';

async function sheetOf(bytes: Uint8Array): Promise<Sheet> {
  const sheet = (await readWorkbook(bytes, 'a.xlsx')).sheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** Texts by reference. */
function texts(sheet: Sheet): Record<string, string> {
  const cells = [...sheet.rows.values()].flatMap(row => [...row.values()]);
  return Object.fromEntries(cells.map(cell => [cellRef(cell.row, cell.column), cell.text]));
}

async function cellOf(bytes: Uint8Array, row = 1, column = 1): Promise<Cell | undefined> {
  return (await sheetOf(bytes)).rows.get(row)?.get(column);
}

describe('texts', () => {
  test('rich text is joined and furigana is left out', async () => {
    const strings = [
      '<r><t>東</t></r><r><rPr><b/></rPr><t xml:space="preserve">京 </t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
      '<t>大阪</t><rPh sb="0" eb="2"><t>オオサカ</t></rPh>',
    ];
    const data = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
    expect(texts(await sheetOf(makeSheet(data, { strings })))).toEqual({ A1: '東京 ', B1: '大阪' });
  });

  test('inline strings may be rich, in CDATA or escaped', async () => {
    const data =
      '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>' +
      '<c r="B1" t="inlineStr"><is><t><![CDATA[<x> & y]]></t></is></c>' +
      '<c r="C1" t="inlineStr"><is><t>1_x000D_\n2_x005F_x000D_ &#x3042;</t></is></c></row>';
    expect(texts(await sheetOf(makeSheet(data)))).toEqual({ A1: 'ab', B1: '<x> & y', C1: '1\n2_x000D_ あ' });
  });

  test('a shared string that does not exist is damage, told with its cell', async () => {
    const bytes = makeSheet('<row r="3"><c r="B3" t="s"><v>7</v></c></row>', { strings: ['a'] });
    const refusal = await refusalOf(readWorkbook(bytes, 'a.xlsx'));
    expect(refusal.code).toBe('broken-workbook');
    expect(refusal.message).toContain('S!B3');
  });
});

describe('values', () => {
  const styles =
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
    '<cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>';
  const value = (cell: string) => cellOf(makeSheet(`<row r="1">${cell}</row>`, { styles }));

  test.each<[string, string, Cell['kind']]>([
    ['<c r="A1"><v>12.5</v></c>', '12.5', 'number'],
    ['<c r="A1" s="1"><v>0.5</v></c>', '50%', 'number'],
    ['<c r="A1" s="2"><v>45869</v></c>', '2025/7/31', 'date'],
    ['<c r="A1" s="3"><v>45869</v></c>', '2025年7月', 'date'],
    ['<c r="A1" s="2" t="d"><v>2025-07-31</v></c>', '2025/7/31', 'date'],
    ['<c r="A1" t="b"><v>1</v></c>', 'TRUE', 'boolean'],
    ['<c r="A1" t="b"><v>0</v></c>', 'FALSE', 'boolean'],
    ['<c r="A1" t="e"><v>#N/A</v></c>', '#N/A', 'error'],
    ['<c r="A1"><v>not a number</v></c>', 'not a number', 'text'],
    ['<c r="A1" s="99"><v>3</v></c>', '3', 'number'],
  ])('%s shows %s', async (cell, text, kind) => {
    expect(await value(cell)).toMatchObject({ text, kind, formula: false });
  });

  test('a formula shows its cached value and is known as one, even without a value', async () => {
    const data =
      '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>結果</v></c><c r="B1"><f t="shared" si="0"/></c></row>';
    const workbook = await readWorkbook(makeSheet(data), 'a.xlsx');
    expect(workbook.hasFormulas).toBe(true);
    expect(workbook.sheets[0]?.rows.get(1)?.get(1)).toMatchObject({ text: '結果', formula: true });
    expect(workbook.sheets[0]?.rows.get(1)?.get(2)).toMatchObject({ text: '', formula: true, kind: 'blank' });
  });

  test('the 1904 date system is heeded', async () => {
    const made = { sheets: [{ name: 'S', data: '<row r="1"><c r="A1" s="2"><v>44407</v></c></row>' }], styles };
    const after = '<extLst><ext><x14:workbookPr xmlns:x14="x" defaultImageDpi="220"/></ext></extLst>';
    const bytes = makeWorkbook({ ...made, before: '<workbookPr date1904="1"/>', after });
    expect(await cellOf(bytes)).toMatchObject({ text: '2025/7/31' });
  });
});

describe('places', () => {
  test('cells and rows without r follow the one before', async () => {
    const data =
      '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row r="4"><c r="C4" t="str"><v>c</v></c><c t="str"><v>d</v></c></row><row><c t="str"><v>e</v></c></row>';
    expect(texts(await sheetOf(makeSheet(data)))).toEqual({ A1: 'a', B1: 'b', C4: 'c', D4: 'd', A5: 'e' });
  });

  test('a row without r takes the number that its first cell says', async () => {
    const data = '<row><c r="A3" t="str"><v>a</v></c></row><row><c t="str"><v>b</v></c></row>';
    expect(texts(await sheetOf(makeSheet(data)))).toEqual({ A3: 'a', A4: 'b' });
  });

  test('a dimension that lies is not believed', async () => {
    const bytes = makeSheet(`<row r="9">${inline('Z9', 'x')}</row>`, { before: '<dimension ref="A1"/>' });
    expect(texts(await sheetOf(bytes))).toEqual({ Z9: 'x' });
  });

  test.each([
    '<row r="0"/>',
    '<row r="1048577"/>',
    '<row r="x"/>',
    '<row r="1"><c r="B2"/></row>',
    '<row r="1"><c r="??"/></row>',
  ])('%s is damage', async data => {
    expect((await refusalOf(readWorkbook(makeSheet(data), 'a.xlsx'))).code).toBe('broken-workbook');
  });

  test('any prefix and single quotes are read alike', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const sheet = `<x:worksheet xmlns:x='${main}'><x:sheetData><x:row r='2'><x:c r='B2' t='inlineStr'><x:is><x:t>あ</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='B2:C3'/></x:mergeCells></x:worksheet>`;
    const bytes = makeSheet('', { parts: { 'xl/worksheets/sheet1.xml': sheet } });
    const read = await sheetOf(bytes);
    expect(texts(read)).toEqual({ B2: 'あ' });
    expect(read.merges).toEqual([{ top: 2, left: 2, bottom: 3, right: 3 }]);
  });

  test.each(['utf16le', 'utf16be'] as const)('a part in %s is read', async encoding => {
    const made = workbookParts({ sheets: [{ name: 'S', data: `<row r="1">${inline('A1', 'あ')}</row>` }] });
    const text = String(made['xl/worksheets/sheet1.xml']).replace('UTF-8', 'UTF-16');
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const wide = encoding === 'utf16le' ? little : little.swap16();
    expect(texts(await sheetOf(zipOf({ ...made, 'xl/worksheets/sheet1.xml': wide })))).toEqual({ A1: 'あ' });
  });
});

describe('what a sheet says of itself', () => {
  test('hidden sheets, rows and columns, widths, merges and the filter', async () => {
    const bytes = makeWorkbook({
      sheets: [
        {
          name: 'A',
          before: '<cols><col min="2" max="3" width="12.5"/><col min="5" max="16384" hidden="1" width="0"/></cols>',
          data: '<row r="2" hidden="1"/><row r="3" hidden="true"/>',
          after:
            '<autoFilter ref="A1:C9"><filterColumn colId="0"/></autoFilter><customSheetViews><customSheetView><autoFilter ref="Z1:Z2"/></customSheetView></customSheetViews><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        },
        { name: 'B', state: 'hidden' },
        { name: 'C', state: 'veryHidden' },
      ],
    });
    const [a, b, c] = (await readWorkbook(bytes, 'a.xlsx')).sheets;
    expect([a?.visible, b?.visible, c?.visible]).toEqual([true, false, false]);
    expect([...(a?.hiddenRows ?? [])]).toEqual([2, 3]);
    expect(a?.hiddenColumns.has(5)).toBe(true);
    expect(a?.hiddenColumns.has(4)).toBe(false);
    expect(a?.widths.get(3)).toBe(12.5);
    expect(a?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 2 }]);
    expect(a?.autoFilter).toEqual({ top: 1, left: 1, bottom: 9, right: 3 });
  });

  test('fill, bold and unlocked come from the style', async () => {
    const styles =
      '<fonts><font/><font><b/></font><font><b val="0"/></font></fonts>' +
      '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFd9e1f2"/></patternFill></fill>' +
      '<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill>' +
      '<fill><patternFill patternType="gray125"><fgColor rgb="FF000000"/></patternFill></fill></fills>' +
      '<cellXfs><xf/><xf fontId="1" fillId="1"/><xf fontId="2" fillId="2"/><xf fillId="3"><protection locked="0"/></xf><xf fillId="4"/></cellXfs>' +
      '<dxfs><dxf><font><b/></font><fill><patternFill patternType="solid"><fgColor rgb="FF112233"/></patternFill></fill></dxf></dxfs>';
    const cells = [1, 2, 3, 4].map((style, at) => `<c r="${cellRef(1, at + 1)}" s="${style}"/>`).join('');
    const row = (await sheetOf(makeSheet(`<row r="1">${cells}</row>`, { styles }))).rows.get(1);
    expect([...(row?.values() ?? [])].map(({ kind, fill, bold, unlocked }) => [kind, fill, bold, unlocked])).toEqual([
      ['blank', 'D9E1F2', true, false],
      ['blank', 'theme:4', false, false],
      ['blank', 'FFFF00', false, true],
      ['blank', null, false, false],
    ]);
  });

  test('a cell without text and style is left out', async () => {
    expect(texts(await sheetOf(makeSheet('<row r="1"><c r="A1"/><c r="B1" s="0"/></row>')))).toEqual({});
  });

  test('Tables are read with their header rows', async () => {
    const table =
      '<table displayName="回答表" ref="A3:C9" headerRowCount="1" totalsRowCount="1"><tableColumns><tableColumn name="x"/></tableColumns></table>';
    const bytes = makeSheet('', {
      relationships: [['table', '/xl/tables/table1.xml']],
      parts: { 'xl/tables/table1.xml': table },
    });
    expect((await sheetOf(bytes)).tables).toEqual([
      { name: '回答表', range: { top: 3, left: 1, bottom: 9, right: 3 }, headerRows: 1 },
    ]);
  });

  test('chart sheets are no sheets with questions', async () => {
    const parts = workbookParts({ sheets: [{ name: 'S' }, { name: 'Chart' }] });
    const rels = String(parts['xl/_rels/workbook.xml.rels']).replace(
      /worksheet"(?= Target="worksheets\/sheet2)/,
      'chartsheet"',
    );
    const workbook = await readWorkbook(zipOf({ ...parts, 'xl/_rels/workbook.xml.rels': rels }), 'a.xlsx');
    expect(workbook.sheets.map(sheet => sheet.name)).toEqual(['S']);
  });

  test('macros are known by their part, a signature is told', async () => {
    const parts = workbookParts({ sheets: [{ name: 'S' }], relationships: [['vbaProject', 'vbaProject.bin']] });
    const rels = relationshipsXml([
      ['officeDocument', 'xl/workbook.xml'],
      ['digital-signature/origin', '_xmlsignatures/origin.sigs'],
    ]);
    const bytes = zipOf({ ...parts, 'xl/vbaProject.bin': 'x', '_rels/.rels': rels });
    const workbook = await readWorkbook(bytes, 'a.xlsm');
    expect(workbook.hasMacros).toBe(true);
    expect(workbook.messages).toMatchObject([{ severity: 'warning', code: 'signature-will-break', where: 'a.xlsm' }]);
  });
});

describe('protection', () => {
  const styles = '<cellXfs><xf/><xf><protection locked="0"/></xf></cellXfs>';
  const protect = '<sheetProtection sheet="1" objects="1"/>';

  test('only unlocked cells, columns and rows of a protected sheet may be written', async () => {
    const sheet = await sheetOf(
      makeSheet(
        '<row r="1"><c r="A1" s="1"/><c r="B1" s="0"/></row><row r="2" s="1" customFormat="1"/><row r="3" s="1"/>',
        {
          styles,
          before: '<cols><col min="4" max="5" style="1" width="9"/></cols>',
          after: protect,
        },
      ),
    );
    const may = (ref: [number, number]) => mayWrite(sheet, ...ref);
    expect([may([1, 1]), may([1, 2]), may([2, 7]), may([3, 7]), may([9, 5]), may([9, 6])]).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  test('ranges without a password are open to everyone', async () => {
    const sheet = await sheetOf(
      makeSheet('<row r="1"><c r="A1" s="2"/></row>', {
        styles: '<cellXfs><xf/><xf/><xf/></cellXfs>',
        after: `${protect}<protectedRanges><protectedRange sqref="A1:B2" name="a"/><protectedRange sqref="D1" name="b" password="CC1A"/></protectedRanges>`,
      }),
    );
    expect([mayWrite(sheet, 1, 1), mayWrite(sheet, 2, 2), mayWrite(sheet, 1, 4)]).toEqual([true, true, false]);
    expect(sheet.rows.get(1)?.get(1)?.unlocked).toBe(true);
  });

  test('a sheet whose protection is off is not protected', async () => {
    const sheet = await sheetOf(makeSheet('', { after: '<sheetProtection sheet="0"/>' }));
    expect(sheet.isProtected).toBe(false);
    expect(mayWrite(sheet, 1, 1)).toBe(true);
  });
});

describe('checkboxes', () => {
  const anchor = (row: number, column: number) =>
    `<anchor><from><xdr:col xmlns:xdr="x">${column}</xdr:col><xdr:row xmlns:xdr="x">${row}</xdr:row></from><to><xdr:col xmlns:xdr="x">9</xdr:col><xdr:row xmlns:xdr="x">9</xdr:row></to></anchor>`;
  const control = (id: number, at: string) =>
    `<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x14"><control shapeId="1" r:id="rId${id}"><controlPr>${at}</controlPr></control></mc:Choice><mc:Fallback><control shapeId="1" r:id="rId${id}"/></mc:Fallback></mc:AlternateContent>`;

  test('form controls are known by the cell under them and the cell that they are linked to', async () => {
    const bytes = makeSheet('', {
      after: `<controls>${control(1, anchor(6, 1))}${control(2, anchor(7, 1))}</controls>`,
      relationships: [
        ['ctrlProp', '../ctrlProps/ctrlProp1.xml'],
        ['ctrlProp', '../ctrlProps/ctrlProp2.xml'],
      ],
      parts: {
        'xl/ctrlProps/ctrlProp1.xml': '<formControlPr objectType="CheckBox" fmlaLink="$C$7"/>',
        'xl/ctrlProps/ctrlProp2.xml': '<formControlPr objectType="Button"/>',
      },
    });
    expect((await sheetOf(bytes)).checkboxes).toEqual(['B7', 'C7']);
  });

  test('older drawings are read too; one that is not well-formed is told, not fatal', async () => {
    const vml = (end: string) =>
      `<xml xmlns:x="x"><x:ClientData ObjectType="Checkbox"><x:Anchor>\n 1, 15, 3, 2, 2, 9, 4, 1</x:Anchor><x:FmlaLink>$D$4</x:FmlaLink></x:ClientData><x:ClientData ObjectType="Note"><x:Anchor>8,0,8,0,9,0,9,0</x:Anchor></x:ClientData>${end}`;
    const made = (end: string) =>
      makeSheet('', { relationships: [['vmlDrawing', '../d.vml']], parts: { 'xl/d.vml': vml(end) } });
    expect((await sheetOf(made('</xml>'))).checkboxes).toEqual(['B4', 'D4']);
    const broken = await readWorkbook(made('<br></xml>'), 'a.xlsx');
    expect(broken.sheets[0]?.checkboxes).toEqual([]);
    expect(broken.messages).toMatchObject([{ code: 'drawing-not-read', where: 'S' }]);
  });

  test('the checkboxes of Excel 365 are a cell style', async () => {
    const styles =
      '<cellXfs><xf/><xf><extLst><ext uri="u"><p:xfComplement xmlns:p="p" i="0"/></ext></extLst></xf></cellXfs>';
    const bytes = makeSheet('<row r="9"><c r="E9" s="1" t="b"><v>0</v></c></row>', { styles });
    expect((await sheetOf(bytes)).checkboxes).toEqual(['E9']);
  });
});

describe('blank styled cells', () => {
  const styles = '<cellXfs><xf/><xf/></cellXfs>';
  const blankRow = (row: number) => `<row r="${row}"><c r="A${row}" s="1"/></row>`;

  test('far below the last text they are left out, with a message', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => blankRow(at + 2)).join('');
    const workbook = await readWorkbook(
      makeSheet(`<row r="1">${inline('A1', 'x')}</row>${rows}`, { styles }),
      'a.xlsx',
    );
    expect(workbook.sheets[0]?.rows.size).toBe(201);
    expect(workbook.messages).toMatchObject([{ severity: 'info', code: 'blank-cells-left-out', where: 'S' }]);
  });

  test('no more than the limit is kept, and text is never left out', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => blankRow(at + 1)).join('');
    const bytes = makeSheet(`${rows}<row r="51">${inline('A51', 'x')}</row>`, { styles });
    const { workbook } = await loadWorkbook(bytes, 'a.xlsx', { ...LIMITS, blankCells: 10 });
    expect(workbook.sheets[0]?.rows.size).toBe(11);
    expect(workbook.sheets[0]?.rows.get(51)?.get(1)?.text).toBe('x');
  });

  test('a row that is styled up to the last column costs little', async () => {
    const cells = Array.from({ length: 16_384 }, (_, at) => `<c r="${cellRef(1, at + 1)}" s="1"/>`).join('');
    const sheet = await sheetOf(makeSheet(`<row r="1">${cells}</row>`, { styles }));
    expect(sheet.rows.get(1)?.size).toBe(256);
  });
});
