import type { OptionMeaning } from '../model.ts';
import { exclusiveColumns, type LevelColumn, levelColumns } from './choice-columns.ts';
import { type ColumnEvidence, columnEvidence } from './column-evidence.ts';
import {
  ASIDE,
  commentScore,
  headerNamesOptions,
  isCategory,
  isRecord,
  mayAsk,
  maySayMore,
  numberScore,
  questionScore,
  referenceScore,
  role,
  type ScoredColumn,
  TEXT_WIDTH,
  verdictScore,
} from './column-scores.ts';
import type { Frame } from './frames.ts';
import type { Grid } from './grid.ts';
import type { HeaderRole } from './vocabulary.ts';

/** Which column plays which part; columns are 1-based numbers. */
export interface ColumnRoles {
  readonly number: number | null;
  readonly category: readonly number[];
  /** Columns whose texts make the question, from left to right. */
  readonly question: readonly number[];
  /** The one of them that asks. */
  readonly primary: number;
  /** Those of them whose text stands once for several rows, merged or not. */
  readonly shared: readonly number[];
  readonly verdict: number | null;
  readonly comment: number | null;
  readonly reference: number | null;
  readonly exclusive: Readonly<Partial<Record<OptionMeaning, number>>> | null;
  /** A column that names the options in each row. */
  readonly options: number | null;
  readonly levels: readonly LevelColumn[];
}

/** Roles with how surely they were read, 0..1. */
export interface RatedRoles {
  readonly roles: ColumnRoles;
  readonly confidence: number;
  /** Columns that could also be answered in and were left alone. */
  readonly otherAnswers: readonly number[];
}

const LEAST_QUESTION = 2.5;
const LEAST_VERDICT = 2.2;
const LEAST_COMMENT = 1.6;
const LEAST_NUMBER = 0.8;

/**
 * Reads which column of a table asks and which ones are answered in; null where nothing asks or nothing can be answered.
 * @param rows  the body rows to judge by: those of all tables that share this header
 * @param notedOptions  whether the sheet's notes name options, so that an answer column without a list may be for a word
 */
export function assignRoles(
  grid: Grid,
  frame: Frame,
  rows: readonly number[],
  notedOptions: boolean,
): RatedRoles | null {
  if (isForeign(frame)) return null;
  const seen = score(grid, frame, rows);
  const asked = best(seen, column => (mayAsk(grid, column) ? questionScore(column) : 0), LEAST_QUESTION);
  if (asked === null) return null;
  const primary = itemsOf(seen, asked) ?? asked;
  const asking = rows.filter(row => isOwn(grid, row, primary.column));
  const columns = score(grid, frame, asking);
  return readAnswers(grid, columns, columns[primary.index] ?? primary, notedOptions);
}

function score(grid: Grid, frame: Frame, rows: readonly number[]): readonly ScoredColumn[] {
  return frame.columns.map((column, index) => ({
    ...column,
    index,
    evidence: columnEvidence(grid, rows, column.column),
  }));
}

/** The columns that are answered in, as far as a table has them. */
interface AnswerColumns {
  readonly verdict: ScoredColumn | null;
  readonly comment: ScoredColumn | null;
  readonly reference: ScoredColumn | null;
  readonly exclusive: ColumnRoles['exclusive'];
}

