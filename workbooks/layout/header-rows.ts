import type { Grid, GridCell } from './grid.ts';
import { holdsFigures, isChoice, isHeaderNote, isLabel, isNumbered, isSentence } from './header-cells.ts';
import { type HeaderMatch, isHeaderWord, matchHeader, nothing, roleScore } from './header-words.ts';
import { asks, questionLikeness } from './question-text.ts';
import { isNote, isProfile, numberShape, upright } from './row-words.ts';
import type { HeaderRole } from './vocabulary.ts';

/** What stands over one column of a table. */
export interface HeaderColumn {
  readonly column: number;
  /** The last column that the header's lowest cell spans. */
  readonly right: number;
  /** The header's texts from the top down; empty for a column without one. */
  readonly path: readonly string[];
  /** The lowest text, which says what the column is, and what the texts above it add. */
  readonly match: HeaderMatch;
  readonly group: HeaderMatch;
}

/** One to four rows that head a table. */
export interface HeaderBlock {
  readonly rows: readonly number[];
  readonly columns: readonly HeaderColumn[];
}

const MOST_ROWS = 4;
const ANSWER_ROLES: readonly HeaderRole[] = ['verdict', 'comment', 'reference'];
const ASK_ROLES: readonly HeaderRole[] = ['question', 'category', 'number', 'description'];
const SURE = 0.6;

/** The header rows of a sheet, found by their words or named by Excel's tables, from the top down. */
export function findHeaderBlocks(grid: Grid): readonly HeaderBlock[] {
  const blocks: HeaderBlock[] = [];
  const read = rememberedHeaders();
  const tops = new Set(grid.sheet.tables.filter(({ headerRows }) => headerRows > 0).map(({ range }) => range.top));
  let below = 0;
  for (const row of grid.textRows) {
    if (row <= below) continue;
    const named = tops.has(row);
    if (!named && isUnderHeader(grid, row, blocks) && !isPlainHeader(grid, row, blocks)) continue;
    if (!named && !isHeaderRow(grid, row, read)) continue;
    const rows = headerRowsAround(grid, row, below);
    const block = readHeader(grid, rows);
    blocks.push(isTitledHeader(grid, grid.textCells(row)) ? withoutTitle(block) : block);
    below = rows.at(-1) ?? row;
  }
  return blocks;
}

/** Reads the header of given rows: every column's texts from the top down and what they say. */
export function readHeader(grid: Grid, rows: readonly number[]): HeaderBlock {
  const starts = new Map<number, GridCell>();
  for (const row of rows) {
    for (const cell of grid.textCells(row)) starts.set(cell.column, cell);
  }
  const top = rows[0] ?? 0;
  const columns: HeaderColumn[] = [];
  for (const column of [...starts.keys()].sort((a, b) => a - b)) {
    const cells = distinctCells(
      rows.map(row => grid.at(row, column)).filter(({ row, text }) => text !== '' && row >= top),
    );
    const leaf = cells.at(-1);
    if (leaf === undefined || (leaf.column !== column && leaf.row === rows.at(-1))) continue;
    const texts = cells.map(({ text }) => upright(text));
    const above = texts.length > 1 ? texts.slice(0, -1) : groupTexts(grid, rows, leaf);
    columns.push({
      column,
      right: leaf.range.right,
      path: [...above, upright(leaf.text)],
      match: matchHeader(leaf.text, true),
      group: above.length === 0 ? nothing : matchHeader(above.join(' '), true),
    });
  }
  return { rows, columns };
}

/** The role's score from the lowest header text, helped by the texts above it. */
export function columnRole({ match, group }: HeaderColumn, role: HeaderRole): number {
  const own = roleScore(match, role);
  const shared = roleScore(group, role);
  if (role === 'assessor') return Math.max(own, group.assessor ? 1 : 0);
  return Math.max(own, match.roles.size === 0 ? shared * 0.6 : Math.min(own + shared * 0.1, 1));
}

/** Categories and short answers recur in thousands of rows: each text is read once. */
function rememberedHeaders(): (label: string) => HeaderMatch {
  const known = new Map<string, HeaderMatch>();
  return label => {
    const match = known.get(label) ?? matchHeader(label);
    known.set(label, match);
    return match;
  };
}

