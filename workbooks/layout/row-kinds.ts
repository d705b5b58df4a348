import { wordMeaning } from '../options/index.ts';
import type { Frame } from './frames.ts';
import type { Grid, GridCell } from './grid.ts';
import { isHeaderWord } from './header-words.ts';
import { asks, questionLikeness } from './question-text.ts';
import type { ColumnRoles } from './roles.ts';
import {
  isClosing,
  isExample,
  isHeading,
  isMarkedHeading,
  isNote,
  isTotal,
  isVoid,
  numberShape,
  splitNumber,
} from './row-words.ts';
import { assessorWords } from './vocabulary.ts';

/** What a row of a table is; only `question` rows ask. */
export type RowKind = 'question' | 'section' | 'example' | 'total' | 'note' | 'closing' | 'empty';

/** What the question rows of a table have in common, against which each row is judged. */
export interface TableHabits {
  /** Fraction of rows that carry a number, and the shape that most of these numbers have. */
  readonly numbered: number;
  readonly numberShape: string | null;
  /** Fraction of rows whose verdict cell has a list. */
  readonly listed: number;
  /** Fraction of rows whose question has the form of a heading. */
  readonly headed: number;
  /** Columns without a role, and how many of them nearly every row fills. */
  readonly others: readonly number[];
  readonly filled: number;
  /** What the header writes over the columns that are answered in: a row that repeats it is a title's. */
  readonly heads: ReadonlyMap<number, string>;
  /** Mean likeness to a question, and the fraction of rows whose empty answer cell has a style. */
  readonly likeness: number;
  readonly drawn: number;
  /** The question cell's usual style and width in columns. */
  readonly bold: boolean;
  readonly fill: string | null;
  readonly span: number;
}

/** From this score on a text in the question column is a section's title. */
const SECTION = 1.6;

/** Learns what the question rows of a table have in common. */
export function tableHabits(grid: Grid, frame: Frame, roles: ColumnRoles, asking: readonly number[]): TableHabits {
  const plain = asking.filter(row => !isMarkedHeading(grid.at(row, roles.primary).text));
  const rows = plain.length >= asking.length * 0.3 ? plain : asking;
  const share = (test: (row: number) => boolean) => rows.filter(test).length / Math.max(1, rows.length);
  const primary = (row: number) => grid.at(row, roles.primary);
  const shapes = rows.map(row => shapeOf(grid, roles, row)).filter(shape => shape !== null);
  const answered = new Set([roles.verdict, roles.comment, roles.reference, ...Object.values(roles.exclusive ?? {})]);
  const others = frame.columns
    .map(({ column }) => column)
    .filter(column => column !== roles.primary && column !== roles.number && !answered.has(column))
    .filter(column => !roles.category.includes(column) && !roles.question.includes(column));
  return {
    numbered: shapes.length / Math.max(1, rows.length),
    numberShape: most(shapes),
    listed: roles.verdict === null ? 0 : share(row => grid.listAt(row, roles.verdict ?? 0) !== null),
    headed: share(row => isHeading(primary(row).text)),
    others,
    filled: others.filter(column => share(row => grid.at(row, column).text !== '') >= 0.85).length,
    heads: new Map(
      frame.columns.flatMap(({ column, header }) => {
        const head = header?.path.at(-1);
        // 「適合」 may stand over a column and be an answer in it.
        return answered.has(column) && head !== undefined && wordMeaning(head) === null
          ? [[column, head] as const]
          : [];
      }),
    ),
    likeness: rows.reduce((sum, row) => sum + questionLikeness(primary(row).text), 0) / Math.max(1, rows.length),
    drawn: share(row => isDrawn(grid, roles, row)),
    bold: share(row => primary(row).cell?.bold === true) > 0.5,
    fill: most(rows.map(row => primary(row).cell?.fill ?? '')) || null,
    span: Number(most(rows.map(row => String(primary(row).range.right - primary(row).range.left)))),
  };
}

/** A label such as 「備考：」 in place of a question: its row is for the answer to the question above. */
export function isAnswerLabel(text: string): boolean {
  return text.length <= 20 && /[:：]$/.test(text) && isHeaderWord(text);
}

