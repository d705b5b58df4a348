import { InputError } from '../../knowledge/errors.ts';
import { columnName, columnNumber } from '../cell-ref.ts';
import type { LayoutCorrection, OptionMeaning, Question, SheetLayout, TableLayout } from '../model.ts';
import { sectionAbove } from './categories.ts';
import { columnEvidence } from './column-evidence.ts';
import { findForm } from './form.ts';
import { type Frame, frame as frameOf } from './frames.ts';
import type { Grid } from './grid.ts';
import { readHeader } from './header-rows.ts';
import { tableLayout } from './header-tables.ts';
import { readRows } from './question-rows.ts';
import { asks } from './question-text.ts';
import type { ColumnRoles } from './roles.ts';
import { readLegends } from './row-options.ts';

type SheetCorrection = LayoutCorrection['sheets'][number];

/**
 * Reads a sheet by what a person said of it. What equals the detection is taken from there, so that the JSON of
 * `kotae inspect` given back unchanged changes nothing.
 * @throws InputError `unknown-column` or `unknown-row` where the correction names what the sheet does not have
 */
export function correctedSheet(
  grid: Grid,
  others: readonly Grid[],
  correction: SheetCorrection,
  detected: SheetLayout,
): SheetLayout {
  const { name } = grid.sheet;
  if (correction.role === 'other') {
    return { name, role: 'other', reason: '指定により対象外', confidence: 1, tables: [], questions: [] };
  }
  const { tables } = correction;
  if (tables === undefined || same(tables, detected.tables)) return { ...detected, role: 'questions' };
  const tops = tables.flatMap(({ headerRows }) => headerRows);
  const right = Math.max(0, ...tables.flatMap(columnsOf).map(columnNumber));
  const legends = readLegends(grid, others, tops.length === 0 ? null : { top: Math.min(...tops), right });
  const read = tables.map((table, at) => {
    check(grid, table);
    const headerTop = Math.min(...table.headerRows, Number.POSITIVE_INFINITY);
    const below = tables
      .filter(other => Math.min(...other.headerRows) > headerTop && overlaps(other, table))
      .map(other => Math.min(...other.headerRows));
    const bottom = Math.min(grid.lastRow, ...below.map(row => row - 1));
    const roles = rolesOf(grid, table);
    const formed = answersBelow(table) ? (findForm(grid)?.questions ?? []) : null;
    if (formed !== null) return { table, questions: formed };
    const frame = correctedFrame(grid, table, roles, bottom);
    const above = tables[at - 1];
    const section = sectionAbove(grid, headerTop, above === undefined ? 0 : Math.max(0, ...above.headerRows));
    return { table: tableLayout(frame, roles), questions: readRows(grid, frame, roles, section, legends).questions };
  });
  const questions: readonly Question[] = read.flatMap(table => table.questions);
  return {
    name,
    role: 'questions',
    reason: `指定された列で読み取り（${questions.length}問）`,
    confidence: 1,
    tables: read.map(({ table }) => table),
    questions,
  };
}

function correctedFrame(grid: Grid, table: TableLayout, roles: ColumnRoles, bottom: number): Frame {
  const rows = table.headerRows.toSorted((a, b) => a - b);
  const header = rows.length === 0 ? [] : readHeader(grid, rows).columns;
  const first = grid.textRows.find(row => asks(grid.at(row, roles.primary).text)) ?? 1;
  const top = rows.length === 0 ? first : (rows.at(-1) ?? 0) + 1;
  const detected = frameOf(grid, rows, header, top, bottom);
  const named = columnsOf(table).map(columnNumber);
  const missing = named.filter(column => !detected.columns.some(known => known.column === column));
  const columns = [...detected.columns, ...missing.map(column => ({ column, header: null }))];
  return { ...detected, columns: columns.toSorted((a, b) => a.column - b.column) };
}

function rolesOf(grid: Grid, table: TableLayout): ColumnRoles {
  const { columns } = table;
  const place = (letters: string | null) => (letters === null ? null : columnNumber(letters));
  const question = columns.question.map(columnNumber);
  const evidence = questionEvidence(grid, question, table.headerRows);
  const primary = evidence.toSorted((a, b) => b.likeness - a.likeness)[0]?.column ?? 1;
  const exclusive: Partial<Record<OptionMeaning, number>> = {};
  for (const [meaning, letters] of Object.entries(columns.exclusive ?? {})) {
    exclusive[meaning as OptionMeaning] = columnNumber(letters);
  }
  return {
    number: place(columns.number),
    category: columns.category.map(columnNumber),
    question,
    primary,
    shared: evidence.filter(({ column, filled }) => column !== primary && filled < 0.8).map(({ column }) => column),
    verdict: place(columns.verdict),
    comment: place(columns.comment),
    reference: place(columns.reference),
    exclusive: columns.exclusive === undefined ? null : exclusive,
    options: null,
    levels: [],
  };
}

/** What the question columns show below the header, to find the one that asks. */
function questionEvidence(grid: Grid, columns: readonly number[], headerRows: readonly number[]) {
  const top = Math.max(0, ...headerRows);
  const rows = grid.textRows.filter(row => row > top);
  return columns.map(column => columnEvidence(grid, rows, column));
}

function answersBelow({ columns }: TableLayout): boolean {
  const answer = columns.verdict ?? columns.comment;
  return answer !== null && columns.question.includes(answer);
}

function check(grid: Grid, table: TableLayout): void {
  const { name } = grid.sheet;
  for (const letters of columnsOf(table)) {
    const column = columnNumber(letters);
    if (!Number.isNaN(column) && column <= grid.lastColumn + 1) continue;
    throw new InputError(
      'unknown-column',
      `レイアウト指定の列「${letters}」はシート「${name}」にありません（A から ${columnName(Math.max(1, grid.lastColumn))} まで）。`,
      `Column "${letters}" of the layout is not on sheet "${name}" (A to ${columnName(Math.max(1, grid.lastColumn))}).`,
    );
  }
  const row = table.headerRows.find(known => known < 1 || known > grid.lastRow);
  if (row === undefined) return;
  throw new InputError(
    'unknown-row',
    `レイアウト指定の見出し行 ${row} はシート「${name}」にありません（1 から ${grid.lastRow} まで）。`,
    `Header row ${row} of the layout is not on sheet "${name}" (1 to ${grid.lastRow}).`,
  );
}

function columnsOf({ columns }: TableLayout): readonly string[] {
  const single = [columns.number, columns.verdict, columns.comment, columns.reference].filter(
    letters => letters !== null,
  );
  return [...single, ...columns.category, ...columns.question, ...Object.values(columns.exclusive ?? {})];
}

function overlaps(a: TableLayout, b: TableLayout): boolean {
  const places = (table: TableLayout) => columnsOf(table).map(columnNumber);
  const [first, second] = [places(a), places(b)];
  return Math.max(...first) >= Math.min(...second) && Math.max(...second) >= Math.min(...first);
}

function same(a: readonly TableLayout[], b: readonly TableLayout[]): boolean {
  const plain = (tables: readonly TableLayout[]) =>
    JSON.stringify(
      tables.map(({ headerRows, columns: c }) => [
        headerRows,
        c.number,
        c.category,
        c.question,
        c.verdict,
        c.comment,
        c.reference,
        Object.entries(c.exclusive ?? {}).toSorted(([x], [y]) => (x < y ? -1 : 1)),
      ]),
    );
  return plain(a) === plain(b);
}
