import { inRange, MAX_COLUMN } from '../cell-ref.ts';
import type { Cell, Range, Sheet } from '../model.ts';
import type { Relationship, WorkbookPackage } from '../package/workbook-package.ts';
import { type CellContext, CellReader } from './cell-reader.ts';
import { findCheckboxes } from './checkboxes.ts';
import { readPivotRange } from './pivots.ts';
import { type RawValidation, SheetFeatures } from './sheet-features.ts';
import { readTable, type SheetTable } from './tables.ts';

/** A sheet whose list validations still wait for the other sheets. */
export interface ReadSheet {
  readonly sheet: Omit<Sheet, 'name' | 'visible' | 'validations' | 'tables'>;
  readonly tables: readonly SheetTable[];
  readonly validations: readonly RawValidation[];
  /** Where array formulas spill. */
  readonly arrayRanges: readonly Range[];
  /** What pivot tables fill. */
  readonly pivotRanges: readonly Range[];
  readonly hasFormulas: boolean;
  /** Rows, and cells within a row, come in order and each once. */
  readonly isOrdered: boolean;
  readonly blanksDropped: boolean;
  /** Drawing parts whose checkboxes could not be read. */
  readonly unreadDrawings: readonly string[];
}

/** Reads a worksheet part and the table and control parts that it leads to. */
export async function readSheet(
  book: WorkbookPackage,
  part: string,
  relationships: readonly Relationship[],
  context: CellContext,
): Promise<ReadSheet> {
  const cells = new CellReader(context);
  const features = new SheetFeatures(context.styles, book.limits.ranges, context.tooManyRanges);
  let inData = false;
  await book.parse(part, {
    open: (name, attributes) => {
      if (inData) cells.open(name, attributes);
      else if (name === 'sheetData') inData = true;
      else features.open(name, attributes);
    },
    text: text => {
      if (inData) cells.text(text);
      else features.text(text);
    },
    close: name => {
      if (name === 'sheetData') inData = false;
      else if (inData) cells.close(name);
      else features.close(name);
    },
  });
  const partsOf = (kind: string) => relationships.flatMap(r => (r.kind === kind && r.part !== null ? [r.part] : []));
  const tables: SheetTable[] = [];
  for (const tablePart of partsOf('table')) {
    const table = await readTable(book, tablePart);
    if (table !== null) tables.push(table);
  }
  const pivotRanges: Range[] = [];
  for (const pivotPart of partsOf('pivotTable')) {
    const range = await readPivotRange(book, pivotPart);
    if (range !== null) pivotRanges.push(range);
  }
  const checkboxes = await findCheckboxes(book, features.controls, relationships);
  return {
    sheet: {
      rows: features.isProtected ? unlocked(cells.rows, features.openRanges) : cells.rows,
      merges: features.merges,
      hiddenRows: cells.hiddenRows,
      hiddenColumns: features.hiddenColumns,
      widths: features.widths,
      autoFilter: features.autoFilter,
      isProtected: features.isProtected,
      unlockedRanges: [
        ...features.unlockedRanges,
        ...features.openRanges,
        ...cells.unlockedRows.map(row => ({ top: row, left: 1, bottom: row, right: MAX_COLUMN })),
      ],
      checkboxes: [...new Set([...checkboxes.cells, ...cells.checkboxes])],
    },
    tables,
    validations: features.validations,
    arrayRanges: cells.arrayRanges,
    pivotRanges,
    hasFormulas: cells.hasFormulas,
    isOrdered: cells.isOrdered,
    blanksDropped: cells.blanksDropped,
    unreadDrawings: checkboxes.unread,
  };
}

/** The cells with those that lie in a range open to everyone marked as unlocked. */
function unlocked(rows: Map<number, Map<number, Cell>>, ranges: readonly Range[]): Map<number, Map<number, Cell>> {
  for (const [row, cells] of ranges.length === 0 ? [] : rows) {
    for (const [column, cell] of cells) {
      if (!cell.unlocked && ranges.some(range => inRange(range, row, column))) {
        cells.set(column, { ...cell, unlocked: true });
      }
    }
  }
  return rows;
}
