import type { Message } from '../../knowledge/errors.ts';
import type { CellEdit } from '../model.ts';
import { rewriteZip } from '../package/rewrite-zip.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';
import { editXml } from '../package/xml-text.ts';
import type { ZipEntry } from '../package/zip.ts';
import { storedValue } from './cell-xml.ts';
import { checkEdits, type PlacedEdit, type RefusedEdit } from './check-edits.ts';
import { loadWorkbook } from './load-workbook.ts';
import { requestRecalculation } from './recalculation.ts';
import { type SheetEdits, writeSheetXml } from './sheet-writer.ts';
import { cutMessages, refusalMessages, type WrittenWorkbook } from './written-workbook.ts';

/** What will be written, part by part. */
interface WritePlan {
  readonly book: WorkbookPackage;
  /** Edits by the name of the sheet's part. */
  readonly sheets: ReadonlyMap<string, readonly PlacedEdit[]>;
  readonly refused: readonly RefusedEdit[];
  readonly recalculates: boolean;
  /** What is told once something is written. */
  readonly warnings: readonly Message[];
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
  const { book, sheets, refused, recalculates, warnings } = await planWrite(bytes, edits, fileName);
  const placed = [...sheets.values()].flat();
  if (placed.length === 0) return { bytes, written: [], refused, messages: refusalMessages(refused) };
  const replaced = new Map<ZipEntry, Uint8Array>();
  for (const [part, sheetEdits] of sheets) {
    await replacePart(book, part, xml => writeSheetXml(xml, byRow(sheetEdits)), replaced);
  }
  if (recalculates) await replacePart(book, book.workbookPart, requestRecalculation, replaced);
  return {
    bytes: await rewriteZip(book.archive, replaced),
    written: placed.map(({ edit }) => ({ ...edit, value: storedValue(edit.value) })),
    refused,
    messages: [...refusalMessages(refused), ...cutMessages(placed), ...warnings],
  };
}

/** Apart from the writing, so that the workbook that was read need not stay in memory beside the one that is made. */
async function planWrite(bytes: Uint8Array, edits: readonly CellEdit[], fileName: string): Promise<WritePlan> {
  const { workbook, worksheets, book } = await loadWorkbook(bytes, fileName);
  const { allowed, refused } = checkEdits(edits, workbook, worksheets);
  return {
    book,
    sheets: new Map([...allowed].map(([sheet, placed]) => [worksheets.get(sheet)?.part ?? '', placed])),
    refused,
    recalculates: workbook.hasFormulas,
    warnings: workbook.messages.filter(({ code }) => code === 'signature-will-break'),
  };
}

async function replacePart(
  book: WorkbookPackage,
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
