import { inRange } from '../cell-ref.ts';
import type { Cell, Range, Sheet } from '../model.ts';
import type { Relationship, WorkbookPackage } from '../package/workbook-package.ts';
import type { Attributes, XmlHandler } from '../package/xml.ts';
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
  /** There is one `sheetData`, and rows, and cells within a row, come in order and each once. */
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
  const features = new SheetFeatures(context.styles, book.limits.items, context.tooManyItems);
  const parse = new SheetEvents(cells, features);
  await book.parse(part, parse);
  if (!parse.isWorksheet) throw context.broken('worksheet なし / missing');
  const partsOf = (kind: string) => [
    ...new Set(relationships.flatMap(r => (r.kind === kind && r.part !== null ? [r.part] : []))),
  ];
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
      unlockedRanges: [...features.unlockedRanges, ...features.openRanges, ...cells.unlockedRows],
      checkboxes: [...new Set([...checkboxes.cells, ...cells.checkboxes])],
    },
    tables,
    validations: features.validations,
    arrayRanges: cells.arrayRanges,
    pivotRanges,
    hasFormulas: cells.hasFormulas,
    isOrdered: cells.isOrdered && parse.dataCount === 1,
    blanksDropped: cells.blanksDropped,
    unreadDrawings: checkboxes.unread,
  };
}

/** Leads the events of a worksheet to the reader of its data and to the reader of the rest. */
class SheetEvents implements XmlHandler {
  isWorksheet = false;
  dataCount = 0;
  readonly #cells: CellReader;
  readonly #features: SheetFeatures;
  #depth = 0;
  #inData = false;

  constructor(cells: CellReader, features: SheetFeatures) {
    this.#cells = cells;
    this.#features = features;
  }

  open(name: string, attributes: Attributes): void {
    this.#depth++;
    if (this.#depth === 1) this.isWorksheet = name === 'worksheet';
    if (this.#inData) this.#cells.open(name, attributes);
    else if (name === 'sheetData' && this.#depth === 2) {
      this.#inData = true;
      this.dataCount++;
    } else this.#features.open(name, attributes);
  }

  text(text: string): void {
    if (this.#inData) this.#cells.text(text);
    else this.#features.text(text);
  }

  close(name: string): void {
    this.#depth--;
    if (this.#inData && this.#depth === 1) this.#inData = false;
    else if (this.#inData) this.#cells.close(name);
    else this.#features.close(name);
  }
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
