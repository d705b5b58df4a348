import type { OptionMeaning } from '../model.ts';
import { wordMeaning, writtenOptions } from '../options/index.ts';
import { type ColumnEvidence, columnEvidence } from './column-evidence.ts';
import type { Frame, FrameColumn } from './frames.ts';
import type { Grid } from './grid.ts';
import { columnRole } from './header-rows.ts';
import type { HeaderRole } from './vocabulary.ts';

/** A column of a table with all that is known of it. */
export interface ScoredColumn extends FrameColumn {
  readonly index: number;
  readonly evidence: ColumnEvidence;
}

/** Which column plays which part; columns are 1-based numbers. */
export interface ColumnRoles {
  readonly number: number | null;
  readonly category: readonly number[];
  /** Columns whose texts make the question, from left to right. */
  readonly question: readonly number[];
  /** The one of them that asks. */
  readonly primary: number;
  readonly verdict: number | null;
  readonly comment: number | null;
  readonly reference: number | null;
  readonly exclusive: Readonly<Partial<Record<OptionMeaning, number>>> | null;
  /** A column that names the options in each row. */
  readonly options: number | null;
  /** Columns headed by a level's number (0, 1, 2 …) in which each row tells what the level means. */
  readonly levels: readonly { readonly column: number; readonly label: string }[];
}

/** Roles with how surely they were read, 0..1. */
export interface RatedRoles {
  readonly roles: ColumnRoles;
  readonly confidence: number;
  /** Columns that could also be answered in and were left alone. */
  readonly otherAnswers: readonly number[];
}

/** Roles of columns that are neither asked nor answered. */
const ASIDE: readonly HeaderRole[] = ['person', 'date', 'importance', 'clause', 'guide', 'options', 'foreign'];
const LEAST_QUESTION = 2.5;
const LEAST_VERDICT = 2.2;
const LEAST_COMMENT = 1.7;
/** Answer columns narrower than this many characters are for a word, not for a text. */
const TEXT_WIDTH = 24;

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
  const primary = best(seen, column => (mayAsk(grid, column) ? questionScore(column) : 0), LEAST_QUESTION);
  if (primary === null) return null;
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
  const answers = open
    .map(column => ({ column, score: verdictScore(column, primary) }))
    .filter(({ score }) => score >= LEAST_VERDICT);
  const chosen = answers.toSorted((a, b) => b.score - a.score || a.column.index - b.column.index)[0]?.column ?? null;
  let verdict = exclusive === null || (chosen?.evidence.verdictList ?? 0) > 0.5 ? chosen : null;
  const anchor = verdict?.index ?? indexOf(columns, Math.max(...Object.values(exclusive ?? {}), 0)) ?? primary.index;
  const others = open.filter(({ index }) => index !== verdict?.index);
  let comment = best(others, column => commentScore(column, columns, anchor), LEAST_COMMENT);
  const reference = best(
    others.filter(({ index }) => index !== comment?.index),
    column => referenceScore(column),
    LEAST_COMMENT,
  );
  const limited =
    verdict !== null &&
    (verdict.evidence.list > 0.2 ||
      headerNamesOptions(verdict) ||
      notedOptions ||
      options !== null ||
      levels.length > 0);
  if (verdict !== null && !limited && isFreeText(verdict, comment)) {
    comment = verdict;
    verdict = null;
  }
  const useExclusive = verdict === null || exclusive === null ? exclusive : null;
  if (verdict === null && comment === null && useExclusive === null) return null;
  if (verdict === null && useExclusive === null && comment?.index !== chosen?.index && open.some(isRecord)) return null;
  const answered = new Set([verdict?.index, comment?.index, reference?.index]);
  const rest = open.filter(({ index }) => !answered.has(index));
  const question = questionColumns(rest, primary, verdict ?? comment);
  const number = best(rest, column => (question.includes(column.column) ? 0 : numberScore(column, primary)), 0.8);
  const category = rest.filter(
    column => column.index !== number?.index && !question.includes(column.column) && isCategory(column, primary),
  );
  const roles: ColumnRoles = {
    number: number?.column ?? null,
    category: category.map(({ column }) => column),
    question,
    primary: primary.column,
    verdict: verdict?.column ?? null,
    comment: comment?.column ?? null,
    reference: reference?.column ?? null,
    exclusive: useExclusive,
    options: options?.column ?? null,
    levels,
  };
  const answer = verdict ?? comment ?? columns[anchor] ?? primary;
  return {
    roles,
    confidence: confidence(primary, answer, useExclusive !== null),
    otherAnswers: answers
      .filter(({ column }) => column.index !== chosen?.index && !answered.has(column.index))
      .map(({ column }) => column.column),
  };
}

/** Whether the headers are those of another kind of document: a test specification, a review record, a change log. */
export function isForeign({ columns }: Pick<Frame, 'columns'>): boolean {
  const count = (name: HeaderRole) => columns.filter(column => role(column, name) >= 0.8).length;
  return count('foreign') >= 2 && count('foreign') >= count('question') + count('verdict');
}

