import { InputError } from '../../knowledge/errors.ts';
import { MAX_COLUMN, MAX_ROW } from '../cell-ref.ts';
import type { Cell, Sheet, Workbook } from '../model.ts';
import { LIMITS } from '../package/limits.ts';
import { brokenWorkbook, emptyFile, notAWorkbook, tooLarge } from '../package/refusals.ts';
import { plainNewlines } from '../sheet/string-text.ts';
import { type Delimiter, type Field, fieldText, likelyDelimiter, splitRecords } from './delimited.ts';
import { decodeText, type TextFormat, textFormat } from './encoding.ts';

/** A delimited text file as read, with what the writer needs beside the model. */
export interface LoadedCsv {
  readonly workbook: Workbook;
  readonly format: TextFormat;
  readonly delimiter: Delimiter;
  /** The text's bytes without its mark; UTF-16 is turned into UTF-8, in which delimiters can be told by their bytes. */
  readonly body: Buffer;
  readonly records: readonly (readonly Field[])[];
}

/** Whether a file of this name is read as delimited text (.csv, .tsv, .tab, .txt). */
export function isDelimitedName(fileName: string): boolean {
  return /\.(csv|tsv|tab|txt)$/i.test(fileName);
}

/**
 * Reads a .csv or .tsv file in UTF-8, UTF-16 or Shift_JIS as a workbook of one sheet that bears the file's name.
 * @throws InputError `empty-file`, `too-large`, `not-a-workbook`, `unknown-encoding`, `broken-workbook`
 */
export function loadCsv(bytes: Uint8Array, fileName: string): LoadedCsv {
  if (bytes.length === 0) throw emptyFile(fileName);
  if (bytes.length > LIMITS.fileBytes) throw tooLarge(fileName, sizeOf(bytes.length));
  const format = textFormat(bytes);
  if (format === null) throw unreadableText(bytes, fileName);
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset + format.mark.length, bytes.byteLength - format.mark.length);
  const isWide = format.encoding === 'utf-16le' || format.encoding === 'utf-16be';
  const body = isWide ? Buffer.from(decodeText(raw, format.encoding), 'utf8') : raw;
  const delimiter = likelyDelimiter(body, /\.(tsv|tab)$/i.test(fileName) ? '\t' : ',');
  const records = splitRecords(body, delimiter);
  if (typeof records === 'number') {
    throw brokenWorkbook(
      fileName,
      `${records} 行目の引用符が閉じていない / the quote in line ${records} is never closed`,
    );
  }
  const widest = records.reduce((most, fields) => Math.max(most, fields.length), 0);
  if (records.length > MAX_ROW || widest > MAX_COLUMN) throw tooLarge(fileName, sizeOf(bytes.length));
  const encoding = isWide ? 'utf-8' : format.encoding;
  const sheet = toSheet(sheetName(fileName), records, field =>
    fieldText(body, field, bytes => decodeText(bytes, encoding)),
  );
  const workbook = { fileName, sheets: [sheet], hasMacros: false, hasFormulas: false, messages: [] };
  return { workbook, format, delimiter, body, records };
}

function toSheet(name: string, records: LoadedCsv['records'], textOf: (field: Field) => string): Sheet {
  const rows = new Map<number, Map<number, Cell>>();
  for (const [row, fields] of records.entries()) {
    const cells = new Map<number, Cell>();
    for (const [column, field] of fields.entries()) {
      if (field.end === field.start) continue;
      const text = plainNewlines(textOf(field));
      if (text !== '') cells.set(column + 1, toCell(row + 1, column + 1, text));
    }
    if (cells.size > 0) rows.set(row + 1, cells);
  }
  return {
    name,
    visible: true,
    rows,
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    widths: new Map(),
    validations: [],
    tables: [],
    autoFilter: null,
    isProtected: false,
    unlockedRanges: [],
    checkboxes: [],
  };
}

function toCell(row: number, column: number, text: string): Cell {
  const kind = /^-?\d+(\.\d+)?%?$/.test(text) ? 'number' : /^(TRUE|FALSE)$/i.test(text) ? 'boolean' : 'text';
  return { row, column, text, kind, formula: false, unlocked: false, fill: null, bold: false };
}

/** The file's name without folder and extension. */
function sheetName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/s, '').replace(/\.[^.]*$/, '');
}

function sizeOf(bytes: number) {
  const size = `${Math.ceil(bytes / 1_000_000)} MB`;
  return { ja: size, en: size };
}

function unreadableText(bytes: Uint8Array, fileName: string): InputError {
  if (bytes.includes(0)) return notAWorkbook(fileName, { ja: 'テキストではありません', en: 'it is no text' });
  return new InputError(
    'unknown-encoding',
    `「${fileName}」の文字コードが UTF-8 でも Shift_JIS でもないため読めません。Excel で「CSV UTF-8」として保存し直してください。`,
    `"${fileName}" is neither UTF-8 nor Shift_JIS. Save it in Excel as "CSV UTF-8".`,
  );
}