/** The shape of the row's number: from its number column, else from the question's own beginning. */
export function shapeOf(grid: Grid, roles: ColumnRoles, row: number): string | null {
  if (roles.number !== null) return numberShape(grid.at(row, roles.number).text);
  const split = splitNumber(grid.at(row, roles.primary).text);
  return split === null ? null : numberShape(split.number);
}

/**
 * Judges a row of a table.
 * @param gap  blank rows since the last row of the table
 * @param next  the next row with a text in the question column, for titles whose number its questions repeat
 */
export function rowKind(
  grid: Grid,
  roles: ColumnRoles,
  habits: TableHabits,
  row: number,
  gap: number,
  next: number | null,
): RowKind {
  const cells = grid.textCells(row);
  const first = cells[0];
  if (first === undefined) return 'empty';
  const question = grid.at(row, roles.primary);
  const own = question.row === row && question.column === roles.primary ? question : null;
  const leading = cells.filter(({ column }) => column <= roles.primary);
  if (leading.some(({ text }) => isExample(text)) || (own !== null && isExample(own.text))) return 'example';
  if (leading.some(({ text }) => isTotal(text)) || answersByFormula(grid, roles, row)) return 'total';
  if (own === null || own.text === '') return withoutQuestion(roles, cells, first);
  if (own.cell?.kind === 'error' || isVoid(own.text) || (own.text.length <= 4 && numberShape(own.text) !== null))
    return 'empty';
  if (coversAnswer(roles, own)) return isClosing(own.text) ? 'closing' : isNote(own.text) ? 'note' : 'section';
  if ([...habits.heads].some(([column, head]) => grid.at(row, column).text === head)) return 'section';
  const numbered = shapeOf(grid, roles, row) !== null;
  const listed = roles.verdict !== null && grid.listAt(row, roles.verdict) !== null;
  const odd = (habits.numbered >= 0.8 && !numbered) || (habits.listed >= 0.6 && !listed);
  if (isAnswerLabel(own.text) || (/^[・･]/.test(own.text) && odd)) return 'note';
  if (isNote(own.text) && (odd || !asks(behindNote(own.text))) && !numbered) return 'note';
  if (own.text.length <= 20 && assessorWords.test(own.text) && !numbered && questionLikeness(own.text) < 0.6)
    return 'closing';
  if (isClosing(own.text) && (odd || gap > 0) && !(numbered && habits.numbered >= 0.5)) return 'closing';
  return sectionScore(grid, roles, habits, row, own, listed, next) >= SECTION ? 'section' : 'question';
}

/** 「※…の場合のみ」 may stand over a question in the same cell; by itself it asks nothing, however it is put. */
function behindNote(text: string): string {
  const lines = text.split('\n').filter(line => !isNote(line));
  if (lines.length > 0) return lines.join('\n');
  return questionLikeness(text) >= 0.9 ? text : '';
}

function withoutQuestion(roles: ColumnRoles, cells: readonly GridCell[], first: GridCell): RowKind {
  if (isClosing(first.text)) return 'closing';
  if (isNote(first.text)) return 'note';
  const only = cells.length === 1 || (cells.length === 2 && numberShape(first.text) !== null);
  const wide = first.range.right > first.range.left && first.range.right >= roles.primary;
  const inColumn = roles.category.includes(first.column) && !wide;
  return only && first.text.length <= 80 && !inColumn ? 'section' : 'empty';
}