function readAnswers(
  grid: Grid,
  columns: readonly ScoredColumn[],
  primary: ScoredColumn,
  notedOptions: boolean,
): RatedRoles | null {
  const free = columns.filter(column => column.index !== primary.index && !grid.sheet.hiddenColumns.has(column.column));
  const exclusive = exclusiveColumns(free);
  const levels = levelColumns(free);
  const options = best(free, column => role(column, 'options') * column.evidence.filled, 0.5);
  const taken = new Set([...Object.values(exclusive ?? {}), ...levels.map(({ column }) => column)]);
  const open = free.filter(column => !taken.has(column.column) && column.index !== options?.index);
  const rated = open
    .map(column => ({ column, score: verdictScore(column, primary) }))
    .filter(({ score }) => score >= LEAST_VERDICT)
    .toSorted((a, b) => b.score - a.score || a.column.index - b.column.index);
  const candidates = rated.map(({ column }) => column);
  const named = notedOptions || options !== null || levels.length > 0;
  const answers = chooseAnswers(columns, open, primary, chosenOf(candidates), exclusive, named);
  if (answers === null) return null;
  const used = [answers.verdict, answers.comment, answers.reference].map(column => column?.index);
  const rest = open.filter(({ index }) => !used.includes(index));
  const firstChoice = columns.find(({ column }) => Object.values(answers.exclusive ?? {}).includes(column)) ?? null;
  const answer = answers.verdict ?? firstChoice ?? answers.comment ?? primary;
  const question = questionColumns(rest, primary, answer);
  const left = rest.filter(({ column }) => !question.includes(column));
  const number = best(left, column => numberScore(column, primary), LEAST_NUMBER);
  const category = left.filter(column => column.index !== number?.index && isCategory(column, primary));
  return {
    roles: {
      number: number?.column ?? null,
      category: category.map(({ column }) => column),
      question,
      primary: primary.column,
      shared: question.filter(column => {
        const e = columns.find(known => known.column === column)?.evidence;
        return column !== primary.column && e !== undefined && e.filled < 0.8;
      }),
      verdict: answers.verdict?.column ?? null,
      comment: answers.comment?.column ?? null,
      reference: answers.reference?.column ?? null,
      exclusive: answers.exclusive,
      options: options?.column ?? null,
      levels,
    },
    confidence: confidence(primary, answer, answers.exclusive !== null),
    otherAnswers: candidates.filter(({ index }) => !used.includes(index)).map(({ column }) => column),
  };
}

/** The best candidate; one with answers to choose from goes before a better named one for free text (回答区分, 回答内容). */
function chosenOf(candidates: readonly ScoredColumn[]): ScoredColumn | null {
  const [first = null] = candidates;
  if (first === null || first.evidence.list + first.evidence.truth > 0.2 || headerNamesOptions(first)) return first;
  return candidates.find(({ evidence }) => evidence.verdictList > 0.5) ?? first;
}

/** @param named  whether the options stand somewhere, so that a column without a list may be for a word */
function chooseAnswers(
  columns: readonly ScoredColumn[],
  open: readonly ScoredColumn[],
  primary: ScoredColumn,
  chosen: ScoredColumn | null,
  exclusive: ColumnRoles['exclusive'],
  named: boolean,
): AnswerColumns | null {
  const verdict = exclusive === null || (chosen?.evidence.verdictList ?? 0) > 0.5 ? chosen : null;
  const lastChoice = Math.max(0, ...Object.values(exclusive ?? {}));
  const anchor = verdict ?? columns.find(({ column }) => column === lastChoice) ?? primary;
  const others = open.filter(({ index }) => index !== verdict?.index);
  const width = verdict?.evidence.width ?? (exclusive === null ? Number.POSITIVE_INFINITY : anchor.evidence.width);
  const comment =
    best(others, column => commentScore(column, columns, anchor.index), LEAST_COMMENT) ??
    best(others, column => (maySayMore(column, width) ? 10 / Math.abs(column.index - anchor.index) : 0), 0.1);
  const remaining = others.filter(({ index }) => index !== comment?.index);
  const reference = best(remaining, referenceScore, LEAST_COMMENT);
  if (verdict !== null) {
    return isForWord(verdict, comment, named)
      ? { verdict, comment, reference, exclusive: null }
      : { verdict: null, comment: verdict, reference, exclusive: null };
  }
  if (exclusive !== null) return { verdict, comment, reference, exclusive };
  return comment === null || open.some(isRecord) ? null : { verdict, comment, reference, exclusive };
}

