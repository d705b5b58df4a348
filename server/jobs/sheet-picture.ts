import { InputError } from '../../knowledge/errors.ts';
import { columnName } from '../../workbooks/cell-ref.ts';
import type { Range, Sheet, Workbook } from '../../workbooks/model.ts';

/** A cell of the picture; cells under a merge are left out. */
export interface PictureCell {
  readonly ref: string;
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** RRGGBB, or null. */
  readonly fill: string | null;
  readonly bold: boolean;
}

/** A sheet as a person sees it, cut to a size that a page can show. */
export interface SheetPicture {
  readonly sheet: string;
  readonly columns: readonly { readonly letters: string; readonly width: number; readonly hidden: boolean }[];
  readonly rows: readonly { readonly row: number; readonly hidden: boolean; readonly cells: readonly PictureCell[] }[];
  /** The sheet goes on to the right or below. */
  readonly cut: boolean;
}

const MAX_ROWS = 120;
const MAX_COLUMNS = 40;
/** Excel's width of a column that states none, in characters. */
const DEFAULT_WIDTH = 8.43;

/** The first rows and columns of a sheet. @throws InputError `no-such-sheet` */
export function pictureOf(workbook: Workbook, name: string): SheetPicture {
  const sheet = workbook.sheets.find(s => s.name === name);
  if (!sheet) {
    throw new InputError(
      'no-such-sheet',
      `「${workbook.fileName}」にシート「${name}」がありません。`,
      `"${workbook.fileName}" has no sheet "${name}".`,
    );
  }
  const shown = [...sheet.rows.values()].flatMap(row => [...row.values()]).filter(cell => cell.text !== '');
  const bottom = shown.reduce((max, cell) => Math.max(max, cell.row), 1);
  const right = shown.reduce((max, cell) => Math.max(max, cell.column), 1);
  const lastRow = Math.min(bottom, MAX_ROWS);
  const lastColumn = Math.min(right, MAX_COLUMNS);
  return {
    sheet: name,
    columns: upTo(lastColumn).map(column => ({
      letters: columnName(column),
      width: sheet.widths.get(column) ?? DEFAULT_WIDTH,
      hidden: sheet.hiddenColumns.has(column),
    })),
    rows: upTo(lastRow).map(row => ({
      row,
      hidden: sheet.hiddenRows.has(row),
      cells: upTo(lastColumn).flatMap(column => pictureCell(sheet, row, column, lastRow, lastColumn)),
    })),
    cut: bottom > lastRow || right > lastColumn,
  };
}

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);

function pictureCell(sheet: Sheet, row: number, column: number, lastRow: number, lastColumn: number): PictureCell[] {
  const merge = sheet.merges.find(m => row >= m.top && row <= m.bottom && column >= m.left && column <= m.right);
  if (merge && (merge.top !== row || merge.left !== column)) return [];
  const area: Range = merge ?? { top: row, bottom: row, left: column, right: column };
  const cell = sheet.rows.get(row)?.get(column);
  return [
    {
      ref: `${columnName(column)}${row}`,
      text: cell?.text ?? '',
      colSpan: Math.min(area.right, lastColumn) - column + 1,
      rowSpan: Math.min(area.bottom, lastRow) - row + 1,
      fill: cell?.fill && /^[0-9A-Fa-f]{6}$/.test(cell.fill) ? cell.fill : null,
      bold: cell?.bold ?? false,
    },
  ];
}
