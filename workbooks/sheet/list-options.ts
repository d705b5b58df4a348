import { cellRef, inRange, parseRange, rangeRef } from '../cell-ref.ts';
import type { Cell, ListValidation, Range } from '../model.ts';
import type { RawValidation } from './sheet-features.ts';
import type { SheetTable } from './tables.ts';
import type { DefinedName } from './workbook-part.ts';

/** A sheet as far as lists look into it. */
export interface ListSheet {
  readonly name: string;
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
  readonly tables: readonly SheetTable[];
}

/** Values that one list may have; longer ones are not lists that a person picks from. */
const MAX_OPTIONS = 1000;
/** Cells of a workbook for which a relative formula is resolved on its own. */
const MAX_RELATIVE = 50_000;
/** Excel itself allows 255 characters. */
const MAX_FORMULA = 8192;
/** Cells looked at for all lists of a workbook; beyond it, hostile validations would cost minutes. */
const MAX_LOOKED_AT = 5_000_000;

/** Resolves the list validations of a workbook's sheets to their values. */
export class ListResolver {
  readonly #sheets: readonly ListSheet[];
  /** By name in lower case. */
  readonly #names = new Map<string, DefinedName[]>();
  /** Index by name in lower case. */
  readonly #sheetIndexes = new Map<string, number>();
  /** Table and index of its sheet by the table's name in lower case. */
  readonly #tables = new Map<string, { readonly table: SheetTable; readonly sheet: number }>();
  readonly #cache = new Map<string, readonly string[] | null>();
  #lookedAt = 0;
  #relativeLeft = MAX_RELATIVE;

  constructor(sheets: readonly ListSheet[], names: readonly DefinedName[]) {
    this.#sheets = sheets;
    for (const name of names) {
      const key = name.name.toLowerCase();
      const same = this.#names.get(key);
      if (same === undefined) this.#names.set(key, [name]);
      else same.push(name);
    }
    for (const [index, sheet] of sheets.entries()) {
      this.#sheetIndexes.set(sheet.name.toLowerCase(), index);
      for (const table of sheet.tables) this.#tables.set(table.name.toLowerCase(), { table, sheet: index });
    }
  }

