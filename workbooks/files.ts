import { InputError } from '../knowledge/errors.ts';
import { isDelimitedName, loadCsv } from './csv/load-csv.ts';
import { writeCsvCells } from './csv/write-csv.ts';
import type { CellEdit, Workbook } from './model.ts';
import { isContainer } from './package/container.ts';
import { addWorksheet, type NewSheet } from './sheet/add-sheet.ts';
import { loadWorkbook } from './sheet/load-workbook.ts';
import { writeWorkbookCells } from './sheet/write-cells.ts';
import type { WrittenWorkbook } from './sheet/written-workbook.ts';

/**
 * Reads a customer's questionnaire: .xlsx and .xlsm by their content whatever the name says, .csv, .tsv and .txt as
 * delimited text (one sheet that bears the file's name).
 * @param fileName  for the messages, and to tell delimited text
 * @throws InputError `empty-file`, `not-a-workbook`, `encrypted`, `old-xls`, `xlsb`, `ods`, `too-large`, `zip-bomb`,
 *   `doctype`, `broken-workbook`, `unknown-encoding`
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  return isDelimitedText(bytes, fileName)
    ? loadCsv(bytes, fileName).workbook
    : (await loadWorkbook(bytes, fileName)).workbook;
}

/**
 * Writes values into empty cells of the customer's own file and changes nothing else. Filled cells, formulas, cells inside
 * a merge, locked cells and values that a list does not allow are refused one by one, with the reason.
 * @param fileName  for the messages, and to tell delimited text
 * @throws InputError as `readWorkbook` does
 */
export async function writeCells(
  bytes: Uint8Array,
  edits: readonly CellEdit[],
  fileName: string,
): Promise<WrittenWorkbook> {
  return isDelimitedText(bytes, fileName)
    ? writeCsvCells(bytes, edits, fileName)
    : writeWorkbookCells(bytes, edits, fileName);
}

/**
 * Adds a worksheet of texts behind the last sheet of an .xlsx or .xlsm; all parts that were there stay as they are but for
 * one entry each in the list of sheets, its relationships and the content types.
 * @throws InputError as `readWorkbook` does, and `no-sheets-in-text` for delimited text
 */
export async function addSheet(
  bytes: Uint8Array,
  sheet: NewSheet,
  fileName: string,
): Promise<{ readonly bytes: Uint8Array; readonly name: string }> {
  refuseSheetInText(bytes, sheet.name, fileName);
  return addWorksheet(bytes, sheet, fileName);
}

/** Tells at once that `addSheet` would refuse the file. @throws InputError `no-sheets-in-text` */
export function refuseSheetInText(bytes: Uint8Array, sheet: string, fileName: string): void {
  if (!isDelimitedText(bytes, fileName)) return;
  throw new InputError(
    'no-sheets-in-text',
    `「${fileName}」はテキストファイルのため、シート「${sheet}」を追加できません。Excel ブック (.xlsx) で保存し直すか、シートの追加をやめてください。`,
    `"${fileName}" is a text file: the sheet "${sheet}" cannot be added. Save it as a workbook (.xlsx) or do without the sheet.`,
  );
}

/** Whether a file is read as delimited text: its name says .csv, .tsv, .tab or .txt, and it is no workbook by its content. */
export function isDelimitedText(bytes: Uint8Array, fileName: string): boolean {
  return isDelimitedName(fileName) && !isContainer(bytes);
}
