import type { Message } from '../../knowledge/errors.ts';
import type { CellEdit } from '../model.ts';
import { rewriteZip } from '../package/rewrite-zip.ts';
import { editXml } from '../package/xml-text.ts';
import type { ZipEntry } from '../package/zip.ts';
import { cellText, MAX_CELL_TEXT, storedValue } from './cell-xml.ts';
import { checkEdits, type PlacedEdit, type RefusedEdit } from './check-edits.ts';
import { type LoadedWorkbook, loadWorkbook } from './load-workbook.ts';
import { requestRecalculation } from './recalculation.ts';
import { type SheetEdits, writeSheetXml } from './sheet-writer.ts';

/** A workbook after writing. */
export interface WrittenWorkbook {
  /** The same bytes that came in where nothing was written. */
  readonly bytes: Uint8Array;
  /**
   * The edits that were written, each with the value as it now stands in the file: text as a cell can hold it (line breaks
   * as `\n`, cut, escaped), `1` or `0` for TRUE or FALSE.
   */
  readonly written: readonly CellEdit[];
  readonly refused: readonly RefusedEdit[];
  /** Texts that were cut, edits that were refused, a signature that breaks. */
  readonly messages: readonly Message[];
}

/**
 * Writes values into empty cells of a workbook (.xlsx, .xlsm) and changes nothing else: only the cells' elements inside the
 * sheets' XML are replaced, every other part stays byte for byte, and recalculation is asked for where formulas exist.
 * @throws InputError as `readWorkbook` does; a single edit that cannot be written is refused, not thrown
 */
export async function writeWorkbookCells(
  bytes: Uint8Array,
  edits: readonly CellEdit[],
  fileName: string,
): Promise<WrittenWorkbook> {
  const loaded = await loadWorkbook(bytes, fileName);
  const { allowed, refused } = checkEdits(edits, loaded.workbook, loaded.worksheets);
  const placed = [...allowed.values()].flat();
  const written = placed.map(({ edit }) => ({ ...edit, value: storedValue(edit.value) }));
  const messages = [
    ...refused.map(toMessage),
    ...placed.flatMap(({ edit }) => (isCut(edit) ? [cutMessage(edit)] : [])),
    ...(placed.length > 0 ? loaded.workbook.messages.filter(({ code }) => code === 'signature-will-break') : []),
  ];
  if (placed.length === 0) return { bytes, written, refused, messages };
  const replaced = new Map<ZipEntry, Uint8Array>();
  for (const [sheet, sheetEdits] of allowed) {
    const part = loaded.worksheets.get(sheet)?.part ?? '';
    await replacePart(loaded, part, xml => writeSheetXml(xml, byRow(sheetEdits)), replaced);
  }
  if (loaded.workbook.hasFormulas) {
    await replacePart(loaded, loaded.package.workbookPart, requestRecalculation, replaced);
  }
  return { bytes: await rewriteZip(loaded.package.archive, replaced), written, refused, messages };
}

async function replacePart(
  { package: book }: LoadedWorkbook,
  part: string,
  edit: (xml: Buffer) => Buffer,
  replaced: Map<ZipEntry, Uint8Array>,
): Promise<void> {
  const entry = book.entry(part);
  if (entry !== undefined) replaced.set(entry, editXml(await book.read(part), edit));
}

function byRow(edits: readonly PlacedEdit[]): SheetEdits {
  const rows = new Map<number, Map<number, string | boolean>>();
  for (const { edit, row, column } of edits) {
    const cells = rows.get(row) ?? new Map<number, string | boolean>();
    rows.set(row, cells.set(column, edit.value));
  }
  return rows;
}

function isCut({ value }: CellEdit): boolean {
  return typeof value === 'string' && cellText(value).isCut;
}

function cutMessage({ sheet, cell }: CellEdit): Message {
  return {
    severity: 'warning',
    code: 'text-cut',
    where: `${sheet}!${cell}`,
    text: `1 つのセルに入る ${MAX_CELL_TEXT.toLocaleString('en')} 文字を超えるため、回答の末尾を切りました。`,
    en: `The answer was cut to the ${MAX_CELL_TEXT.toLocaleString('en')} characters that a cell can hold.`,
  };
}

function toMessage({ edit, code, text, en }: RefusedEdit): Message {
  return { severity: 'warning', code, where: `${edit.sheet}!${edit.cell}`, text, en };
}