function isHeaderRow(grid: Grid, row: number, read: (label: string) => HeaderMatch): boolean {
  const cells = grid.textCells(row);
  if (cells.length < 2 || holdsFigures(cells) || isNumbered(cells[0])) return false;
  if (cells.some(({ text }) => isSentence(text))) return false;
  let asking = 0;
  let answering = 0;
  let named = 0;
  const labels = cells.filter(({ text }) => numberShape(text) !== '9');
  for (const cell of labels) {
    if (grid.listAt(row, cell.column) !== null) return false;
    const match = read(cell.text);
    const best = Math.max(0, ...[...match.roles.values()]);
    // 「貴社記入欄」 over several columns: whose they are is enough.
    const forVendor = match.vendor && cell.range.right > cell.range.left;
    if (best < SURE && !forVendor && !isChoice(cell.text)) continue;
    named += 1;
    if (forVendor) answering += 1;
    if (ASK_ROLES.some(role => roleScore(match, role) >= SURE)) asking += 1;
    if (ANSWER_ROLES.some(role => roleScore(match, role) >= SURE) || isChoice(cell.text)) answering += 1;
  }
  if (isTitledHeader(grid, cells) || isOverLists(grid, labels)) return true;
  // Of a wide header many words may be the customer's own.
  if (named * 2 < labels.length && (named < 4 || named * 3 < labels.length)) return false;
  return (
    (asking >= 1 && answering >= 1 && named >= 2) ||
    (asking >= 2 && named >= 3) ||
    (answering >= 2 && labels.some(cell => asksBelow(grid, cell)))
  );
}

/** A weak word (項目, 内容) heads questions when what stands below it asks. */
function asksBelow(grid: Grid, { text, row, column, range }: GridCell): boolean {
  if (roleScore(matchHeader(text), 'question') < 0.5) return false;
  const below = grid.textRows
    .filter(known => known > range.bottom && known <= row + 8)
    .map(known => grid.at(known, column));
  const own = below.filter(cell => cell.column === column && cell.text !== '');
  return own.length >= 2 && own.filter(cell => asks(cell.text)).length * 2 >= own.length;
}

/** Short labels over columns of which one is answered from lists, and its label says so (現状, 評価). */
function isOverLists(grid: Grid, labels: readonly GridCell[]): boolean {
  const LISTED = 3;
  if (labels.length < 3 || labels.some(({ text }) => !isLabel(text, 20) || asks(text))) return false;
  return labels.some(({ text, column, range }) => {
    const listed = Array.from({ length: LISTED }, (_, at) => grid.listAt(range.bottom + 1 + at, column));
    return listed.every(list => list !== null) && roleScore(matchHeader(text), 'verdict') >= 0.8;
  });
}

/**
 * The section's own title stands where 「質問」 would: `Documentation │ Vendor Answers │ Additional Information`. Everything behind
 * it must be a header word of an answer, and below it must stand texts that may ask, with empty cells beside them.
 */
function isTitledHeader(grid: Grid, cells: readonly GridCell[]): boolean {
  const [title, ...rest] = cells;
  const answers = rest.filter(({ text }) => columnSays(text, ANSWER_ROLES));
  const known = rest.filter(
    ({ text }) => isHeaderWord(text) || columnSays(text, ['guide', 'assessor', ...ANSWER_ROLES]),
  );
  const exact = answers.filter(({ text }) => isHeaderWord(text));
  if (title === undefined || answers.length < 2 || exact.length === 0 || known.length < rest.length) return false;
  const [first] = answers;
  if (first === undefined || first.column <= title.range.right || !isLabel(title.text, 60)) return false;
  if (isProfile(title.text) || columnSays(title.text, ASK_ROLES)) return false;
  for (let row = title.range.bottom + 1; row <= title.range.bottom + 2; row += 1) {
    const texts = grid.textCells(row).filter(({ column }) => column >= title.column && column < first.column);
    const asked = texts.some(({ text }) => questionLikeness(text) >= 0.4);
    if (!asked || !answers.every(({ column }) => grid.at(row, column).text === '' || grid.listAt(row, column) !== null))
      return false;
  }
  return true;
}

/** The title may be a header word by chance (`Documentation`): it says nothing of its column. */
function withoutTitle({ rows, columns }: HeaderBlock): HeaderBlock {
  return { rows, columns: columns.map((column, at) => (at === 0 ? { ...column, match: nothing } : column)) };
}

function columnSays(text: string, roles: readonly HeaderRole[]): boolean {
  const match = matchHeader(text);
  return roles.some(role => roleScore(match, role) >= SURE);
}

function isUnderHeader(grid: Grid, row: number, blocks: readonly HeaderBlock[]): boolean {
  const cells = grid.textCells(row);
  return blocks.some(({ columns }) => {
    const left = columns[0]?.column ?? 1;
    const right = Math.max(left, ...columns.map(column => column.right));
    return cells.some(({ column }) => column >= left && column <= right);
  });
}

/**
 * Under a header, questions such as 「認証の取得状況」 sound like headers themselves: a further header repeats the words of an
 * earlier one, or holds little else than exact header words.
 */
function isPlainHeader(grid: Grid, row: number, blocks: readonly HeaderBlock[]): boolean {
  const texts = grid.textCells(row).map(({ text }) => text);
  const known = new Set(blocks.flatMap(({ columns }) => columns.flatMap(({ path }) => path)));
  const repeated = texts.filter(text => known.has(text)).length;
  const exact = texts.filter(text => isHeaderWord(text) || isChoice(text)).length;
  return repeated * 2 >= texts.length || (exact >= 2 && exact * 2 >= texts.length);
}

