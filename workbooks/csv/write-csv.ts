import type { CellEdit } from '../model.ts';
import { cellText } from '../sheet/cell-xml.ts';
import { checkEdits, type PlacedEdit, type RefusedEdit, refuseEdit } from '../sheet/check-edits.ts';
import { cutMessages, refusalMessages, type WrittenWorkbook } from '../sheet/written-workbook.ts';
import type { Field } from './delimited.ts';
import { decodeText, encodeText } from './encoding.ts';
import { type LoadedCsv, loadCsv } from './load-csv.ts';

/** What a spreadsheet takes for the start of a formula, half and full width. Source: OWASP, "CSV Injection". */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
/** A mark alone, a number or a phone number cannot do anything. */
const HARMLESS = /^(.|[+-]?[\d.,() -]+%?)$/su;

/**
 * Writes values into empty fields of a .csv or .tsv file and leaves every other byte, the encoding, the delimiter and the
 * line breaks as they are. A text that a spreadsheet would take for a formula gets an apostrophe in front.
 * @throws InputError as `loadCsv` does; a single edit that cannot be written is refused, not thrown
 */
export function writeCsvCells(bytes: Uint8Array, edits: readonly CellEdit[], fileName: string): WrittenWorkbook {
  const csv = loadCsv(bytes, fileName);
  const name = csv.workbook.sheets[0]?.name ?? '';
  const checked = checkEdits(
    edits,
    csv.workbook,
    new Map([[name, { part: '', arrayRanges: [], pivotRanges: [], isOrdered: true }]]),
  );
  const refused: RefusedEdit[] = [...checked.refused];
  const written: CellEdit[] = [];
  const placed: PlacedEdit[] = [];
  const values = new Map<number, Map<number, Buffer>>();
  for (const edit of checked.allowed.get(name) ?? []) {
    const value = encodeText(storedText(edit.edit.value), bodyEncoding(csv));
    if (edit.row > csv.records.length) refused.push(refuseEdit(edit.edit, 'beyond-last-row'));
    else if (value === null) refused.push(refuseEdit(edit.edit, 'not-encodable'));
    else {
      placed.push(edit);
      written.push({ ...edit.edit, value: decodeText(value, bodyEncoding(csv)) });
      const row = values.get(edit.row) ?? new Map<number, Buffer>();
      values.set(edit.row, row.set(edit.column, value));
    }
  }
  const messages = [...refusalMessages(refused), ...cutMessages(placed)];
  return { bytes: written.length === 0 ? bytes : splice(csv, values), written, refused, messages };
}

function storedText(value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const { text } = cellText(value);
  return FORMULA_START.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}

/** The encoding of `LoadedCsv.body`. */
function bodyEncoding({ format }: LoadedCsv): 'utf-8' | 'cp932' {
  return format.encoding === 'cp932' ? 'cp932' : 'utf-8';
}

function splice(csv: LoadedCsv, values: ReadonlyMap<number, ReadonlyMap<number, Buffer>>): Uint8Array {
  const { body, records, format } = csv;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const [row, columns] of [...values].sort(([a], [b]) => a - b)) {
    const fields = records[row - 1] ?? [];
    const delimiter = Buffer.from(csv.delimiter);
    const last = fields.at(-1)?.end ?? at;
    let width = fields.length;
    for (const [column, value] of [...columns].sort(([a], [b]) => a - b)) {
      const field = fields[column - 1];
      const start = field?.start ?? last;
      pieces.push(body.subarray(at, start));
      // A record that ends before the column is filled up with empty fields.
      for (; width < column; width++) pieces.push(delimiter);
      pieces.push(quoted(value, csv, field));
      at = field?.end ?? last;
    }
  }
  pieces.push(body.subarray(at));
  const text = Buffer.concat(pieces);
  const isWide = format.encoding === 'utf-16le' || format.encoding === 'utf-16be';
  const out = isWide ? encodeText(decodeText(text, 'utf-8'), format.encoding) : text;
  return Buffer.concat([format.mark, out ?? text]);
}

/** The field as it stands in the file: in quotes where its value needs them or the empty field had them. */
function quoted(value: Buffer, csv: LoadedCsv, field: Field | undefined): Buffer {
  const special = [csv.delimiter, '"', '\n', '\r'].some(char => value.includes(char));
  const padded = value[0] === 0x20 || value.at(-1) === 0x20;
  if (!special && !padded && field?.isQuoted !== true) return value;
  const quote = Buffer.from('"');
  const pieces: Buffer[] = [quote];
  let at = 0;
  for (let next = value.indexOf(quote); next >= 0; next = value.indexOf(quote, at)) {
    pieces.push(value.subarray(at, next + 1), quote);
    at = next + 1;
  }
  return Buffer.concat([...pieces, value.subarray(at), quote]);
}
