import type { Question } from '../model.ts';
import { type AnswerPlaces, readAnswer, ref } from './answer-cells.ts';
import { categoryReader } from './categories.ts';
import { exclusiveMark } from './exclusive-mark.ts';
import { bodyRows, type Frame } from './frames.ts';
import { type Grid, type GridCell, isBlank } from './grid.ts';
import { isHiddenByFilter } from './hidden.ts';
import { questionLikeness } from './question-text.ts';
import type { ColumnRoles } from './roles.ts';
import { isAnswerLabel, rowKind, shapeOf, tableHabits } from './row-kinds.ts';
import { type Legends, optionReader } from './row-options.ts';
import { isExample, splitNumber } from './row-words.ts';

/** The questions of a table and what was passed over. */
export interface ReadRows {
  readonly questions: readonly Question[];
  readonly examples: number;
  readonly hidden: number;
}

/** Reads a table's rows from the top down; `section` is the title that stands above it. */
export function readRows(grid: Grid, frame: Frame, roles: ColumnRoles, section: string, legends: Legends): ReadRows {
  const body = bodyRows(grid, frame);
  const asking = body.filter(row => {
    const cell = grid.at(row, roles.primary);
    return cell.row === row && cell.column === roles.primary && cell.text !== '' && !isAnswerLabel(cell.text);
  });
  const habits = tableHabits(grid, frame, roles, asking);
  const categories = categoryReader(grid, roles, section);
  const optionsOf = optionReader(grid, frame, roles, legends);
  const mark = roles.exclusive === null ? null : exclusiveMark(grid, roles.exclusive, body);
  const questions: Question[] = [];
  let examples = isExample(section) ? 1 : 0;
  let inExample = isExample(section);
  let hidden = 0;
  let last = frame.top - 1;
  for (const [at, row] of body.entries()) {
    const gap = row - last - 1;
    if (gap >= 2 && questions.length > 0 && !goesOn(grid, roles, habits, row)) break;
    const next = body[at + 1] ?? null;
    const kind = rowKind(grid, roles, habits, row, gap, next);
    if (kind === 'closing' && questions.length > 0 && gap > 0) break;
    last = lastRowOf(grid, roles, row);
    if (kind === 'section') {
      const title = sectionTitle(grid, roles, row);
      inExample = isExample(title);
      categories.enter(title);
    }
    if (kind === 'example' || (kind === 'question' && inExample)) examples += 1;
    const category = kind === 'section' ? '' : categories.read(row);
    if (kind !== 'question' || inExample) continue;
    if (grid.sheet.hiddenRows.has(row) && !isHiddenByFilter(grid.sheet, row)) {
      hidden += 1;
      continue;
    }
    const places = answerPlaces(grid, roles, row);
    if (places === null) {
      const before = questions.pop();
      if (before !== undefined) questions.push({ ...before, text: `${before.text}\n${textOf(grid, roles, row)}` });
      continue;
    }
    const comment = places.comment ?? (next === null ? null : labelledPlace(grid, roles, next));
    const { answer, prefilled, blocked, truth } = readAnswer(grid, { ...places, comment });
    const found = optionsOf(row);
    const { number, text } = numberAndText(grid, roles, row);
    questions.push({
      row,
      cell: ref(grid.at(row, roles.primary)),
      text,
      number,
      category,
      answer,
      options: found?.options ?? null,
      prefilled,
      ...(found === null ? {} : { optionMeanings: found.meanings }),
      ...(truth ? { mark: true as const } : mark === null ? {} : { mark }),
      ...(blocked === null ? {} : { blocked }),
    });
  }
  return { questions, examples, hidden };
}

/** After a gap only rows that carry on the table's numbers or lists still belong to it. */
function goesOn(grid: Grid, roles: ColumnRoles, habits: ReturnType<typeof tableHabits>, row: number): boolean {
  if (habits.numbered >= 0.6) {
    const shape = shapeOf(grid, roles, row);
    return shape !== null && (habits.numberShape === null || alike(shape, habits.numberShape));
  }
  const listed = roles.verdict !== null && grid.listAt(row, roles.verdict) !== null;
  if (habits.listed >= 0.6 && listed) return true;
  return habits.listed < 0.6 && questionLikeness(grid.at(row, roles.primary).text) >= 0.6;
}

function alike(shape: string, usual: string): boolean {
  const plain = (text: string) => text.replace(/[^9A漢]/g, '');
  return shape === usual || plain(shape)[0] === plain(usual)[0];
}

/** Where the row's cells end; categories reach over many rows and do not count. */
function lastRowOf(grid: Grid, roles: ColumnRoles, row: number): number {
  const cells = grid.textCells(row).filter(({ column }) => !roles.category.includes(column));
  return Math.max(row, ...cells.map(({ range }) => Math.min(range.bottom, row + 30)));
}

function sectionTitle(grid: Grid, roles: ColumnRoles, row: number): string {
  const own = grid.at(row, roles.primary);
  if (own.row === row && own.text !== '') return own.text;
  return grid.textCells(row).toSorted((a, b) => b.text.length - a.text.length)[0]?.text ?? '';
}

/** The row's answer cells; null where all of them belong to a merge that an earlier row began. */
function answerPlaces(grid: Grid, roles: ColumnRoles, row: number): AnswerPlaces | null {
  const place = (column: number | null): GridCell | null => {
    if (column === null) return null;
    const cell = grid.at(row, column);
    return cell.row === row && cell.column === column ? cell : null;
  };
  const verdict = place(roles.verdict);
  const comment = place(roles.comment);
  const reference = place(roles.reference);
  const choices = Object.entries(roles.exclusive ?? {})
    .map(([meaning, column]) => [meaning, place(column)] as const)
    .filter((entry): entry is readonly [string, GridCell] => entry[1] !== null);
  if (verdict === null && comment === null && choices.length === 0) return null;
  return { verdict, comment, reference, exclusive: choices.length === 0 ? null : Object.fromEntries(choices) };
}

/** The cell beside a label such as 「備考：」 that stands below a question; null where the row is none or has no such cell. */
function labelledPlace(grid: Grid, roles: ColumnRoles, row: number): GridCell | null {
  const label = grid.at(row, roles.primary);
  if (label.row !== row || !isAnswerLabel(label.text)) return null;
  const beside = grid.at(row, label.range.right + 1);
  return beside.row === row && isBlank(beside) && grid.listAt(row, beside.column) === null ? beside : null;
}

function numberAndText(grid: Grid, roles: ColumnRoles, row: number) {
  const whole = textOf(grid, roles, row);
  if (roles.number !== null) {
    const number = grid.at(row, roles.number).text;
    return { number: number === '' ? null : number, text: whole };
  }
  const split = roles.question[0] === roles.primary ? splitNumber(whole) : null;
  return split === null ? { number: null, text: whole } : split;
}

/** The question's texts from left to right; one that stands for several rows is read from where it stands. */
function textOf(grid: Grid, roles: ColumnRoles, row: number): string {
  const texts = roles.question.map(column => {
    const cell = grid.at(row, column);
    if (cell.text !== '' && cell.row === row) return cell.text;
    return roles.shared.includes(column) ? textAbove(grid, column, row) : '';
  });
  return texts.filter(text => text !== '').join('\n');
}

function textAbove(grid: Grid, column: number, row: number): string {
  const FAR = 30;
  for (let above = row; above > Math.max(0, row - FAR); above -= 1) {
    const { text } = grid.at(above, column);
    if (text !== '') return text;
  }
  return '';
}
