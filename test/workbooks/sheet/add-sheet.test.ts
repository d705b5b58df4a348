import { describe, expect, test } from 'vitest';
import { addSheet, readWorkbook } from '../../../workbooks/index.ts';
import { makeWorkbook, workbookParts } from '../fixtures/make-workbook.ts';
import { refusalOf } from '../fixtures/refusal-of.ts';
import { partText, unzip } from '../fixtures/unzip.ts';
import { zipOf } from '../fixtures/zip-of.ts';

const rows = [
  ['質問', '引用'],
  ['A & <b>', '=1+1'],
  ['', '行1\n行2'],
];
const made = () => makeWorkbook({ sheets: [{ name: 'S', data: '<row r="1"><c r="A1"/></row>' }, { name: 'T' }] });

describe('adding a sheet', () => {
  test('it stands last and holds the texts as texts', async () => {
    const { bytes, name } = await addSheet(made(), { name: '回答根拠', rows, widths: [10, 60] }, 'a.xlsx');
    const workbook = await readWorkbook(bytes, 'a.xlsx');
    expect(workbook.sheets.map(sheet => sheet.name)).toEqual(['S', 'T', name]);
    expect(workbook.hasFormulas).toBe(false);
    const sheet = workbook.sheets[2];
    const texts = [...(sheet?.rows.values() ?? [])].map(row => [...row.values()].map(cell => cell.text));
    expect(texts).toEqual([['質問', '引用'], ['A & <b>', '=1+1'], ['行1\n行2']]);
    expect(sheet?.widths.get(2)).toBe(60);
    expect(sheet?.autoFilter).toEqual({ top: 1, left: 1, bottom: 3, right: 2 });
  });

  test('of the other parts only the lists gain an entry', async () => {
    const before = made();
    const { bytes } = await addSheet(before, { name: '回答根拠', rows }, 'a.xlsx');
    const old = unzip(before);
    const changed = unzip(bytes).filter(entry => !old.some(other => other.record.equals(entry.record)));
    expect(changed.map(entry => entry.name).sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet3.xml',
    ]);
    const without = (name: string, entry: RegExp) => partText(bytes, name).replace(entry, '');
    expect(without('xl/workbook.xml', /<sheet xmlns:r[^>]*>/)).toBe(partText(before, 'xl/workbook.xml'));
    expect(without('[Content_Types].xml', /<Override PartName="[^"]*sheet3[^>]*>/)).toBe(
      partText(before, '[Content_Types].xml'),
    );
    expect(without('xl/_rels/workbook.xml.rels', /<Relationship Id="rId3"[^>]*>/)).toBe(
      partText(before, 'xl/_rels/workbook.xml.rels'),
    );
  });

  test.each<[string, string]>([
    ['s', 's (2)'],
    ['a/b:c[d]', 'a b c d'],
    ['あ'.repeat(40), 'あ'.repeat(31)],
    ['', 'Sheet'],
    ["'q'", 'q'],
  ])('the name %j becomes %j', async (wanted, name) => {
    expect((await addSheet(made(), { name: wanted, rows }, 'a.xlsx')).name).toBe(name);
  });

  test('added twice, both are there under their own names, ids and parts', async () => {
    const first = await addSheet(made(), { name: '根拠', rows }, 'a.xlsx');
    const second = await addSheet(first.bytes, { name: '根拠', rows: [] }, 'a.xlsx');
    const workbook = await readWorkbook(second.bytes, 'a.xlsx');
    expect(workbook.sheets.map(sheet => sheet.name)).toEqual(['S', 'T', '根拠', '根拠 (2)']);
    const ids = [...partText(second.bytes, 'xl/workbook.xml').matchAll(/sheetId="(\d+)"/g)].map(match => match[1]);
    expect(new Set(ids).size).toBe(4);
  });

  test('a Strict workbook with a prefix gets a Strict sheet', async () => {
    const strict = (text: string) =>
      text
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        );
    const parts = Object.fromEntries(
      Object.entries(workbookParts({ sheets: [{ name: 'S' }] })).map(([name, text]) => [name, strict(String(text))]),
    );
    const book = String(parts['xl/workbook.xml'])
      .replace('xmlns=', 'xmlns:x=')
      .replace(/<(\/?)(workbook|sheets|sheet)\b/g, '<$1x:$2');
    const { bytes } = await addSheet(zipOf({ ...parts, 'xl/workbook.xml': book }), { name: 'N', rows }, 'a.xlsx');
    expect(partText(bytes, 'xl/workbook.xml')).toContain(
      '<x:sheet xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" name="N"',
    );
    expect(partText(bytes, 'xl/worksheets/sheet2.xml')).toContain(
      'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"',
    );
    expect((await readWorkbook(bytes, 'a.xlsx')).sheets).toHaveLength(2);
  });

  test('a text file has no sheets to add to', async () => {
    const refusal = await refusalOf(addSheet(Buffer.from('a,b'), { name: '根拠', rows }, '質問.csv'));
    expect(refusal.code).toBe('no-sheets-in-text');
    expect(refusal.message).toContain('質問.csv');
  });
});