function mayAsk(grid: Grid, { column, evidence, header }: ScoredColumn): boolean {
  if (grid.sheet.hiddenColumns.has(column) || evidence.filled < 0.25 || evidence.distinct < 0.4) return false;
  return header === null || columnRole(header, 'assessor') < 0.8;
}

function questionScore(column: ScoredColumn): number {
  const e = column.evidence;
  const asked = role(column, 'question');
  const other = Math.max(
    ...[...ASIDE, 'number', 'verdict', 'comment', 'reference', 'assessor'].map(name =>
      role(column, name as HeaderRole),
    ),
  );
  return (
    3 * asked +
    role(column, 'description') +
    2.5 * e.likeness * Math.min(1, e.filled * 1.3) +
    0.8 * e.distinct * e.filled +
    0.5 * Math.min(1, e.length / 25) -
    2.5 * Math.max(0, other - asked) -
    Math.max(0, role(column, 'category') - asked) -
    2 * (e.list + e.formula + e.marks + e.links) -
    1.5 * e.numbers -
    e.inherited
  );
}

function verdictScore(column: ScoredColumn, primary: ScoredColumn): number {
  const e = column.evidence;
  if (e.covered > 0.5 || e.formula > 0.3 || (e.open < 0.1 && e.list < 0.5) || isClassified(e)) return 0;
  const named = role(column, 'verdict');
  return (
    2.5 * named +
    1.6 * e.verdictList +
    0.6 * e.list +
    0.8 * e.open +
    (headerNamesOptions(column) ? 1.2 : 0) -
    Math.max(0, role(column, 'comment') - named) -
    Math.max(0, role(column, 'reference') - named) -
    (e.open < 0.3 && e.list < 0.5 ? 1.5 : 0) -
    0.02 * Math.abs(column.index - primary.index) +
    forWhom(column, named)
  );
}

function commentScore(column: ScoredColumn, columns: readonly ScoredColumn[], anchor: number): number {
  const e = column.evidence;
  const named = Math.max(role(column, 'comment'), role(column, 'description') * 0.7);
  if (named < 0.3 || e.open < 0.3 || e.covered > 0.5 || e.formula > 0.3) return 0;
  const between = columns.slice(Math.min(anchor, column.index) + 1, Math.max(anchor, column.index));
  return (
    2.2 * named +
    0.9 * e.open +
    (e.width >= TEXT_WIDTH ? 0.3 : 0) -
    1.5 * e.list -
    0.12 * Math.abs(column.index - anchor) -
    (column.index < anchor ? 0.3 : 0) -
    (between.some(other => role(other, 'assessor') >= 0.8) ? 1 : 0) +
    forWhom(column, named)
  );
}

function referenceScore(column: ScoredColumn): number {
  const e = column.evidence;
  const named = role(column, 'reference');
  if (named < 0.5 || e.open < 0.3 || e.covered > 0.5 || e.formula > 0.3) return 0;
  return 2.2 * named + 0.9 * e.open - 1.5 * e.list + forWhom(column, named);
}

/** Whether the column is for the one who answers, or for somebody or something else. */
function forWhom(column: ScoredColumn, named: number): number {
  const { header, evidence } = column;
  const aside = Math.max(...ASIDE.map(name => role(column, name)));
  return (
    (header !== null && (header.match.vendor || header.group.vendor) ? 0.6 : 0) -
    (role(column, 'assessor') >= 0.5 ? 3.5 : 0) -
    (header !== null && (header.match.previous || header.group.previous) ? 2 : 0) -
    2 * Math.max(0, aside - named * 0.9) -
    (evidence.writable < 0.2 ? 2.5 : 0)
  );
}

function isFreeText(verdict: ScoredColumn, comment: ScoredColumn | null): boolean {
  if (comment === null) return true;
  return verdict.evidence.width >= TEXT_WIDTH && verdict.evidence.width >= comment.evidence.width * 0.8;
}

/** A few short words again and again, none of them an answer (Moved, Deprecated): a status of something else. */
function isClassified({ filled, list, distinct, length, answerWords, numbers }: ColumnEvidence): boolean {
  return filled > 0.3 && list < 0.5 && distinct < 0.5 && length < 15 && answerWords < 0.3 && numbers < 0.5;
}

/** Answers that are all given, and none to choose from: a record of what was, whose remarks are not for the vendor. */
function isRecord(column: ScoredColumn): boolean {
  const { open, list, filled } = column.evidence;
  return role(column, 'verdict') >= 0.8 && open < 0.1 && list < 0.5 && filled > 0.8;
}