/** Whether the answer column is for a word to choose and not for a text. */
function isForWord(verdict: ScoredColumn, comment: ScoredColumn | null, named: boolean): boolean {
  const { list, truth, width } = verdict.evidence;
  if (list + truth > 0.2 || headerNamesOptions(verdict)) return true;
  const wide = width >= TEXT_WIDTH && width >= (comment?.evidence.width ?? 0) * 0.8;
  return comment === null ? named && !wide : named || !wide;
}

/** Whether the headers are those of another kind of document: a test specification, a review record, a change log. */
export function isForeign({ columns }: Pick<Frame, 'columns'>): boolean {
  const count = (name: HeaderRole) => columns.filter(column => role(column, name) >= 0.8).length;
  return count('foreign') >= 2 && count('foreign') >= count('question') + count('verdict');
}

/** A question that stands once for several items, each with its own row: the items are what is answered. */
function itemsOf(columns: readonly ScoredColumn[], asked: ScoredColumn): ScoredColumn | null {
  if (asked.evidence.filled > 0.6) return null;
  const items = columns.filter(column => {
    const { filled, distinct, list, formula, numbers, open } = column.evidence;
    const named = Math.max(role(column, 'question'), role(column, 'description'));
    return (
      column.index > asked.index &&
      named >= 0.5 &&
      filled >= Math.max(0.8, asked.evidence.filled * 1.5) &&
      distinct >= 0.5 &&
      list + formula + open < 0.2 &&
      numbers < 0.5
    );
  });
  return items[0] ?? null;
}

/** The columns that make the question with the one that asks: on its side of the answers. */
function questionColumns(
  rest: readonly ScoredColumn[],
  primary: ScoredColumn,
  answer: ScoredColumn,
): readonly number[] {
  const more = rest.filter(column => {
    const e = column.evidence;
    const beforeAnswer = column.index < answer.index;
    if (beforeAnswer !== primary.index < answer.index) return false;
    const sure = role(column, 'question') >= 0.8;
    if (sure && isParent(e)) return true;
    if (e.inherited > 0.15 || e.formula > 0.3 || e.list > 0.2 || role(column, 'assessor') >= 0.5 || e.numbers > 0.5)
      return false;
    const aside = Math.max(...ASIDE.map(name => role(column, name)));
    const describes = role(column, 'description');
    if (sure) return e.filled >= 0.3 && e.distinct >= 0.7 && aside < 0.8;
    return describes >= 0.5 && describes >= aside && (e.filled >= 0.3 || (e.filled > 0 && beforeAnswer));
  });
  return [primary, ...more].toSorted((a, b) => a.index - b.index).map(({ column }) => column);
}

/** A question of many words over several items that are answered one by one. */
function isParent({ filled, inherited, length, likeness }: ColumnEvidence): boolean {
  return filled < 0.8 && filled + inherited > 0.15 && (length > 15 || likeness >= 0.75);
}

function confidence(primary: ScoredColumn, answer: ScoredColumn, exclusive: boolean): number {
  const asked = Math.max(role(primary, 'question'), primary.evidence.likeness);
  const named = Math.max(
    role(answer, 'verdict'),
    role(answer, 'comment'),
    answer.evidence.verdictList,
    exclusive ? 1 : 0,
  );
  const open = exclusive ? 1 : answer.evidence.open;
  return Math.min(0.99, 0.1 + 0.4 * asked + 0.35 * named + 0.15 * Math.max(open, answer.evidence.list));
}

function isOwn(grid: Grid, row: number, column: number): boolean {
  const cell = grid.at(row, column);
  return cell.row === row && cell.column === column && cell.text !== '';
}

function best(
  columns: readonly ScoredColumn[],
  rate: (column: ScoredColumn) => number,
  least: number,
): ScoredColumn | null {
  let found: ScoredColumn | null = null;
  let highest = least;
  for (const column of columns) {
    const rated = rate(column);
    if (rated > highest || (found === null && rated >= least)) [found, highest] = [column, rated];
  }
  return found;
}