  /** One validation, or one for each row or column where its formula moves with the cell. */
  resolve(sheet: number, raw: RawValidation): readonly ListValidation[] {
    const { ranges, formula, strict } = raw;
    const first = ranges[0];
    const reference = formula.length > MAX_FORMULA ? null : splitReference(formula);
    const moving = reference === null ? null : relativeParts(reference.range);
    if (first === undefined || reference === null || moving === null || !(moving.row || moving.column)) {
      return [{ ranges, options: this.#options(sheet, formula, 0), strict }];
    }
    const count = ranges.reduce((sum, range) => sum + pieceCount(range, moving), 0);
    if (count > this.#relativeLeft) return [{ ranges, options: null, strict }];
    this.#relativeLeft -= count;
    const pieces = ranges.flatMap(range => split(range, moving));
    // A relative reference is written as seen from the upper left cell of the first range.
    return pieces.map(piece => {
      const shifted = shift(reference.range, piece.top - first.top, piece.left - first.left, moving);
      const source = shifted === null ? null : this.#sheetIndex(sheet, reference.sheet);
      return {
        ranges: [piece],
        options: source === null || shifted === null ? null : this.#values(source, shifted),
        strict,
      };
    });
  }

  #options(sheet: number, formula: string, depth: number): readonly string[] | null {
    if (formula.length > MAX_FORMULA) return null;
    const key = `${sheet}!${formula}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const options = this.#resolveFormula(sheet, formula.replace(/^=/, ''), depth);
    this.#cache.set(key, options);
    return options;
  }

  #resolveFormula(sheet: number, formula: string, depth: number): readonly string[] | null {
    const inline = /^"((?:[^"]|"")*)"$/s.exec(formula);
    if (inline?.[1] !== undefined) return inlineList(inline[1]);
    const reference = splitReference(formula);
    if (reference !== null) {
      const source = this.#sheetIndex(sheet, reference.sheet);
      const range = parseRange(reference.range);
      return source === null || range === null ? null : this.#values(source, range);
    }
    if (depth > 5) return null;
    const column = this.#tableColumn(formula);
    if (column !== null) return column;
    const name = this.#name(sheet, formula.replace(/^.*!/s, ''));
    return name === undefined ? null : this.#options(name.sheet ?? sheet, name.formula, depth + 1);
  }

  /** A name that holds on the sheet goes before one of the whole workbook; case does not matter. */
  #name(sheet: number, text: string): DefinedName | undefined {
    const named = this.#names.get(text.toLowerCase()) ?? [];
    return named.find(name => name.sheet === sheet) ?? named.find(name => name.sheet === null);
  }

  #tableColumn(formula: string): readonly string[] | null {
    const match = /^([^[\]!]+)\[([^[\]]*)\]$/.exec(formula);
    if (match === null) return null;
    const [, tableName = '', columnName = ''] = match;
    const found = this.#tables.get(tableName.toLowerCase());
    const column = found?.table.columns.findIndex(name => name.toLowerCase() === columnName.toLowerCase()) ?? -1;
    if (found === undefined || column < 0) return null;
    const { range, headerRows, totalRows } = found.table;
    const left = range.left + column;
    return this.#values(found.sheet, {
      top: range.top + headerRows,
      bottom: range.bottom - totalRows,
      left,
      right: left,
    });
  }

  #sheetIndex(from: number, name: string | null): number | null {
    return name === null ? from : (this.#sheetIndexes.get(name.toLowerCase()) ?? null);
  }

  /** The texts of a range in reading order without blanks, or null where they are more than a list. */
  #values(sheet: number, range: Range): readonly string[] | null {
    const key = `${sheet}!${rangeRef(range)}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const values = this.#collect(this.#sheets[sheet]?.rows ?? new Map(), range);
    this.#cache.set(key, values);
    return values;
  }

  #collect(rows: ListSheet['rows'], range: Range): readonly string[] | null {
    const found: Cell[] = [];
    const take = (cells: ReadonlyMap<number, Cell> | undefined) => {
      this.#lookedAt += 1 + (cells?.size ?? 0);
      for (const cell of cells?.values() ?? []) {
        if (cell.text !== '' && inRange(range, cell.row, cell.column)) found.push(cell);
      }
      return found.length <= MAX_OPTIONS && this.#lookedAt <= MAX_LOOKED_AT;
    };
    const isTall = range.bottom - range.top >= rows.size;
    if (isTall) {
      for (const cells of rows.values()) if (!take(cells)) return null;
    } else {
      for (let row = range.top; row <= range.bottom; row++) if (!take(rows.get(row))) return null;
    }
    return found.sort((a, b) => a.row - b.row || a.column - b.column).map(cell => cell.text);
  }
}

/** Values of a list that is written into the validation itself: between commas, without blanks around them. */
function inlineList(text: string): readonly string[] {
  return text
    .replaceAll('""', '"')
    .split(',')
    .map(value => value.trim())
    .filter(value => value !== '');
}

/** Sheet and range of `Sheet1!$A$1:$A$9`, `'My sheet'!A1`, `$A$1:$A$9`; null for anything else. */
function splitReference(formula: string): { readonly sheet: string | null; readonly range: string } | null {
  const match = /^=?(?:(?:'((?:[^']|'')+)'|([^'!()[\]]+))!)?([$A-Za-z0-9:]+)$/s.exec(formula);
  const range = match?.[3];
  if (range === undefined || parseRange(range) === null) return null;
  const sheet = match?.[1]?.replaceAll("''", "'") ?? match?.[2] ?? null;
  return { sheet, range };
}

interface Moving {
  readonly row: boolean;
  readonly column: boolean;
}

/** Whether rows or columns of a reference lack `$` and so move with the cell. Whole rows and columns do not. */
function relativeParts(range: string): Moving {
  const corners = range.split(':').filter(corner => /[A-Za-z]/.test(corner) && /[0-9]/.test(corner));
  return {
    row: corners.some(corner => /[A-Za-z][0-9]/.test(corner)),
    column: corners.some(corner => /^[A-Za-z]/.test(corner)),
  };
}

/** Into how many pieces `split` cuts a range. */
function pieceCount(range: Range, moving: Moving): number {
  const rows = moving.row ? range.bottom - range.top + 1 : 1;
  return rows * (moving.column ? range.right - range.left + 1 : 1);
}

/** A range cut into rows where rows move, into columns where columns move. */
function split(range: Range, moving: Moving): Range[] {
  const columns = moving.column ? range.right - range.left + 1 : 1;
  return Array.from({ length: pieceCount(range, moving) }, (_, at) => {
    const row = range.top + Math.floor(at / columns);
    const column = range.left + (at % columns);
    return {
      top: moving.row ? row : range.top,
      bottom: moving.row ? row : range.bottom,
      left: moving.column ? column : range.left,
      right: moving.column ? column : range.right,
    };
  });
}

function shift(text: string, rows: number, columns: number, moving: Moving): Range | null {
  const range = parseRange(text);
  if (range === null) return null;
  const down = moving.row ? rows : 0;
  const right = moving.column ? columns : 0;
  return parseRange(
    `${cellRef(range.top + down, range.left + right)}:${cellRef(range.bottom + down, range.right + right)}`,
  );
}
