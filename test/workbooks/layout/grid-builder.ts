import { columnNumber, parseCellRef, parseRange } from '../../../workbooks/cell-ref.ts';
import type { Cell, ListValidation, Range, Sheet, Workbook } from '../../../workbooks/model.ts';

/** What a cell of a drawn grid holds: a text, a number, a truth value, `=` and a formula's shown value, or nothing. */
export type Value = string | number | boolean | null;

/** What a fixture says beside its texts; cells and ranges in A1 style, as they stand after `at`. */
export interface SheetExtras {
  /** Where the grid's first cell lies; A1 by default. */
  readonly at?: string;
  readonly merges?: readonly string[];
  /** Range → the options of its list. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly widths?: Readonly<Record<string, number>>;
  /** Ranges whose empty cells have a border or a fill. */
  readonly drawn?: readonly string[];
  readonly bold?: readonly string[];
  /** Ranges that may be written; the sheet is then protected. */
  readonly unlocked?: readonly string[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly string[];
  readonly autoFilter?: string;
  readonly checkboxes?: readonly string[];
  readonly visible?: boolean;
}

/** Draws a sheet from rows of values. */
export function sheetOf(name: string, lines: readonly (readonly Value[])[], extras: SheetExtras = {}): Sheet {
  const origin = parseCellRef(extras.at ?? 'A1') ?? { row: 1, column: 1 };
  const rows = new Map<number, Map<number, Cell>>();
  const put = (row: number, column: number, value: Value) => {
    const cells = rows.get(row) ?? new Map<number, Cell>();
    const bold = inAny(extras.bold, row, column);
    cells.set(column, cellOf(row, column, value, bold, inAny(extras.unlocked, row, column)));
    rows.set(row, cells);
  };
  for (const [r, line] of lines.entries()) {
    for (const [c, value] of line.entries()) {
      if (value !== null && value !== '') put(origin.row + r, origin.column + c, value);
    }
  }
  for (const text of [...(extras.drawn ?? []), ...(extras.unlocked ?? []), ...(extras.merges ?? [])]) {
    const range = rangeOf(text);
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) {
        if (rows.get(row)?.get(column) === undefined) put(row, column, null);
      }
    }
  }
  return {
    name,
    visible: extras.visible ?? true,
    rows,
    merges: (extras.merges ?? []).map(rangeOf),
    hiddenRows: new Set(extras.hiddenRows ?? []),
    hiddenColumns: new Set((extras.hiddenColumns ?? []).map(columnNumber)),
    widths: new Map(Object.entries(extras.widths ?? {}).map(([letters, width]) => [columnNumber(letters), width])),
    validations: Object.entries(extras.lists ?? {}).map(
      ([range, options]): ListValidation => ({ ranges: range.split(' ').map(rangeOf), options, strict: true }),
    ),
    tables: [],
    autoFilter: extras.autoFilter === undefined ? null : rangeOf(extras.autoFilter),
    isProtected: extras.unlocked !== undefined,
    unlockedRanges: [],
    checkboxes: extras.checkboxes ?? [],
  };
}

/** A workbook of the given sheets. */
export function workbookOf(...sheets: readonly Sheet[]): Workbook {
  return { fileName: 'fixture.xlsx', sheets, hasMacros: false, hasFormulas: false, messages: [] };
}

/** The same sheet with everything moved down and to the right. */
export function shifted(sheet: Sheet, down: number, right: number): Sheet {
  const range = (r: Range): Range => ({
    top: r.top + down,
    bottom: r.bottom + down,
    left: r.left + right,
    right: r.right + right,
  });
  const rows = [...sheet.rows].map(
    ([row, cells]) =>
      [
        row + down,
        new Map(
          [...cells].map(([column, cell]) => [
            column + right,
            { ...cell, row: cell.row + down, column: cell.column + right },
          ]),
        ),
      ] as const,
  );
  return {
    ...sheet,
    rows: new Map(rows),
    merges: sheet.merges.map(range),
    hiddenRows: new Set([...sheet.hiddenRows].map(row => row + down)),
    hiddenColumns: new Set([...sheet.hiddenColumns].map(column => column + right)),
    widths: new Map([...sheet.widths].map(([column, width]) => [column + right, width])),
    validations: sheet.validations.map(list => ({ ...list, ranges: list.ranges.map(range) })),
    autoFilter: sheet.autoFilter === null ? null : range(sheet.autoFilter),
  };
}

function cellOf(row: number, column: number, value: Value, bold: boolean, unlocked: boolean): Cell {
  const formula = typeof value === 'string' && value.startsWith('=');
  const text =
    value === null
      ? ''
      : formula
        ? value.slice(1)
        : typeof value === 'boolean'
          ? String(value).toUpperCase()
          : String(value);
  const kind =
    value === null ? 'blank' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
  return { row, column, text, kind, formula, unlocked, fill: null, bold };
}

function inAny(ranges: readonly string[] | undefined, row: number, column: number): boolean {
  return (ranges ?? []).some(text => {
    const range = rangeOf(text);
    return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
  });
}

function rangeOf(text: string): Range {
  const range = parseRange(text);
  if (range === null) throw new Error(`fixture names no range: ${text}`);
  return range;
}
