import { columnName } from '../cell-ref.ts';
import type { Question, TableLayout } from '../model.ts';
import { sectionAbove } from './categories.ts';
import { bodyRows, type Frame, framesOf } from './frames.ts';
import type { Grid } from './grid.ts';
import type { HeaderBlock, HeaderColumn } from './header-rows.ts';
import { readRows } from './question-rows.ts';
import { assignRoles, type ColumnRoles } from './roles.ts';
import type { Legends } from './row-options.ts';
import { isClosing, isMarkedHeading, isNote, isProfile, isTotal } from './row-words.ts';

/** A table of questions as read. */
export interface ReadTable {
  readonly frame: Frame;
  readonly roles: ColumnRoles;
  readonly confidence: number;
  readonly questions: readonly Question[];
  readonly examples: number;
  readonly hidden: number;
  readonly otherAnswers: readonly number[];
}

/** Reads every table of a sheet that has a header and asks something. Tables with one header are judged together. */
export function readHeaderTables(grid: Grid, blocks: readonly HeaderBlock[], legends: Legends): readonly ReadTable[] {
  const groups = new Map<string, Frame[]>();
  for (const frame of framesOf(grid, blocks)) {
    const key = frame.columns
      .map(({ column, header }) => `${column}:${header === null ? '' : signature(header)}`)
      .join('|');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [frame]);
    else group.push(frame);
  }
  const tables = [...groups.values()].flatMap(frames => readAlike(grid, frames, legends));
  return tables.toSorted((a, b) => a.frame.top - b.frame.top || left(a) - left(b));
}

/** The table's columns as letters, as `kotae inspect` names them. */
export function tableLayout({ headerRows }: Pick<Frame, 'headerRows'>, roles: ColumnRoles): TableLayout {
  const name = (column: number | null) => (column === null ? null : columnName(column));
  return {
    headerRows,
    columns: {
      number: name(roles.number),
      category: roles.category.map(columnName),
      question: roles.question.map(columnName),
      verdict: name(roles.verdict),
      comment: name(roles.comment),
      reference: name(roles.reference),
      ...(roles.exclusive === null
        ? {}
        : {
            exclusive: Object.fromEntries(
              Object.entries(roles.exclusive).map(([meaning, column]) => [meaning, columnName(column)]),
            ),
          }),
    },
  };
}

function readAlike(grid: Grid, frames: readonly Frame[], legends: Legends): readonly ReadTable[] {
  const widest = frames.toSorted((a, b) => b.columns.length - a.columns.length)[0];
  if (widest === undefined) return [];
  const all = frames.flatMap(frame => bodyRows(grid, frame));
  const right = widest.columns.at(-1)?.column ?? 1;
  const plain = all.filter(row => !isAside(grid, row, right));
  const rows = plain.length >= all.length * 0.3 ? plain : all;
  const rated = assignRoles(grid, widest, rows, legends.noted !== null);
  if (rated === null) return [];
  return frames
    .map(frame => {
      const above = frames.filter(({ top }) => top < frame.top).at(-1)?.top ?? 0;
      const section =
        titleInHeader(frame, frames, rated.roles) ?? sectionAbove(grid, frame.headerRows[0] ?? frame.top, above);
      return { frame, ...rated, ...readRows(grid, frame, rated.roles, section, legends) };
    })
    .filter(({ questions }) => questions.length > 0 && !describesAnswerer(questions));
}

/** Titles, sums and notes between the questions say nothing of the columns. */
function isAside(grid: Grid, row: number, right: number): boolean {
  const cells = grid.textCells(row);
  const [first, second] = cells;
  if (first === undefined || cells.some(({ text }) => isTotal(text))) return true;
  if (second !== undefined) return false;
  if (first.range.right > first.range.left && first.range.right >= right) return true;
  return isMarkedHeading(first.text) || isNote(first.text) || isClosing(first.text);
}

/** 会社名, 担当者, 連絡先 …: the head of a questionnaire may look like a table of questions. */
function describesAnswerer(questions: readonly Question[]): boolean {
  return questions.filter(({ text }) => isProfile(text)).length >= questions.length * 0.6;
}

/** The header's text, or `*` for one that says no role: tables with one header may differ there. */
function signature({ path, match }: HeaderColumn): string {
  return match.roles.size > 0 ? path.join('/') : '*';
}

/** Tables that are alike but for the text over their numbers carry their section's title there. */
function titleInHeader(frame: Frame, frames: readonly Frame[], { number }: ColumnRoles): string | null {
  const titleOf = ({ columns }: Frame) => columns.find(({ column }) => column === number)?.header ?? null;
  const title = titleOf(frame);
  if (title === null || title.match.roles.size > 0) return null;
  const titles = new Set(frames.map(other => titleOf(other)?.path.at(-1)));
  return titles.size > 1 ? (title.path.at(-1) ?? null) : null;
}

function left({ frame }: ReadTable): number {
  return frame.columns[0]?.column ?? 0;
}
