import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellRef, readWorkbook, writeCells } from '../../../workbooks/index.ts';
import type { CellEdit } from '../../../workbooks/model.ts';
import { inline, makeSheet } from '../fixtures/make-workbook.ts';
import { partText, unzip } from '../fixtures/unzip.ts';

const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'_x0041_&<>"\'\u0001\ud83d\ude00\n\t ]]>あ='), minLength: 1, maxLength: 40 }),
  )
  .filter(text => text !== '');
const place = fc.record({ row: fc.integer({ min: 1, max: 30 }), column: fc.integer({ min: 1, max: 30 }) });
const edits = fc
  .uniqueArray(fc.tuple(place, anyText), { selector: ([{ row, column }]) => cellRef(row, column), maxLength: 12 })
  .map(list => list.map(([{ row, column }, value]): CellEdit => ({ sheet: 'S', cell: cellRef(row, column), value })));
/** Sheets with gaps, with and without references. */
const sheet = fc
  .array(
    fc.record({
      skip: fc.integer({ min: 0, max: 3 }),
      explicit: fc.boolean(),
      cells: fc.array(fc.nat(2), { maxLength: 5 }),
    }),
    { maxLength: 8 },
  )
  .map(rows => {
    let row = 0;
    const data = rows.map(({ skip, explicit, cells }) => {
      row += explicit ? skip + 1 : 1;
      let column = 0;
      const content = cells.map(gap => {
        column += gap + 1;
        const at = gap > 0 || explicit ? ` r="${cellRef(row, column)}"` : '';
        return column % 3 === 0 ? inline(cellRef(row, column), '済') : `<c${at} s="1"/>`;
      });
      return `<row${explicit ? ` r="${row}"` : ''}>${content.join('')}</row>`;
    });
    return makeSheet(data.join(''), { styles: '<cellXfs><xf/><xf/></cellXfs>' });
  });

/** Line breaks are the one thing that a cell does not keep as they are. */
const asShown = (text: string) => text.replace(/\r\n?/g, '\n');

test('any text that is written is read again', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async value => {
      const { bytes } = await writeCells(makeSheet(''), [{ sheet: 'S', cell: 'B2', value }], 'a.xlsx');
      const cell = (await readWorkbook(bytes, 'a.xlsx')).sheets[0]?.rows.get(2)?.get(2);
      expect(cell?.text).toBe(asShown(value));
    }),
    { numRuns: 300 },
  );
});

test('in any sheet, every edit is written or refused, what is written is read again, and what was there stays', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, edits, async (bytes, list) => {
      const result = await writeCells(bytes, list, 'a.xlsx');
      expect(result.written.length + result.refused.length).toBe(list.length);
      const before = (await readWorkbook(bytes, 'a.xlsx')).sheets[0];
      const after = (await readWorkbook(result.bytes, 'a.xlsx')).sheets[0];
      const refused = new Set(result.refused.map(({ edit }) => edit.cell));
      const expected = new Map<string, string>();
      for (const row of before?.rows.values() ?? []) {
        for (const cell of row.values()) if (cell.text !== '') expected.set(cellRef(cell.row, cell.column), cell.text);
      }
      for (const { cell, value } of list) if (!refused.has(cell)) expected.set(cell, asShown(String(value)));
      const found = new Map<string, string>();
      for (const row of after?.rows.values() ?? []) {
        for (const cell of row.values()) if (cell.text !== '') found.set(cellRef(cell.row, cell.column), cell.text);
      }
      expect([...found].sort()).toEqual([...expected].sort());
    }),
    { numRuns: 200 },
  );
});

test('a second pass changes nothing: the same edits are refused as filled, and the bytes stay', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, edits, async (bytes, list) => {
      const once = await writeCells(bytes, list, 'a.xlsx');
      const visible = list.filter(({ value }) => String(value).trim() !== '');
      const twice = await writeCells(once.bytes, visible, 'a.xlsx');
      expect(twice.written).toEqual([]);
      expect(Buffer.from(twice.bytes).equals(Buffer.from(once.bytes))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('edits commute: in any order, at once or one after the other, the sheet is the same', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, edits, async (bytes, list) => {
      const content = (out: Uint8Array) => partText(out, 'xl/worksheets/sheet1.xml');
      const forward = await writeCells(bytes, list, 'a.xlsx');
      const backward = await writeCells(bytes, [...list].reverse(), 'a.xlsx');
      let single: Uint8Array = bytes;
      for (const edit of list) single = (await writeCells(single, [edit], 'a.xlsx')).bytes;
      expect(content(backward.bytes)).toBe(content(forward.bytes));
      expect(content(single)).toBe(content(forward.bytes));
      expect(unzip(single).map(entry => entry.name)).toEqual(unzip(bytes).map(entry => entry.name));
    }),
    { numRuns: 60 },
  );
});
