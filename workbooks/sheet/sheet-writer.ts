import { cellRef, parseCellRef } from '../cell-ref.ts';
import { type Splice, spliced, type Tag, TagScanner, tagAttribute } from '../package/tag-scanner.ts';
import { flag } from '../package/xml.ts';
import { newCell, replacedCell } from './cell-xml.ts';

/** Values by row and column, both 1-based. */
export type SheetEdits = ReadonlyMap<number, ReadonlyMap<number, string | boolean>>;

interface ColumnStyle {
  readonly from: number;
  readonly to: number;
  readonly style: string;
}

/**
 * Writes cells into a worksheet's XML: replaces or inserts `c` elements (and `row` elements where there are none) and keeps
 * every other byte. Rows and cells must come in order, each once; whether a cell may be written is decided before.
 */
export function writeSheetXml(xml: Buffer, edits: SheetEdits): Buffer {
  return new SheetWriter(xml, edits).write();
}

class SheetWriter {
  readonly #xml: Buffer;
  readonly #edits: SheetEdits;
  readonly #scanner: TagScanner;
  readonly #splices: Splice[] = [];
  readonly #columnStyles: ColumnStyle[] = [];
  /** Rows to be written, in order, and how many of them are done. */
  readonly #rows: readonly number[];
  #rowsDone = 0;
  #row = 0;

  constructor(xml: Buffer, edits: SheetEdits) {
    this.#xml = xml;
    this.#edits = edits;
    this.#scanner = new TagScanner(xml);
    this.#rows = [...edits.keys()].sort((a, b) => a - b);
  }

  write(): Buffer {
    this.#scanner.next();
    for (let tag = this.#scanner.next(); tag !== null; tag = this.#scanner.next()) {
      if (tag.name === 'sheetData' && tag.kind !== 'close') {
        this.#writeData(tag);
        break;
      }
      if (tag.name === 'cols' && tag.kind === 'open') this.#readColumns();
      else if (tag.kind === 'open') this.#scanner.skip(tag);
    }
    return spliced(this.#xml, this.#splices);
  }

  #readColumns(): void {
    for (let tag = this.#scanner.next(); tag !== null && tag.name !== 'cols'; tag = this.#scanner.next()) {
      if (tag.name === 'col' && tag.kind !== 'close') this.#addColumnStyle(tag);
    }
  }

  #addColumnStyle(tag: Tag): void {
    const style = tagAttribute(tag, 'style');
    const from = Number(tagAttribute(tag, 'min'));
    if (style !== undefined) this.#columnStyles.push({ from, to: Number(tagAttribute(tag, 'max')), style });
  }

  #writeData(data: Tag): void {
    const { prefix } = data;
    if (data.kind === 'empty') {
      const rows = this.#newRows(Number.POSITIVE_INFINITY, prefix);
      if (rows !== '') this.#openEmpty(data, rows);
      return;
    }
    for (let tag = this.#scanner.next(); tag !== null; tag = this.#scanner.next()) {
      if (tag.kind === 'close') {
        this.#insert(tag.start, this.#newRows(Number.POSITIVE_INFINITY, prefix));
        return;
      }
      if (tag.name === 'row') this.#writeRow(tag);
      else this.#scanner.skip(tag);
    }
  }

  #writeRow(row: Tag): void {
    const stated = tagAttribute(row, 'r');
    this.#row = stated === undefined ? this.#impliedRow(row) : Number(stated);
    this.#insert(row.start, this.#newRows(this.#row, row.prefix));
    if (this.#rows[this.#rowsDone] === this.#row) this.#rowsDone++;
    const values = this.#edits.get(this.#row) ?? new Map<number, string | boolean>();
    const pending = [...values.keys()].sort((a, b) => a - b);
    const rowStyle = flag(tagAttribute(row, 'customFormat')) ? tagAttribute(row, 's') : undefined;
    const cellsBefore = (column: number) => {
      let cells = '';
      for (let next = pending[0]; next !== undefined && next < column; next = pending[0]) {
        pending.shift();
        const style = rowStyle ?? this.#styleOfColumn(next);
        cells += newCell(row.prefix, cellRef(this.#row, next), style, values.get(next) ?? '');
      }
      return cells;
    };
    if (row.kind === 'empty') {
      const cells = cellsBefore(Number.POSITIVE_INFINITY);
      if (cells !== '') this.#openEmpty(row, cells);
      return;
    }
    let column = 0;
    for (let tag = this.#scanner.next(); tag !== null; tag = this.#scanner.next()) {
      if (tag.kind === 'close') {
        this.#insert(tag.start, cellsBefore(Number.POSITIVE_INFINITY));
        return;
      }
      if (tag.name === 'c') {
        const ref = tagAttribute(tag, 'r');
        column = (ref === undefined ? undefined : parseCellRef(ref)?.column) ?? column + 1;
        this.#insert(tag.start, cellsBefore(column));
        const value = values.get(column);
        const end = this.#scanner.skip(tag);
        if (value === undefined) continue;
        pending.shift();
        this.#splices.push({ start: tag.start, end, text: replacedCell(tag, value) });
      } else {
        // What may follow the cells (extLst) stays behind them.
        this.#insert(tag.start, cellsBefore(Number.POSITIVE_INFINITY));
        this.#scanner.skip(tag);
      }
    }
  }

  /** A row without `r` follows the one before, unless its first cell says another row. */
  #impliedRow(row: Tag): number {
    const first = row.kind === 'open' ? new TagScanner(this.#xml, row.end).next() : null;
    const ref = first?.name === 'c' && first.kind !== 'close' ? tagAttribute(first, 'r') : undefined;
    return Math.max(this.#row + 1, parseCellRef(ref ?? '')?.row ?? 0);
  }

  /** New rows for the edits above a row, ready to be inserted before it. */
  #newRows(before: number, prefix: string): string {
    let rows = '';
    for (; ; this.#rowsDone++) {
      const row = this.#rows[this.#rowsDone];
      if (row === undefined || row >= before) return rows;
      const values = [...(this.#edits.get(row) ?? [])].sort(([a], [b]) => a - b);
      const cells = values.map(([column, value]) =>
        newCell(prefix, cellRef(row, column), this.#styleOfColumn(column), value),
      );
      rows += `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>`;
    }
  }

  #styleOfColumn(column: number): string | undefined {
    return this.#columnStyles.find(({ from, to }) => column >= from && column <= to)?.style;
  }

  #insert(at: number, text: string): void {
    if (text !== '') this.#splices.push({ start: at, end: at, text });
  }

  /** Gives an element that has no content (`<row r="3"/>`) one. */
  #openEmpty(tag: Tag, content: string): void {
    this.#splices.push({ start: tag.end - 2, end: tag.end, text: `>${content}</${tag.prefix}${tag.name}>` });
  }
}
