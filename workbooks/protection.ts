import { inRange } from './cell-ref.ts';
import type { Sheet } from './model.ts';

/** Whether the sheet's protection lets a person write into the cell (always true where the sheet is not protected). */
export function mayWrite(sheet: Sheet, row: number, column: number): boolean {
  if (!sheet.isProtected) return true;
  const cell = sheet.rows.get(row)?.get(column);
  return cell !== undefined ? cell.unlocked : sheet.unlockedRanges.some(range => inRange(range, row, column));
}
