import { cellRef, MAX_COLUMN, MAX_ROW, parseCellRef, parseRange } from '../cell-ref.ts';
import type { Cell, Range } from '../model.ts';
import { type Attributes, flag } from '../package/xml.ts';
import { formatNumber } from './number-format.ts';
import { serialOfIso } from './serial-date.ts';
import { plainNewlines, StringItem, unescapeText } from './string-text.ts';
import { type CellStyle, DEFAULT_STYLE } from './styles.ts';

/** How many more cells a workbook may have; shared by its sheets. */
export interface CellBudget {
  cells: number;
  blankCells: number;
}

/** What the cells of every sheet need of the workbook. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly date1904: boolean;
  readonly budget: CellBudget;
  /** Damage in a cell, told with its place. */
  readonly broken: (place: string) => Error;
  readonly tooManyCells: () => Error;
  readonly tooManyItems: () => Error;
}

/** Rows in a row without text after which rows of blank styled cells are left out: nobody fills in so far below. */
const BLANK_ROWS_KEPT = 200;
/** Columns in which blank styled cells are kept: whole rows may be styled up to XFD. */
const BLANK_COLUMNS_KEPT = 256;

/** Reads what lies in `sheetData`; cells and rows without `r` follow the one before. Give it the events inside. */
export class CellReader {
  readonly rows = new Map<number, Map<number, Cell>>();
  readonly hiddenRows = new Set<number>();
  /** Cells that Excel 365 shows as checkboxes. */
  readonly checkboxes: string[] = [];
  /** What array formulas and data tables fill: none of these cells may be written. */
  readonly arrayRanges: Range[] = [];
  /** Rows whose own style is unlocked; neighbours make one range. */
  readonly unlockedRows: Range[] = [];
  hasFormulas = false;
  /** Rows, and cells within a row, come in order and each once. */
  isOrdered = true;
  /** Blank styled cells were left out. */
  blanksDropped = false;

  readonly #context: CellContext;
  readonly #item = new StringItem();
  #row = 0;
  #rowIsImplied = false;
  #column = 0;
  #lastTextRow = 0;
  #cells: Map<number, Cell> | undefined;
  #type = 'n';
  #style: CellStyle = DEFAULT_STYLE;
  #styled = false;
  #formula = false;
  #value: string[] = [];
  #inside: 'value' | 'string' | null = null;
  /** 0 in the sheet's data, 1 in a row, 2 in a cell, more inside it. */
  #depth = 0;
  /** Elements open in one that is neither row nor cell (an extension): nothing in it is a cell. */
  #elsewhere = 0;

  constructor(context: CellContext) {
    this.#context = context;
  }

