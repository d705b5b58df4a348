/** A field where it stands in the bytes, quotes included. */
export interface Field {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** What separates the fields. */
export type Delimiter = ',' | '\t' | ';';

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
/** Bytes at the start by which the delimiter is told. */
const SAMPLE = 64_000;

/**
 * Cuts delimited text into records and fields by its bytes: in UTF-8 and in Shift_JIS no byte of a longer character looks
 * like a delimiter, a quote or a line break. A quote counts only at the start of a field. Source: RFC 4180.
 * @returns the records; or the 1-based line on which a quoted field starts that never ends
 */
export function splitRecords(bytes: Buffer, delimiter: Delimiter): readonly (readonly Field[])[] | number {
  const separator = delimiter.charCodeAt(0);
  const records: Field[][] = [];
  let fields: Field[] = [];
  for (let at = 0; ; ) {
    const start = at;
    const isQuoted = bytes[at] === QUOTE;
    if (isQuoted) at = endOfQuotes(bytes, at);
    if (at < 0) return lineOf(bytes, start);
    while (at < bytes.length && bytes[at] !== separator && bytes[at] !== CR && bytes[at] !== LF) at++;
    fields.push({ start, end: at, isQuoted });
    if (bytes[at] === separator) {
      at++;
      continue;
    }
    records.push(fields);
    fields = [];
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
    if (at >= bytes.length) return records;
  }
}

/** The delimiter that a text most likely uses: the one that stands most often outside quotes; `fallback` where none does. */
export function likelyDelimiter(bytes: Buffer, fallback: Delimiter): Delimiter {
  const counts: Record<Delimiter, number> = { ',': 0, '\t': 0, ';': 0 };
  let inQuotes = false;
  for (const byte of bytes.subarray(0, SAMPLE)) {
    if (byte === QUOTE) inQuotes = !inQuotes;
    const char = String.fromCharCode(byte);
    if (!inQuotes && (char === ',' || char === '\t' || char === ';')) counts[char]++;
  }
  const best = (Object.keys(counts) as Delimiter[]).reduce((a, b) => (counts[b] > counts[a] ? b : a), fallback);
  return counts[best] > 0 ? best : fallback;
}

/** A field's value: without its quotes, doubled ones single; `decode` turns bytes into text. */
export function fieldText(bytes: Buffer, field: Field, decode: (bytes: Buffer) => string): string {
  const { start, end, isQuoted } = field;
  if (!isQuoted) return decode(bytes.subarray(start, end));
  const close = endOfQuotes(bytes, start);
  // What stands behind the closing quote belongs to the value, as spreadsheets read it.
  return decode(bytes.subarray(start + 1, close - 1)).replaceAll('""', '"') + decode(bytes.subarray(close, end));
}

/** Offset behind the quote that closes the one at `start`, or -1. */
function endOfQuotes(bytes: Buffer, start: number): number {
  for (let at = start + 1; ; at += 2) {
    at = bytes.indexOf(QUOTE, at);
    if (at < 0) return -1;
    if (bytes[at + 1] !== QUOTE) return at + 1;
  }
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) line++;
  return line;
}