function sectionScore(
  grid: Grid,
  roles: ColumnRoles,
  habits: TableHabits,
  row: number,
  { text, cell, range }: GridCell,
  listed: boolean,
  next: number | null,
): number {
  const likeness = questionLikeness(text);
  const parent = next !== null && isParent(grid, roles, row, next);
  // 「以下の各項目に回答してください」 asks, but not to be answered in its own row.
  const announces = parent && !listed && (habits.listed >= 0.6 || pointsBelow.test(text));
  const shape = shapeOf(grid, roles, row);
  const marked = isMarkedHeading(text);
  // 「7. 監視体制」 is a question like the others where all of them are numbered so.
  const headed =
    habits.headed < 0.7 &&
    isHeading(text) &&
    (marked || shape === null || habits.numbered <= 0.5 || shape !== habits.numberShape);
  const told = grid.textCells(row).some(({ column }) => habits.others.includes(column));
  const styled = (cell?.bold === true && !habits.bold) || (cell?.fill ?? null) !== habits.fill;
  return (
    (headed ? (marked ? 2 : 1.2) : 0) +
    (habits.listed >= 0.6 && !listed ? 1.5 : 0) +
    (habits.numbered >= 0.8 ? numberSpeaks(shape, habits) : 0) +
    (parent ? 1.2 : 0) +
    (announces ? 1 : 0) +
    (isClosed(grid, roles, row) ? 1.2 : 0) +
    (told ? -1 : 0.8 * Math.min(2, habits.filled)) +
    (styled && likeness < 0.7 ? 0.7 : 0) +
    (habits.likeness >= 0.75 && likeness <= 0.4 && isShort(text) ? 0.6 : 0) +
    (habits.drawn >= 0.8 && !isDrawn(grid, roles, row) ? 0.7 : 0) +
    (/(について|に関して|に関する(事項|項目|質問|設問))[。:：]?$/.test(text) ? 0.8 : 0) +
    (range.right - range.left > habits.span ? 1 : 0) -
    (likeness >= 0.85 ? 2 : likeness >= 0.65 ? 0.8 : likeness < 0.45 ? -0.4 : 0)
  );
}

const pointsBelow = /(以下|次|下記)の(各|項目|設問|質問|事項|点|内容)|the following|below/i;

/** A dash where an answer would stand says that none is wanted, unless it is one of the answers to choose from. */
function isClosed(grid: Grid, roles: ColumnRoles, row: number): boolean {
  const column = roles.verdict ?? roles.comment;
  if (column === null || grid.listAt(row, column) !== null) return false;
  return /^[-－−―—ー／＼/\\]$/.test(grid.at(row, column).text);
}

function isDrawn(grid: Grid, roles: ColumnRoles, row: number): boolean {
  const column = roles.verdict ?? roles.comment ?? Object.values(roles.exclusive ?? {})[0];
  return column !== undefined && grid.at(row, column).cell !== undefined;
}

/** `V1` or `1` among `1.1`: another kind of number, with fewer levels. */
function isShallower(shape: string, usual: string | null): boolean {
  const levels = (text: string) =>
    text.split(/[-.()]+/).filter(part => part.includes('9') || /^[aA漢]$/.test(part)).length;
  return usual !== null && shape !== usual && levels(shape) < levels(usual);
}

/** How much the row's number speaks for a title where the questions are numbered. */
function numberSpeaks(shape: string | null, habits: TableHabits): number {
  if (shape === null) return 1;
  if (isLettered(shape, habits)) return 1.2;
  return isShallower(shape, habits.numberShape) ? 0.8 : 0;
}

/** `A` among numbers; small letters and kana number parts of a question. */
function isLettered(shape: string, { numberShape: usual }: TableHabits): boolean {
  return shape === 'A' && usual?.startsWith('9') === true;
}

/** As short as a title; a letter of a Latin script says less than a character of a Japanese one. */
function isShort(text: string): boolean {
  return text.length <= (/[^\u0000-\u007f]/.test(text) ? 20 : 40);
}

function isParent(grid: Grid, roles: ColumnRoles, row: number, next: number): boolean {
  if (roles.number === null) return false;
  const own = grid.at(row, roles.number).text.normalize('NFKC');
  const below = grid.at(next, roles.number).text.normalize('NFKC');
  return own !== '' && below.length > own.length && below.startsWith(own) && /^[-.(]/.test(below.slice(own.length));
}

function answersByFormula(grid: Grid, roles: ColumnRoles, row: number): boolean {
  const columns = [roles.verdict ?? roles.comment, ...Object.values(roles.exclusive ?? {})];
  const cells = columns.filter(column => column !== null).map(column => grid.at(row, column));
  return cells.length > 0 && cells.every(cell => cell.row === row && cell.cell?.formula === true);
}

function coversAnswer(roles: ColumnRoles, { range }: GridCell): boolean {
  return [roles.verdict, roles.comment, ...Object.values(roles.exclusive ?? {})].some(
    column => column !== null && column > range.left && column <= range.right,
  );
}

function most(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