  open(name: string, attributes: Attributes): void {
    const expected = this.#depth === 0 ? 'row' : this.#depth === 1 ? 'c' : name;
    if (this.#elsewhere > 0 || name !== expected) {
      this.#elsewhere++;
      return;
    }
    this.#depth++;
    if (this.#depth === 1) this.#openRow(attributes);
    else if (this.#depth === 2) this.#openCell(attributes);
    else if (this.#inside === 'string') this.#item.open(name);
    else if (this.#depth > 3) return;
    else if (name === 'v') this.#inside = 'value';
    else if (name === 'is') this.#openItem();
    else if (name === 'f') this.#openFormula(attributes);
  }

  text(text: string): void {
    if (this.#elsewhere > 0) return;
    if (this.#inside === 'value') this.#value.push(text);
    else if (this.#inside === 'string') this.#item.text(text);
  }

  close(name: string): void {
    if (this.#elsewhere > 0) {
      this.#elsewhere--;
      return;
    }
    if (this.#depth === 2) this.#closeCell();
    else if (this.#depth === 3) this.#inside = null;
    else if (this.#inside === 'string') this.#item.close(name);
    this.#depth--;
  }

  #openRow(attributes: Attributes): void {
    const { r } = attributes;
    const before = this.#row;
    this.#rowIsImplied = r === undefined;
    this.#row = r === undefined ? this.#row + 1 : Number(r);
    this.#column = 0;
    this.#cells = this.rows.get(this.#row);
    if (!Number.isInteger(this.#row) || this.#row < 1 || this.#row > MAX_ROW) {
      throw this.#context.broken(`row ${(r ?? String(this.#row)).slice(0, 20)}`);
    }
    if (this.#row <= before) this.isOrdered = false;
    if (flag(attributes.hidden)) this.hiddenRows.add(this.#row);
    if (flag(attributes.customFormat) && this.#styleOf(attributes).unlocked) this.#addUnlockedRow();
  }

  #addUnlockedRow(): void {
    const last = this.unlockedRows.at(-1);
    const isNext = last?.bottom === this.#row - 1;
    const top = isNext ? last.top : this.#row;
    if (isNext) this.unlockedRows.pop();
    this.unlockedRows.push({ top, left: 1, bottom: this.#row, right: MAX_COLUMN });
  }

  #openCell(attributes: Attributes): void {
    const { r, t } = attributes;
    const place = r === undefined ? { row: this.#row, column: this.#column + 1 } : parseCellRef(r);
    if (place !== null && this.#rowIsImplied && this.#column === 0 && place.row > this.#row) {
      this.#row = place.row;
      this.#cells = this.rows.get(this.#row);
    }
    // A cell belongs to its row element; a reference that says otherwise is damage.
    if (place === null || place.row !== this.#row || place.column > MAX_COLUMN) {
      throw this.#context.broken((r ?? cellRef(this.#row, this.#column + 1)).slice(0, 20));
    }
    if (place.column <= this.#column) this.isOrdered = false;
    this.#column = place.column;
    this.#type = t ?? 'n';
    this.#styled = attributes.s !== undefined && attributes.s !== '0';
    this.#style = this.#styleOf(attributes);
    this.#formula = false;
    this.#value = [];
    this.#inside = null;
  }

  /** An inline string counts as one whatever the cell's type says. */
  #openItem(): void {
    this.#inside = 'string';
    this.#type = 'inlineStr';
    this.#item.take();
    this.#value = [];
  }

  #openFormula(attributes: Attributes): void {
    this.#formula = true;
    this.hasFormulas = true;
    const fillsRange = attributes.t === 'array' || attributes.t === 'dataTable';
    const range = fillsRange ? parseRange(attributes.ref ?? '') : null;
    if (range !== null) this.arrayRanges.push(range);
  }

  #styleOf(attributes: Attributes): CellStyle {
    return this.#context.styles[Number(attributes.s ?? 0)] ?? this.#context.styles[0] ?? DEFAULT_STYLE;
  }

  #closeCell(): void {
    const { budget } = this.#context;
    const { text, kind } = this.#content();
    if (kind === 'blank' && !this.#formula) {
      if (!this.#styled) return;
      const useful = this.#row - this.#lastTextRow <= BLANK_ROWS_KEPT && this.#column <= BLANK_COLUMNS_KEPT;
      if (!useful || budget.blankCells <= 0) {
        this.blanksDropped = true;
        return;
      }
      budget.blankCells--;
    } else {
      if (budget.cells <= 0) throw this.#context.tooManyCells();
      budget.cells--;
      this.#lastTextRow = this.#row;
    }
    if (this.#style.checkbox) this.checkboxes.push(cellRef(this.#row, this.#column));
    this.#put({
      row: this.#row,
      column: this.#column,
      text,
      kind,
      formula: this.#formula,
      unlocked: this.#style.unlocked,
      fill: this.#style.fill,
      bold: this.#style.bold,
    });
  }

  #put(cell: Cell): void {
    if (this.#cells === undefined) {
      this.#cells = new Map();
      this.rows.set(this.#row, this.#cells);
    }
    this.#cells.set(cell.column, cell);
  }

  #content(): Pick<Cell, 'text' | 'kind'> {
    if (this.#type === 'inlineStr' && this.#value.length === 0) return textContent(this.#item.take());
    const value = this.#value.length === 1 ? (this.#value[0] ?? '') : this.#value.join('');
    if (value === '') return { text: '', kind: 'blank' };
    switch (this.#type) {
      case 's':
        return textContent(this.#sharedString(value));
      case 'str':
      case 'inlineStr':
        return textContent(plainNewlines(unescapeText(value)));
      case 'b':
        return { text: flag(value.trim()) ? 'TRUE' : 'FALSE', kind: 'boolean' };
      case 'e':
        return { text: value, kind: 'error' };
      case 'd':
        return this.#shown(serialOfIso(value, this.#context.date1904), value);
      default:
        return this.#shown(Number(value), value);
    }
  }

  #sharedString(index: string): string {
    const text = this.#context.strings[Number(index)];
    if (text === undefined) throw this.#context.broken(cellRef(this.#row, this.#column));
    return text;
  }

  #shown(value: number | null, raw: string): Pick<Cell, 'text' | 'kind'> {
    if (value === null || !Number.isFinite(value)) return textContent(raw);
    return formatNumber(value, this.#style.format, this.#context.date1904);
  }
}

function textContent(text: string): Pick<Cell, 'text' | 'kind'> {
  return text === '' ? { text, kind: 'blank' } : { text, kind: 'text' };
}
