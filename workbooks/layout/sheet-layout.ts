import type { Message } from '../../knowledge/errors.ts';
import type { Question, SheetLayout } from '../model.ts';
import { findForm } from './form.ts';
import { framesOf } from './frames.ts';
import type { Grid } from './grid.ts';
import { findHeaderBlocks } from './header-rows.ts';
import { type ReadTable, readHeaderTables, tableLayout } from './header-tables.ts';
import { levelled } from './indented.ts';
import { findListedForm } from './listed-form.ts';
import { tableMessages } from './messages.ts';
import { findPlainTable } from './plain-table.ts';
import { readRows } from './question-rows.ts';
import { asks, questionLikeness } from './question-text.ts';
import { formReason, otherReason, tableReason } from './reasons.ts';
import { isForeign } from './roles.ts';
import { type Legends, readLegends } from './row-options.ts';
import { headingTitle, isNote } from './row-words.ts';
import { otherSheetNames } from './vocabulary.ts';

/** A sheet as read, before the workbook's other sheets are looked at. */
export interface ReadSheet {
  readonly layout: SheetLayout;
  readonly messages: readonly Message[];
  /** The kind of sheet that its name says it is, where that kind does not ask (表紙, 記入要領 …). */
  readonly kind: string | null;
}

/** Reads one sheet by what stands on it, whatever its name and whether or not it is hidden. */
export function readSheet(shown: Grid, others: readonly Grid[]): ReadSheet {
  const { name } = shown.sheet;
  const kind =
    otherSheetNames.find(({ pattern }) => pattern.test(name.normalize('NFKC').trim().toLowerCase()))?.kind ?? null;
  const blocks = findHeaderBlocks(shown);
  const { grid, origins } = levelled(shown, blocks);
  const [first] = blocks;
  const named = blocks
    .flatMap(({ columns }) => columns)
    .filter(({ match }) => match.roles.size > 0 && !match.roles.has('guide'));
  const right = Math.max(0, ...named.map(column => column.right));
  const legends = readLegends(grid, others, first === undefined ? null : { top: first.rows[0] ?? 1, right });
  const tables = readHeaderTables(grid, blocks, legends);
  if (tables.length > 0) {
    const { questions, ...layout } = fromTables(grid, tables);
    const real = questions.map(question => ({ ...question, cell: origins.get(question.cell) ?? question.cell }));
    return { layout: { ...layout, questions: real }, messages: tableMessages(grid, tables), kind };
  }
  const foreign = framesOf(grid, blocks).some(isForeign);
  if (foreign) return { ...notAsking(grid, otherReason(grid, kind, 'foreign')), kind };
  const form = findForm(grid);
  if (form !== null) {
    const reason = formReason(form.questions);
    return { layout: asking(name, form.confidence, reason, form.tables, form.questions), messages: [], kind };
  }
  const plain = kind === null ? readPlain(grid, legends) : null;
  if (plain !== null) return { layout: fromTables(grid, [plain]), messages: tableMessages(grid, [plain]), kind };
  const listed = findListedForm(grid);
  if (listed !== null) {
    const reason = formReason(listed.questions);
    return { layout: asking(name, listed.confidence, reason, listed.tables, listed.questions), messages: [], kind };
  }
  return { ...notAsking(grid, otherReason(grid, kind, blocks.length > 0 ? 'header' : 'none')), kind };
}

/** The layout of a sheet that is not to be answered. */
export function otherSheet(name: string, reason: string, confidence: number): SheetLayout {
  return { name, role: 'other', reason, confidence, tables: [], questions: [] };
}

function readPlain(grid: Grid, legends: Legends): ReadTable | null {
  const table = findPlainTable(grid);
  if (table === null) return null;
  const read = readRows(grid, table.frame, table.roles, titleOver(grid, table.frame.top), legends);
  return read.questions.length === 0 ? null : { ...table, ...read };
}

/** A short line right over the first question is its section's title, unless it is the sheet's own. */
function titleOver(grid: Grid, top: number): string {
  const row = grid.textRows.findLast(known => known < top) ?? 0;
  const cells = grid.textCells(row);
  const text = cells[0]?.text ?? '';
  const isTitle = cells.length === 1 && row !== grid.textRows[0] && text.length <= 30 && !isNote(text) && !asks(text);
  return isTitle ? headingTitle(text) : '';
}

function fromTables(grid: Grid, tables: readonly ReadTable[]): SheetLayout {
  const questions = tables.flatMap(table => table.questions);
  const sum = tables.reduce((total, table) => total + table.confidence * table.questions.length, 0);
  return asking(
    grid.sheet.name,
    sum / questions.length,
    tableReason(tables),
    tables.map(({ frame, roles }) => tableLayout(frame, roles)),
    questions,
  );
}

function asking(
  name: string,
  confidence: number,
  reason: string,
  tables: SheetLayout['tables'],
  questions: readonly Question[],
): SheetLayout {
  return { name, role: 'questions', reason, confidence: Math.round(confidence * 100) / 100, tables, questions };
}

/** Texts that ask without a place to answer are worth a word: the detection may have missed a column. */
function notAsking(grid: Grid, reason: string): Omit<ReadSheet, 'kind'> {
  const MANY = 5;
  let asked = 0;
  for (const row of grid.textRows) {
    if (grid.textCells(row).some(({ text }) => questionLikeness(text) >= 0.95)) asked += 1;
  }
  const doubtful = asked >= MANY && grid.sheet.visible;
  const messages: Message[] = doubtful
    ? [
        {
          severity: 'warning',
          code: 'questions-without-answer-cells',
          where: grid.sheet.name,
          text: `シート「${grid.sheet.name}」に質問らしい文が${asked}件ありますが、回答を書く欄が分かりません。必要なら列を指定してください。`,
          en: `Sheet "${grid.sheet.name}" holds ${asked} texts that ask, but no cells to answer in were found. Name the columns if it is to be answered.`,
        },
      ]
    : [];
  return { layout: otherSheet(grid.sheet.name, reason, doubtful ? 0.5 : 0.9), messages };
}
