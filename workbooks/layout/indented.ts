import { cellRef } from '../cell-ref.ts';
import type { Cell, Sheet } from '../model.ts';
import { framesOf } from './frames.ts';
import { createGrid, type Grid, type GridCell } from './grid.ts';
import { columnRole, type HeaderBlock, type HeaderColumn } from './header-rows.ts';
import { asks } from './question-text.ts';
import { numberShape } from './row-words.ts';

/** A grid in which indented questions stand in one column. */
export interface Levelled {
  readonly grid: Grid;
  /** Where a question's cell really stands, by the cell that it was moved to. */
  readonly origins: ReadonlyMap<string, string>;
}

/** Questions that are indented by their level (`1 …`, ` 1.1 …`, `  1.1.1 …`) need as many rows as this to be known as such. */
const LEAST_ROWS = 3;

/**
 * Under one wide header the questions of a list may start in different columns, the deeper the further to the right, each with
 * its number before it. Such a list is read as two columns, numbers and questions; everything else stays where it is. The
 * same grid is given back where nothing is indented.
 */
export function levelled(grid: Grid, blocks: readonly HeaderBlock[]): Levelled {
  const moves = framesOf(grid, blocks).flatMap(({ columns, top, bottom }) => {
    const headers = columns.map(({ header }) => header).filter(header => header !== null);
    const answer = headers.find(header => columnRole(header, 'verdict') >= 0.8 || columnRole(header, 'comment') >= 0.8);
    const wide = headers.filter(header => answer !== undefined && header.column < answer.column).at(-1);
    if (answer === undefined || wide === undefined) return [];
    return movesUnder(grid, wide, answer, top, bottom) ?? [];
  });
  if (moves.length === 0) return { grid, origins: new Map() };
  return {
    grid: createGrid(moved(grid.sheet, moves)),
    origins: new Map(moves.map(({ row, left, text }) => [cellRef(row, left + 1), cellRef(row, text.column)])),
  };
}

/** What moves in one row: the question to the second column of its header, the number to the first. */
interface Move {
  readonly row: number;
  readonly left: number;
  readonly text: GridCell;
  readonly number: GridCell | null;
}

/** Null where the rows are not indented, or hold more than a number and a question. */
function movesUnder(
  grid: Grid,
  wide: HeaderColumn,
  answer: HeaderColumn,
  top: number,
  bottom: number,
): readonly Move[] | null {
  const left = wide.column;
  const right = answer.column - 1;
  if (right - left < 1) return null;
  const moves: Move[] = [];
  for (const row of grid.textRows) {
    if (row < top || row > bottom) continue;
    const cells = grid.textCells(row).filter(({ column }) => column >= left && column <= right);
    const text = cells.at(-1);
    if (text === undefined || text.range.right > right || numberShape(text.text) !== null) continue;
    if (grid.listAt(row, answer.column) === null && !asks(text.text)) continue;
    const number = cells.at(-2) ?? null;
    if (cells.length > 2 || cells.some(({ range }) => range.bottom > range.top)) return null;
    if (number !== null && numberShape(number.text) === null) return null;
    moves.push({ row, left, text, number });
  }
  const levels = new Set(moves.map(({ text }) => text.column));
  return moves.length >= LEAST_ROWS && levels.size >= 2 ? moves : null;
}

function moved(sheet: Sheet, moves: readonly Move[]): Sheet {
  const rows = new Map(sheet.rows);
  const freed = new Set<string>();
  for (const { row, left, text, number } of moves) {
    const cells = new Map(rows.get(row));
    const put = (cell: Cell | undefined, column: number) => {
      if (cell !== undefined) cells.set(column, { ...cell, column });
    };
    for (const { column } of [text, ...(number === null ? [] : [number])]) {
      cells.delete(column);
      freed.add(`${row}:${column}`);
    }
    put(number?.cell, left);
    put(text.cell, left + 1);
    rows.set(row, cells);
  }
  const merges = sheet.merges.filter(range => !freed.has(`${range.top}:${range.left}`));
  return { ...sheet, rows, merges };
}
