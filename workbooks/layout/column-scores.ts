import { wordMeaning, writtenOptions } from '../options/index.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import type { FrameColumn } from './frames.ts';
import type { Grid } from './grid.ts';
import { columnRole } from './header-rows.ts';
import type { HeaderRole } from './vocabulary.ts';

/** A column of a table with all that is known of it. */
export interface ScoredColumn extends FrameColumn {
  readonly index: number;
  readonly evidence: ColumnEvidence;
}

/** Roles of columns that are neither asked nor answered. */
export const ASIDE: readonly HeaderRole[] = [
  'person',
  'date',
  'importance',
  'clause',
  'guide',
  'options',
  'cost',
  'foreign',
];

/** Answer columns narrower than this many characters are for a word, not for a text. */
export const TEXT_WIDTH = 24;

/** Whether the column can be the one that asks at all. */
export function mayAsk(grid: Grid, { column, evidence, header }: ScoredColumn): boolean {
  if (grid.sheet.hiddenColumns.has(column) || evidence.filled < 0.25 || evidence.distinct < 0.4) return false;
  return header === null || columnRole(header, 'assessor') < 0.8;
}

/** How much speaks for the column as the one that asks; 2.5 is enough. */
export function questionScore(column: ScoredColumn): number {
  const e = column.evidence;
  const asked = role(column, 'question');
  const other = Math.max(
    ...[...ASIDE, 'number', 'verdict', 'comment', 'reference', 'assessor'].map(name =>
      role(column, name as HeaderRole),
    ),
  );
  // The last level of a catalogue (Subcategory) may be what is asked: sentences, each row its own.
  const namedCategory = e.likeness >= 0.5 && e.length >= 15 && e.distinct * e.filled > 0.9 ? 0.2 : 1;
  return (
    3 * asked +
    role(column, 'description') +
    2.5 * e.likeness * Math.min(1, e.filled * 1.3) +
    0.8 * e.distinct * e.filled +
    0.5 * Math.min(1, e.length / 25) -
    2.5 * Math.max(0, other - asked) -
    namedCategory * Math.max(0, role(column, 'category') - asked) -
    2 * (e.list + e.formula + e.marks + e.links) -
    1.5 * e.numbers -
    e.inherited
  );
}

