import { parseRange } from '../cell-ref.ts';
import type { Range } from '../model.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';

/** An Excel Table (ListObject) of a sheet. */
export interface SheetTable {
  readonly name: string;
  readonly range: Range;
  readonly headerRows: number;
  readonly totalRows: number;
  /** Names of its columns from left to right. */
  readonly columns: readonly string[];
}

/** Reads a table part; null where it names no range. */
export async function readTable(book: WorkbookPackage, part: string): Promise<SheetTable | null> {
  let table: Omit<SheetTable, 'columns'> | null = null as Omit<SheetTable, 'columns'> | null;
  const columns: string[] = [];
  await book.parse(part, {
    open: (name, attributes) => {
      if (name === 'tableColumn') columns.push(attributes.name ?? '');
      if (name !== 'table') return;
      const range = parseRange(attributes.ref ?? '');
      if (range === null) return;
      table = {
        name: attributes.displayName ?? attributes.name ?? '',
        range,
        headerRows: Number(attributes.headerRowCount ?? 1),
        totalRows: Number(attributes.totalsRowCount ?? 0),
      };
    },
  });
  return table === null ? null : { ...table, columns };
}
