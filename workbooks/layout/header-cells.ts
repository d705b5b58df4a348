import { wordMeaning, writtenOptions } from '../options/index.ts';
import type { GridCell } from './grid.ts';
import { asks } from './question-text.ts';
import { isNote, numberShape } from './row-words.ts';

/** Characters; with all its notes no header is longer. */
const LONGEST = 300;

/** Figures are data, but for the levels 0, 1, 2 … that a header counts up or down. */
export function holdsFigures(cells: readonly GridCell[]): boolean {
  const figures = cells
    .filter(({ text }) => numberShape(text) === '9')
    .map(({ text }) => Number(text.normalize('NFKC')));
  const step = (figures[1] ?? 0) < (figures[0] ?? 0) ? -1 : 1;
  const levels = figures.length >= 3 && figures.every((figure, at) => figure === (figures[0] ?? 0) + step * at);
  return figures.length > 0 && !levels;
}

/** A row of data begins with its number (`1-2`, `A-01`). */
export function isNumbered(cell: GridCell | undefined): boolean {
  return cell !== undefined && /9[-.(]|[-.)]9/.test(numberShape(cell.text) ?? '');
}

/** Short enough for a header; a letter of a Latin script says less than a character of a Japanese one. */
export function isLabel(text: string, length: number): boolean {
  return text.length <= (/[^\u0000-\u007f]/.test(text) ? length : length * 2);
}

/** A text that asks in so many words; what stands in brackets does not count. */
export function isSentence(text: string): boolean {
  if (text.length > LONGEST) return true;
  // A topic that is announced (「…について」) heads no column.
  if (/(について|に関して|の件)[。:：]?$/.test(text)) return true;
  return text.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '').length > 30 && asks(text);
}

/** A header such as はい or × over a column to be marked. */
export function isChoice(text: string): boolean {
  const meaning = wordMeaning(text);
  return text.length <= 12 && (meaning === 'yes' || meaning === 'partial' || meaning === 'no' || meaning === 'na');
}

/** A note on how to fill the table in, or the words to choose from: it may stand under the header and asks nothing. */
export function isHeaderNote({ text }: GridCell): boolean {
  return isNote(text) || writtenOptions(text) !== null;
}
