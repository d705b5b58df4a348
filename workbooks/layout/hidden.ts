import { inRange } from '../cell-ref.ts';
import type { Sheet } from '../model.ts';

/** Whether a hidden row is hidden by the sheet's filter, which anyone may lift, and not by whoever made the sheet. */
export function isHiddenByFilter({ autoFilter, hiddenRows }: Sheet, row: number): boolean {
  return hiddenRows.has(row) && autoFilter !== null && inRange({ ...autoFilter, left: 1, right: 2 }, row, 1);
}
