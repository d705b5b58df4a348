import { type ColumnEvidence, columnEvidence } from './column-evidence.ts';
import type { Frame } from './frames.ts';
import type { Grid } from './grid.ts';
import { columnRole, type HeaderColumn, readHeader } from './header-rows.ts';
import { asks, questionLikeness } from './question-text.ts';
import type { ColumnRoles, RatedRoles } from './roles.ts';
import { isClosing, isExample, isNote, numberShape, splitNumber } from './row-words.ts';

/** A table that no header words name: its frame and its columns' roles. */
export interface PlainTable extends RatedRoles {
  readonly frame: Frame;
}

/** Fewer questions than this below each other are sentences that happen to ask. */
const LEAST_QUESTIONS = 3;
const TEXT_WIDTH = 24;
const MOST_DRAWN = 6;

/**
 * Finds a table by its shape alone: a column of texts that ask, beside cells that wait for an answer (with lists to choose from,
 * drawn empty, or simply the empty column behind it).
 */
export function findPlainTable(grid: Grid): PlainTable | null {
  const candidates = columnsOfQuestions(grid);
  for (const { column, rows } of candidates) {
    const table = tableAround(grid, column, rows);
    if (table !== null) return table;
  }
  return null;
}

function columnsOfQuestions(grid: Grid) {
  const columns = new Map<number, number[]>();
  for (const row of grid.textRows) {
    for (const { column, text } of grid.textCells(row)) {
      if (!isAsked(text)) continue;
      const rows = columns.get(column) ?? [];
      rows.push(row);
      columns.set(column, rows);
    }
  }
  return [...columns]
    .map(([column, rows]) => ({ column, rows }))
    .filter(({ rows }) => rows.length >= LEAST_QUESTIONS)
    .toSorted((a, b) => b.rows.length - a.rows.length || a.column - b.column);
}

function isAsked(text: string): boolean {
  return asks(text) && !isNote(text) && !isExample(text) && !isClosing(text);
}

function tableAround(grid: Grid, primary: number, asking: readonly number[]): PlainTable | null {
  const top = asking[0] ?? 1;
  const bottom = asking.at(-1) ?? top;
  const texts = grid.textRows.filter(row => row >= top && row <= bottom).map(row => grid.at(row, primary));
  const own = texts.filter(cell => cell.text !== '' && cell.column === primary);
  const rows = [...new Set(own.map(cell => cell.row))];
  // Where most texts of the column state something, the few that ask are rhetorical: an instruction sheet.
  if (asking.length < own.length * 0.5) return null;
  // Many rows of other things between the questions make a page, not a table.
  const between = grid.textRows.filter(row => row >= top && row <= bottom).length - rows.length;
  if (between > rows.length * 0.5) return null;
  const header = headerAbove(grid, primary, top);
  const span = grid.at(top, primary).range;
  const last = Math.max(grid.lastDrawn, span.right + 1);
  const all = Array.from({ length: Math.min(last, 300) }, (_, at) => columnEvidence(grid, rows, at + 1));
  const columns = all.filter(({ column, covered }) => covered < 0.5 && !grid.sheet.hiddenColumns.has(column));
  const waiting = columns.filter(e => e.column !== primary && mayAnswer(e, header));
  // A sheet that is drawn all over tells nothing by it.
  const drawn = waiting.filter(e => e.drawn > 0.6);
  const certain = waiting.filter(e => e.list > 0.5 || (e.drawn > 0.6 && drawn.length <= MOST_DRAWN));
  const beside = waiting.find(({ column }) => column === span.right + 1);
  const fair = rows.reduce((sum, row) => sum + questionLikeness(grid.at(row, primary).text), 0) / rows.length;
  // Without a mark of where to answer, nearly every text must ask: minutes ask and answer below each other.
  const plainly = fair >= 0.75 && asking.length >= own.length * 0.7;
  const answers = certain.length > 0 ? certain : beside !== undefined && plainly ? [beside] : [];
  if (answers.length === 0) return null;

  const listed = answers.filter(e => e.list > 0.5).toSorted((a, b) => b.verdictList - a.verdictList)[0] ?? null;
  const texted = answers.filter(e => e.list < 0.3);
  const narrow =
    listed === null && texted.length >= 2 && (texted[0]?.width ?? 0) < TEXT_WIDTH ? (texted[0] ?? null) : null;
  const verdict = listed ?? narrow;
  const near = (e: ColumnEvidence) =>
    Math.abs(e.column - (verdict?.column ?? primary)) + (e.column < primary ? 0.5 : 0);
  const comment = texted.filter(e => e !== verdict).toSorted((a, b) => near(a) - near(b))[0] ?? null;
  const left = columns.filter(({ column }) => column < primary && !answers.some(answer => answer.column === column));
  const number = left.find(e => e.filled > 0.6 && e.numbers > 0.7 && e.length <= 12) ?? null;
  const category = left.filter(
    e => e !== number && e.filled + e.inherited > 0.1 && e.length <= 30 && e.numbers < 0.5 && e.likeness < 0.6,
  );
  const roles: ColumnRoles = {
    number: number?.column ?? null,
    category: category.map(({ column }) => column),
    question: [primary],
    primary,
    shared: [],
    verdict: verdict?.column ?? null,
    comment: comment?.column ?? null,
    reference: null,
    exclusive: null,
    options: null,
    levels: [],
  };
  const known = new Map((header?.columns ?? []).map(column => [column.column, column]));
  return {
    frame: {
      headerRows: header?.rows ?? [],
      columns: columns.map(({ column }) => ({ column, header: known.get(column) ?? null })),
      top,
      bottom: grid.lastRow,
    },
    roles,
    confidence: Math.min(0.8, 0.25 + 0.35 * fair + (certain.length > 0 ? 0.2 : 0)),
    otherAnswers: answers
      .map(({ column }) => column)
      .filter(column => column !== verdict?.column && column !== comment?.column),
  };
}

function mayAnswer(e: ColumnEvidence, header: { readonly columns: readonly HeaderColumn[] } | null): boolean {
  if (e.open < 0.6 || e.formula > 0.2 || e.writable < 0.2) return false;
  const head = header?.columns.find(({ column }) => column === e.column);
  return head === undefined || (columnRole(head, 'assessor') < 0.5 && !head.match.previous);
}

/** The row right above the first question, when it holds short labels over several columns. */
function headerAbove(grid: Grid, primary: number, top: number) {
  const row = grid.textRows.findLast(known => known < top);
  if (row === undefined || top - row > 2) return null;
  const cells = grid.textCells(row);
  const overPrimary = cells.some(({ range }) => range.left <= primary && primary <= range.right);
  const short = cells.every(({ text }) => text.length <= 30 && !asks(text) && numberShape(text) !== '9');
  return cells.length >= 2 && overPrimary && short && splitNumber(cells[0]?.text ?? '') === null
    ? readHeader(grid, [row])
    : null;
}