function headerRowsAround(grid: Grid, row: number, below: number): readonly number[] {
  const rows = [row];
  while (rows.length < MOST_ROWS) {
    const last = rows.at(-1) ?? row;
    const next = last + 1;
    const reaches = grid.textCells(last).some(({ range }) => range.bottom > last && range.bottom - row < MOST_ROWS);
    const reached = rows.some(known => grid.textCells(known).some(({ range }) => range.bottom > last));
    if (!(reaches || reached || isLowerHeader(grid, rows, next))) break;
    rows.push(next);
  }
  while (rows.length < MOST_ROWS) {
    const first = rows[0] ?? row;
    if (first - 1 <= below || !isUpperHeader(grid, first)) break;
    rows.unshift(first - 1);
  }
  return rows;
}

/** A row under the header that names the columns of its spanning cells, and asks nothing itself. */
function isLowerHeader(grid: Grid, rows: readonly number[], next: number): boolean {
  const cells = grid.textCells(next);
  if (cells.length === 0 || cells.some(({ text }) => !isLabel(text, 30) || asks(text))) return false;
  const header = rows.flatMap(row => grid.textCells(row));
  const spans = header.filter(({ range }) => range.right > range.left && range.bottom === next - 1);
  const under = (cell: GridCell) =>
    spans.some(({ range }) => range.left <= cell.column && cell.range.right <= range.right);
  // A span with one cell of its own width under it is a wide column, not a group.
  const split = spans.some(({ range }) => {
    const inside = cells.filter(cell => range.left <= cell.column && cell.range.right <= range.right);
    return inside.length >= 2;
  });
  if (split && cells.every(cell => under(cell) || isNote(cell.text))) return true;
  // 「（○△×）」 below 回答: a note to the header.
  if (cells.every(cell => isHeaderNote(cell) && header.some(({ column }) => column === cell.column))) return true;
  // Without merges: the lower row fills columns that the upper one leaves blank, and only with header words.
  const fresh = cells.filter(cell => !header.some(({ column }) => column === cell.column));
  const questions = header.filter(({ text }) => roleScore(matchHeader(text), 'question') >= SURE);
  return (
    fresh.length >= 1 &&
    questions.length > 0 &&
    questions.every(({ column }) => grid.at(next, column).text === '' || grid.at(next, column).row < next) &&
    cells.every(({ text }) => matchHeader(text).roles.size > 0 || isChoice(text)) &&
    cells.every(({ row, column }) => grid.listAt(row, column) === null)
  );
}

/** A row above the header that groups its columns: cells that span several of them, or that say whose columns they are. */
function isUpperHeader(grid: Grid, first: number): boolean {
  const header = grid.textCells(first);
  const cells = grid.textCells(first - 1);
  if (cells.length === 0 || cells.some(({ text }) => !isLabel(text, 30) || isNote(text))) return false;
  // The last question of the table above is no group.
  if (isNumbered(cells[0]) || cells.some(({ cell }) => cell?.formula === true)) return false;
  const left = header[0]?.column ?? 0;
  const right = Math.max(...header.map(({ range }) => range.right));
  if (
    Array.from({ length: right - left + 1 }, (_, at) => grid.listAt(first - 1, left + at)).some(list => list !== null)
  )
    return false;
  const covers = (cell: GridCell) =>
    header.filter(({ column }) => cell.range.left <= column && column <= cell.range.right).length;
  if (cells.some(cell => cell.column < left || cell.range.right > right)) return false;
  const groups = cells.filter(cell => covers(cell) >= 2 && covers(cell) < header.length);
  if (groups.length > 0 && (groups.length >= 2 || saysWhose(groups[0]))) return true;
  return cells.length < header.length && cells.some(cell => cell.column > left && saysWhose(cell));
}

function saysWhose(cell: GridCell | undefined): boolean {
  if (cell === undefined || !isLabel(cell.text, 20)) return false;
  const match = matchHeader(cell.text);
  return match.assessor || match.vendor || ANSWER_ROLES.some(role => roleScore(match, role) >= SURE);
}

/** Texts of a group that spreads to the right without a merge: blank cells beside it belong to it. */
function groupTexts(grid: Grid, rows: readonly number[], leaf: GridCell): readonly string[] {
  const texts: string[] = [];
  for (const row of rows.filter(known => known < leaf.row)) {
    const own = grid.at(row, leaf.column);
    if (own.text !== '') continue;
    const left = grid.textCells(row).findLast(({ column }) => column < leaf.column);
    if (left === undefined || left.range.bottom > row) continue;
    const under = grid.at(leaf.row, left.column);
    if (under.row === leaf.row && under.text !== '') texts.push(left.text);
  }
  return texts;
}

function distinctCells(cells: readonly GridCell[]): readonly GridCell[] {
  return cells.filter((cell, at) => cell.row !== cells[at - 1]?.row || cell.column !== cells[at - 1]?.column);
}