/** Columns headed はい, いいえ, 該当なし … to be marked. */
function exclusiveColumns(columns: readonly ScoredColumn[]): Readonly<Partial<Record<OptionMeaning, number>>> | null {
  const runs: ScoredColumn[][] = [];
  for (const column of columns.filter(candidate => choiceMeaning(candidate) !== null)) {
    const run = runs.at(-1);
    if (run?.at(-1)?.index === column.index - 1) run.push(column);
    else runs.push([column]);
  }
  for (const choices of runs) {
    const found: Partial<Record<OptionMeaning, number>> = {};
    for (const column of choices) {
      const meaning = choiceMeaning(column);
      if (meaning !== null && found[meaning] === undefined) found[meaning] = column.column;
    }
    if (found.yes !== undefined && Object.keys(found).length >= 2) return found;
  }
  return null;
}

function choiceMeaning({ header, evidence }: ScoredColumn): OptionMeaning | null {
  const label = header?.path.at(-1) ?? '';
  if (label === '' || label.length > 16 || evidence.open < 0.3 || evidence.verdictList > 0.2 || evidence.formula > 0)
    return null;
  const meaning = wordMeaning(label);
  return meaning === 'yes' || meaning === 'partial' || meaning === 'no' || meaning === 'na' ? meaning : null;
}

function levelColumns(columns: readonly ScoredColumn[]): ColumnRoles['levels'] {
  const levels = columns
    .map(({ column, header, evidence }) => ({ column, label: header?.path.at(-1) ?? '', evidence }))
    .filter(
      ({ label, evidence }) =>
        /^(レベル|level\s*)?[0-9０-９]$/i.test(label) && evidence.filled > 0.1 && evidence.marks < 0.5,
    )
    .map(({ column, label }) => ({ column, label: label.normalize('NFKC').replace(/[^0-9]/g, '') }));
  const inOrder = levels.every(({ label }, at) => at === 0 || Number(label) > Number(levels[at - 1]?.label));
  return levels.length >= 3 && inOrder ? levels : [];
}

function questionColumns(
  rest: readonly ScoredColumn[],
  primary: ScoredColumn,
  answer: ScoredColumn | null,
): readonly number[] {
  const more = rest.filter(column => {
    const e = column.evidence;
    if (e.inherited > 0.15 || e.formula > 0.3 || e.list > 0.2 || role(column, 'assessor') >= 0.5 || e.numbers > 0.5)
      return false;
    const aside = Math.max(...ASIDE.map(name => role(column, name)));
    const describes = role(column, 'description');
    if (role(column, 'question') >= 0.8) return e.filled >= 0.3 && e.distinct >= 0.7 && aside < 0.8;
    const beforeAnswer = answer === null || column.index < answer.index;
    return describes >= 0.5 && describes >= aside && (e.filled >= 0.3 || (e.filled > 0 && beforeAnswer));
  });
  return [primary, ...more].toSorted((a, b) => a.index - b.index).map(({ column }) => column);
}

function numberScore(column: ScoredColumn, primary: ScoredColumn): number {
  const { numbers, filled, inherited, length, distinct } = column.evidence;
  const shown = Math.min(1, filled + inherited);
  if (shown < 0.3 || length > 20) return 0;
  const named = role(column, 'number');
  const other = Math.max(0, ...[...(column.header?.match.roles.values() ?? [])]);
  if (named < 0.5 && (other >= 0.6 || numbers < 0.7 || inherited > 0.2 || distinct < 0.7 || length > 16)) return 0;
  if (named < 0.5 && column.index > primary.index) return 0;
  return (named + 0.6 * numbers + (column.index < primary.index ? 0.2 : 0)) * shown - 0.01 * column.index;
}

function isCategory(column: ScoredColumn, primary: ScoredColumn): boolean {
  const e = column.evidence;
  const named = role(column, 'category');
  const aside = Math.max(...ASIDE.map(name => role(column, name)), role(column, 'assessor'));
  if (e.filled + e.inherited === 0 || aside > named || e.marks > 0.5 || e.links > 0.3 || e.list > 0.2) return false;
  if (named >= 0.5) return column.index < primary.index || (named >= 0.9 && e.filled + e.inherited > 0.5);
  if (column.index > primary.index || e.length > 30 || e.numbers > 0.5) return false;
  return role(column, 'question') >= 0.5 || e.inherited > 0.2 || e.distinct < 0.8;
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

/** Whether the header names the answers to choose from. */
export function headerNamesOptions({ header }: FrameColumn): boolean {
  return header?.path.some(text => writtenOptions(text) !== null) === true;
}

function role({ header, evidence }: FrameColumn & { readonly evidence?: ColumnEvidence }, name: HeaderRole): number {
  // A column that names the options in each row is filled; an empty 「選択」 column is one to answer in.
  if (header === null || (name === 'options' && evidence !== undefined && evidence.filled < 0.3)) return 0;
  return columnRole(header, name);
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

function indexOf(columns: readonly ScoredColumn[], column: number): number | null {
  return columns.find(known => known.column === column)?.index ?? null;
}
