import type { Message } from '../../knowledge/errors.ts';
import type { CellEdit } from '../model.ts';
import { cellText, MAX_CELL_TEXT } from './cell-xml.ts';
import type { PlacedEdit, RefusedEdit } from './check-edits.ts';

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

/** A warning for every edit that was refused. */
export function refusalMessages(refused: readonly RefusedEdit[]): readonly Message[] {
  return refused.map(({ edit, code, text, en }) => ({
    severity: 'warning',
    code,
    where: `${edit.sheet}!${edit.cell}`,
    text,
    en,
  }));
}

/** A warning for every text that was longer than a cell can hold. */
export function cutMessages(placed: readonly PlacedEdit[]): readonly Message[] {
  const limit = MAX_CELL_TEXT.toLocaleString('en');
  return placed
    .filter(({ edit: { value } }) => typeof value === 'string' && cellText(value).isCut)
    .map(({ edit: { sheet, cell } }) => ({
      severity: 'warning',
      code: 'text-cut',
      where: `${sheet}!${cell}`,
      text: `1 つのセルに入る ${limit} 文字を超えるため、回答の末尾を切りました。`,
      en: `The answer was cut to the ${limit} characters that a cell can hold.`,
    }));
}
