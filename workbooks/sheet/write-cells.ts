import type { CellEdit } from '../model.ts';
import { rewriteZip } from '../package/rewrite-zip.ts';
import { editXml } from '../package/xml-text.ts';
import type { ZipEntry } from '../package/zip.ts';
import { storedValue } from './cell-xml.ts';
import { checkEdits, type PlacedEdit } from './check-edits.ts';
import { type LoadedWorkbook, loadWorkbook } from './load-workbook.ts';
import { requestRecalculation } from './recalculation.ts';
import { type SheetEdits, writeSheetXml } from './sheet-writer.ts';
import { cutMessages, refusalMessages, type WrittenWorkbook } from './written-workbook.ts';

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
    ...refusalMessages(refused),
    ...cutMessages(placed),
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
