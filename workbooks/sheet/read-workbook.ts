import type { Workbook } from '../model.ts';
import { loadWorkbook } from './load-workbook.ts';

/**
 * Reads a customer's workbook (.xlsx, .xlsm).
 * @param fileName  for the messages
 * @throws InputError `empty-file`, `not-a-workbook`, `encrypted`, `old-xls`, `xlsb`, `ods`, `too-large`, `zip-bomb`,
 *   `doctype`, `broken-workbook`
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  return (await loadWorkbook(bytes, fileName)).workbook;
}
