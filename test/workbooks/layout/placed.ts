import { detectLayout } from '../../../workbooks/layout/index.ts';
import type { Question, Sheet, SheetLayout } from '../../../workbooks/model.ts';
import { workbookOf } from './grid-builder.ts';

/** The layout of one sheet read as a workbook of its own. */
export function layoutOf(sheet: Sheet, ...others: readonly Sheet[]): SheetLayout {
  const found = detectLayout(workbookOf(sheet, ...others)).sheets[0];
  if (found === undefined) throw new Error('the fixture has no sheet');
  return found;
}

/** Each question with its answer cells: `B2 > verdict comment reference`, choices as `yes:C2,no:D2`. */
export function placed(sheet: Sheet, ...others: readonly Sheet[]): readonly string[] {
  return layoutOf(sheet, ...others).questions.map(place);
}

/** One question's cells as {@link placed} writes them. */
export function place({ cell, answer, prefilled }: Question): string {
  const choices = Object.entries(answer.exclusive ?? {}).map(([meaning, ref]) => `${meaning}:${ref}`);
  const verdict = choices.length > 0 ? choices.join(',') : (answer.verdict ?? '-');
  return `${cell} > ${verdict} ${answer.comment ?? '-'} ${answer.reference ?? '-'}${prefilled ? ' prefilled' : ''}`;
}

/** What {@link placed} gives for rows `from` to `to` with the given columns. */
export function rows(from: number, to: number, columns: string): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => columns.replaceAll('#', String(from + at)));
}
