import type { Range } from './model.ts';

/** The last row of a worksheet (Excel 2007 and later). */
export const MAX_ROW = 1_048_576;
/** The last column of a worksheet, XFD. */
export const MAX_COLUMN = 16_384;

const DOLLAR = 0x24;

/** A cell's place, 1-based. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Letters of a column: 1 is A, 27 is AA. Source: ECMA-376 part 1, 18.18.7 (ST_CellRef). */
export function columnName(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Number of a column's letters in either case: A is 1. NaN where they are no letters or lie beyond XFD. */
export function columnNumber(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return Number.NaN;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= MAX_COLUMN ? column : Number.NaN;
}

/** A1-style reference of a cell. */
export function cellRef(row: number, column: number): string {
  return columnName(column) + row;
}

/** The place that an A1-style reference names (`$` and either case allowed), or null where it names none. */
export function parseCellRef(ref: string): CellPlace | null {
  // Read letter by letter: a large sheet has hundreds of thousands of references.
  let at = ref.charCodeAt(0) === DOLLAR ? 1 : 0;
  const lettersFrom = at;
  let column = 0;
  for (; at < ref.length; at++) {
    const letter = (ref.charCodeAt(at) & ~0x20) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (at === lettersFrom || at - lettersFrom > 3) return null;
  if (ref.charCodeAt(at) === DOLLAR) at++;
  const digitsFrom = at;
  let row = 0;
  for (; at < ref.length; at++) {
    const digit = ref.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  const startsWithZero = ref.charCodeAt(digitsFrom) === 48;
  return row >= 1 && row <= MAX_ROW && column <= MAX_COLUMN && !startsWithZero ? { row, column } : null;
}

/** The rectangle that `A1`, `A1:C3`, `A:C` or `1:3` names (corners in any order), or null where it names none. */
export function parseRange(text: string): Range | null {
  const [from = '', to = from, more] = text.split(':');
  if (more !== undefined) return null;
  const a = parseCorner(from, 1, 1);
  const b = parseCorner(to, MAX_ROW, MAX_COLUMN);
  if (a === null || b === null || a.kind !== b.kind || (a.kind !== 'cell' && !text.includes(':'))) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** Every rectangle of a space-separated list of ranges (`sqref`); parts that name none are left out. */
export function parseRanges(list: string): Range[] {
  return list
    .split(/\s+/)
    .map(parseRange)
    .filter(range => range !== null);
}

/** A1-style reference of a rectangle: `B2` for one cell, else `B2:D9`. */
export function rangeRef(range: Range): string {
  const from = cellRef(range.top, range.left);
  const to = cellRef(range.bottom, range.right);
  return from === to ? from : `${from}:${to}`;
}

/** Whether the cell lies in the rectangle. */
export function inRange(range: Range, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

function parseCorner(text: string, openRow: number, openColumn: number) {
  const cell = parseCellRef(text);
  if (cell !== null) return { kind: 'cell', ...cell };
  const column = columnNumber(text.replace('$', ''));
  if (!Number.isNaN(column)) return { kind: 'column', row: openRow, column };
  if (!/^\$?[1-9][0-9]{0,6}$/.test(text)) return null;
  const row = Number(text.replace('$', ''));
  return row <= MAX_ROW ? { kind: 'row', row, column: openColumn } : null;
}