/** How much speaks for the column as the one for the verdict, or for the answer; 2.2 is enough. */
export function verdictScore(column: ScoredColumn, primary: ScoredColumn): number {
  const e = column.evidence;
  if (e.covered > 0.5 || e.formula > 0.3 || (e.open < 0.1 && e.list < 0.5) || isClassified(e)) return 0;
  const named = verdictNamed(column);
  return (
    2.5 * named +
    1.6 * Math.max(e.verdictList, e.truth) +
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

/**
 * How surely the header names a verdict: by a word for it, by the options themselves (適・否) or a word for them over empty cells
 * (回答区分), by what a yes would say (適合).
 */
function verdictNamed(column: ScoredColumn): number {
  const label = column.header?.path.at(-1) ?? '';
  const isOptions = label.length <= 16 && writtenOptions(label) !== null;
  const affirms =
    label.length <= 12 && wordMeaning(label) === 'yes' && column.evidence.filled < 0.5 + column.evidence.truth;
  const chosenFrom = column.evidence.filled < 0.3 && column.header !== null ? columnRole(column.header, 'options') : 0;
  return Math.max(role(column, 'verdict'), isOptions || affirms ? 0.8 : 0, 0.8 * chosenFrom);
}

/**
 * How much speaks for the column as the one for remarks; 1.6 is enough.
 * @param anchor  index of the verdict column, or of the question where there is none
 */
export function commentScore(column: ScoredColumn, columns: readonly ScoredColumn[], anchor: number): number {
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

/** Headers that ask for more than a word: 回答（具体的に）, 詳細, Explain. */
const TELLS =
  /具体|詳細|詳しく|内容|記述|説明|理由|補足|根拠|detail|descri|expla|comment|elaborat|evidence|\bhow\b|\bwhy\b/i;

/**
 * Whether a column that no word names as remarks is the one for the text beside the verdict: empty, for the one who answers,
 * and wide or with a header that asks for more than a word.
 * @param width  of the verdict's cells
 */
export function maySayMore(column: ScoredColumn, width: number): boolean {
  const e = column.evidence;
  const { header } = column;
  if (header === null || e.open < 0.6 || e.covered > 0.5 || e.formula + e.list + e.truth > 0.1 || e.writable < 0.2)
    return false;
  if (header.match.previous || header.group.previous || role(column, 'assessor') >= 0.5) return false;
  const aside = Math.max(role(column, 'reference'), ...ASIDE.map(name => role(column, name)));
  const answers = Math.max(role(column, 'verdict'), role(column, 'comment'));
  if (aside > Math.max(0.5, answers)) return false;
  const named = answers >= 0.5 || header.match.vendor || header.group.vendor;
  return TELLS.test(header.path.join(' ')) || (named && e.width >= TEXT_WIDTH && e.width > width);
}

/** How much speaks for the column as the one for evidence; 1.6 is enough. */
export function referenceScore(column: ScoredColumn): number {
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

/** How much speaks for the column as the one of the questions' numbers; 0.8 is enough. */
export function numberScore(column: ScoredColumn, primary: ScoredColumn): number {
  const { numbers, filled, inherited, length, distinct } = column.evidence;
  const shown = Math.min(1, filled + inherited);
  if (shown < 0.3 || length > 20) return 0;
  const named = role(column, 'number');
  const other = Math.max(0, ...[...(column.header?.match.roles.values() ?? [])]);
  if (named < 0.5 && (other >= 0.6 || numbers < 0.7 || inherited > 0.2 || distinct < 0.7 || length > 16)) return 0;
  if (named < 0.5 && column.index > primary.index) return 0;
  return (named + 0.6 * numbers + (column.index < primary.index ? 0.2 : 0)) * shown - 0.01 * column.index;
}

/** Whether the column holds categories of the questions. */
export function isCategory(column: ScoredColumn, primary: ScoredColumn): boolean {
  const e = column.evidence;
  const named = role(column, 'category');
  const aside = Math.max(...ASIDE.map(name => role(column, name)), role(column, 'assessor'));
  if (e.filled + e.inherited === 0 || aside > named || e.marks > 0.5 || e.links > 0.3 || e.list > 0.2) return false;
  if (named >= 0.5) return column.index < primary.index || (named >= 0.9 && e.filled + e.inherited > 0.5);
  if (column.index > primary.index || e.length > 30 || e.numbers > 0.5) return false;
  return role(column, 'question') >= 0.5 || e.inherited > 0.2 || e.distinct < 0.8;
}

/** A few short words again and again, none of them an answer (Moved, Deprecated): a status of something else. */
function isClassified({ filled, list, distinct, length, answerWords, numbers }: ColumnEvidence): boolean {
  return filled > 0.3 && list < 0.5 && distinct < 0.5 && length < 15 && answerWords < 0.3 && numbers < 0.5;
}

/** Answers that are all given, and none to choose from: a record of what was, whose remarks are not for the vendor. */
export function isRecord(column: ScoredColumn): boolean {
  const { open, list, filled, choices } = column.evidence;
  return role(column, 'verdict') >= 0.8 && open < 0.1 && list < 0.5 && filled > 0.8 && choices < 0.5;
}

/** Whether the header names the answers to choose from. */
export function headerNamesOptions({ header }: FrameColumn): boolean {
  return header?.path.some(text => writtenOptions(text) !== null) === true;
}

/** How surely the header says the role, 0..1. */
export function role(
  { header, evidence }: FrameColumn & { readonly evidence?: ColumnEvidence },
  name: HeaderRole,
): number {
  // A column that names the options in each row is filled; an empty 「選択」 column is one to answer in.
  if (header === null || (name === 'options' && evidence !== undefined && evidence.filled < 0.3)) return 0;
  return columnRole(header, name);
}
