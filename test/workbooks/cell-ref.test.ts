import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellRef,
  columnName,
  columnNumber,
  inRange,
  MAX_COLUMN,
  MAX_ROW,
  parseCellRef,
  parseRange,
  parseRanges,
  rangeRef,
} from '../../workbooks/cell-ref.ts';

const place = { row: fc.integer({ min: 1, max: MAX_ROW }), column: fc.integer({ min: 1, max: MAX_COLUMN }) };

describe('cell references', () => {
  test.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [702, 'ZZ'],
    [703, 'AAA'],
    [16_384, 'XFD'],
  ])('column %i is %s', (number, letters) => {
    expect(columnName(number)).toBe(letters);
    expect(columnNumber(letters)).toBe(number);
    expect(columnNumber(letters.toLowerCase())).toBe(number);
  });

  test('every cell of a sheet survives being named and read again', () => {
    fc.assert(
      fc.property(place.row, place.column, (row, column) => {
        expect(parseCellRef(cellRef(row, column))).toEqual({ row, column });
      }),
    );
  });

  test.each([
    '',
    'A',
    '1',
    'A0',
    'A01',
    'XFE1',
    'AAAA1',
    'A1048577',
    'A1B',
    '1A',
    'A-1',
    'あ1',
    'A1 ',
    'S!A1',
    '`1',
    '{1',
  ])('%j names no cell', text => {
    expect(parseCellRef(text)).toBeNull();
  });

  test.each(['$B$7', 'b7', 'B$7', '$b7'])('%s is row 7, column 2', text => {
    expect(parseCellRef(text)).toEqual({ row: 7, column: 2 });
  });
});

describe('ranges', () => {
  test('corners may come in any order', () => {
    expect(parseRange('D9:B2')).toEqual({ top: 2, left: 2, bottom: 9, right: 4 });
    expect(rangeRef({ top: 2, left: 2, bottom: 9, right: 4 })).toBe('B2:D9');
  });

  test('whole columns and rows reach to the end of the sheet', () => {
    expect(parseRange('$F:$F')).toEqual({ top: 1, left: 6, bottom: MAX_ROW, right: 6 });
    expect(parseRange('3:4')).toEqual({ top: 3, left: 1, bottom: 4, right: MAX_COLUMN });
  });

  test.each(['F', '3', 'A1:B2:C3', 'A1:C', 'A:3', ':', 'A1:', 'x y'])('%j is no range', text => {
    expect(parseRange(text)).toBeNull();
  });

  test('a list of ranges leaves out what is none', () => {
    expect(parseRanges('A1 B2:B9  #REF!')).toHaveLength(2);
    expect(parseRanges('')).toEqual([]);
  });

  test('a cell lies in a range when it is between its corners, edges included', () => {
    const range = { top: 2, left: 2, bottom: 4, right: 3 };
    expect([inRange(range, 2, 2), inRange(range, 4, 3)]).toEqual([true, true]);
    expect([inRange(range, 5, 3), inRange(range, 4, 4), inRange(range, 1, 2)]).toEqual([false, false, false]);
  });
});
