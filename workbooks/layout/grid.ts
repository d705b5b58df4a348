import type { Cell, ListValidation, Range, Sheet } from '../model.ts';

/** A cell or a merge of cells as one: what a person sees in that place. */
export interface GridCell {
  /** The master cell's place. */
  readonly row: number;
  readonly column: number;
  readonly range: Range;
  /** Trimmed; empty where nothing is shown. */
  readonly text: string;
  readonly cell: Cell | undefined;
}

/** A sheet as a grid in which a merge is one cell, with quick look-ups. Rows and columns are 1-based. */
export interface Grid {
  readonly sheet: Sheet;
  /** The last row and column that show something or that a validation covers, 0 in an empty sheet. */
  readonly lastRow: number;
  readonly lastColumn: number;
  /** The last column in which an empty cell has a style, at most some columns behind {@link lastColumn}. */
  readonly lastDrawn: number;
  at(row: number, column: number): GridCell;
  /** The cells that start in the row and show text, by column. */
  textCells(row: number): readonly GridCell[];
  /** Rows in which some cell that shows text starts, ascending. */
  readonly textRows: readonly number[];
  /** The list validation of a cell, or null. */
  listAt(row: number, column: number): ListValidation | null;
  /** Width in characters, summed over a merge. */
  width(cell: GridCell): number;
}

/** Excel's own width where a sheet states none. */
const DEFAULT_WIDTH = 8.43;

/** Builds the grid of a sheet. */
export function createGrid(sheet: Sheet): Grid {
  let lastRow = 0;
  let lastColumn = 0;
  for (const [row, cells] of sheet.rows) {
    for (const [column, cell] of cells) {
      if (cell.text.trim() === '' && !cell.formula) continue;
      lastRow = Math.max(lastRow, row);
      lastColumn = Math.max(lastColumn, column);
    }
  }
  // Validations of whole columns say nothing of the sheet's height: they count for the width only.
  for (const { ranges } of sheet.validations) {
    for (const range of ranges) if (range.right < lastColumn + 50) lastColumn = Math.max(lastColumn, range.right);
  }
  for (const merge of sheet.merges) {
    if (merge.top <= lastRow && merge.right < lastColumn + 200) lastColumn = Math.max(lastColumn, merge.right);
  }
  const FAR = 50;
  let lastDrawn = lastColumn;
  for (const cells of sheet.rows.values()) {
    for (const column of cells.keys()) if (column <= lastColumn + FAR) lastDrawn = Math.max(lastDrawn, column);
  }
  const mergesOf = mergesByRow(sheet.merges, lastRow + 4);
  const listAt = listLookup(sheet.validations, lastColumn);
  const textCellsOf = new Map<number, readonly GridCell[]>();

  const at = (row: number, column: number): GridCell => {
    const merge = mergesOf.get(row)?.find(range => range.left <= column && column <= range.right);
    const range = merge ?? { top: row, left: column, bottom: row, right: column };
    const cell = sheet.rows.get(range.top)?.get(range.left);
    return { row: range.top, column: range.left, range, text: cell?.text.trim() ?? '', cell };
  };
  const textCells = (row: number): readonly GridCell[] => {
    const known = textCellsOf.get(row);
    if (known !== undefined) return known;
    const cells: GridCell[] = [];
    for (const [column, cell] of sheet.rows.get(row) ?? []) {
      if (cell.text.trim() === '') continue;
      const shown = at(row, column);
      if (shown.row === row && shown.column === column) cells.push(shown);
    }
    cells.sort((a, b) => a.column - b.column);
    textCellsOf.set(row, cells);
    return cells;
  };
  const textRows = [...sheet.rows.keys()].sort((a, b) => a - b).filter(row => textCells(row).length > 0);
  const width = ({ range }: GridCell): number => {
    let sum = 0;
    for (let column = range.left; column <= Math.min(range.right, range.left + 200); column += 1) {
      sum += sheet.hiddenColumns.has(column) ? 0 : (sheet.widths.get(column) ?? DEFAULT_WIDTH);
    }
    return sum;
  };
  return { sheet, lastRow, lastColumn, lastDrawn, at, textCells, textRows, listAt, width };
}

/** Whether nobody has written into the cell: no text and no formula. */
export function isBlank(cell: GridCell): boolean {
  return cell.text === '' && cell.cell?.formula !== true;
}

function mergesByRow(merges: readonly Range[], lastRow: number): ReadonlyMap<number, readonly Range[]> {
  const rows = new Map<number, Range[]>();
  for (const merge of merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, lastRow); row += 1) {
      const list = rows.get(row);
      if (list === undefined) rows.set(row, [merge]);
      else list.push(merge);
    }
  }
  return rows;
}

interface Stretch {
  readonly top: number;
  readonly bottom: number;
  /** The greatest bottom of this stretch and all before it: where to stop looking back. */
  readonly reach: number;
  readonly validation: ListValidation;
}

function listLookup(validations: readonly ListValidation[], lastColumn: number): Grid['listAt'] {
  const byColumn = new Map<number, Omit<Stretch, 'reach'>[]>();
  for (const validation of validations) {
    for (const { top, left, bottom, right } of validation.ranges) {
      for (let column = left; column <= Math.min(right, lastColumn); column += 1) {
        const list = byColumn.get(column) ?? [];
        list.push({ top, bottom, validation });
        byColumn.set(column, list);
      }
    }
  }
  const sorted = new Map<number, readonly Stretch[]>();
  for (const [column, list] of byColumn) {
    let reach = 0;
    list.sort((a, b) => a.top - b.top);
    sorted.set(
      column,
      list.map(stretch => {
        reach = Math.max(reach, stretch.bottom);
        return { ...stretch, reach };
      }),
    );
  }
  return (row, column) => {
    const list = sorted.get(column) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.top ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= 0; at -= 1) {
      const stretch = list[at];
      if (stretch === undefined || stretch.reach < row) return null;
      if (stretch.bottom >= row) return stretch.validation;
    }
    return null;
  };
}
