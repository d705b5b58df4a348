import {
  isMark,
  type OptionMeanings,
  optionMeanings,
  type WrittenOptions,
  wordMeaning,
  writtenOptions,
} from '../options/index.ts';
import type { Frame } from './frames.ts';
import type { Grid, GridCell } from './grid.ts';
import { questionLikeness } from './question-text.ts';
import type { ColumnRoles } from './roles.ts';

/** The words that a question may be answered with, and what they mean. */
export interface RowOptions {
  readonly options: readonly string[];
  readonly meanings: OptionMeanings;
}

/** What the workbook writes of its options outside the tables: `○：対応している …` in a note, 対応済｜説明 in a master sheet. */
export interface Legends {
  /** Options that a note of this sheet names; they hold where nothing else does. */
  readonly noted: WrittenOptions | null;
  /** What is written of the given options, wherever it stands. */
  explain(options: readonly string[]): ReadonlyMap<string, string>;
}

/**
 * Collects the notes of a sheet, and the explanations of all the workbook's sheets, this one first.
 * @param header  the first header's row and last column: below it stand the questions, whose own words are no notes
 */
export function readLegends(
  grid: Grid,
  others: readonly Grid[],
  header: { readonly top: number; readonly right: number } | null,
): Legends {
  const own = notesOf(grid);
  const above = header === null ? own : notesOf(grid, ({ row }) => row < header.top);
  const notes = header === null || above.length > 0 ? above : asideOf(grid, header);
  const all = [...own, ...others.flatMap(other => notesOf(other))];
  const known = new Map<string, ReadonlyMap<string, string>>();
  return {
    noted: notes.find(({ legend }) => legend.size > 0) ?? notes[0] ?? null,
    explain(options) {
      const key = options.join('\n');
      const found = known.get(key) ?? explanation(options, all, [grid, ...others]);
      known.set(key, found);
      return found;
    },
  };
}

/** Starts reading the options of a table's rows: the cell's own list, the header, the row itself, the sheet's notes. */
export function optionReader(
  grid: Grid,
  frame: Frame,
  roles: ColumnRoles,
  legends: Legends,
): (row: number) => RowOptions | null {
  const { verdict } = roles;
  if (verdict === null) return () => null;
  const header = frame.columns.find(({ column }) => column === verdict)?.header ?? null;
  const headed = header?.path.map(writtenOptions).find(written => written !== null) ?? null;
  const known = new Map<readonly string[], RowOptions>();
  const explained = (options: readonly string[], legend?: ReadonlyMap<string, string>): RowOptions => {
    const found = known.get(options) ?? {
      options,
      meanings: optionMeanings(options, legend ?? legends.explain(options)),
    };
    known.set(options, found);
    return found;
  };
  return row => {
    const list = grid.listAt(row, verdict);
    if (list !== null) return list.options === null ? null : explained(list.options);
    const cell = grid.at(row, verdict).cell;
    if (cell?.kind === 'boolean') return explained(TRUTH);
    if (headed !== null) return explained(headed.options, headed.legend.size > 0 ? headed.legend : undefined);
    const inRow = roles.options === null ? null : writtenOptions(grid.at(row, roles.options).text);
    if (inRow !== null) return { options: inRow.options, meanings: optionMeanings(inRow.options, inRow.legend) };
    const levels = roles.levels.filter(({ column }) => grid.at(row, column).text !== '');
    if (levels.length > 0) {
      const told = new Map(levels.map(({ label, column }) => [label, grid.at(row, column).text]));
      const meanings = optionMeanings([...told.keys()], told);
      // 「無し」 alone is a figure like the others (規定無し); only beside a level that affirms it is a no.
      const both = meanings.yes !== undefined && meanings.no !== undefined;
      return { options: [...told.keys()], meanings: both ? meanings : {} };
    }
    const asked = writtenOptions(lastBracket(grid.at(row, roles.primary).text));
    if (asked !== null) return { options: asked.options, meanings: optionMeanings(asked.options, asked.legend) };
    const { noted } = legends;
    return noted === null ? null : explained(noted.options, noted.legend);
  };
}

const TRUTH: readonly string[] = ['TRUE', 'FALSE'];

/** A question may end in its own choices: `…の有無（有・無）`. */
function lastBracket(text: string): string {
  return /[（(][^（()）]{3,40}[）)]\s*$/.exec(text)?.[0] ?? '';
}

/** Legends beside the table, or in rows of their own between and below its questions. */
function asideOf(grid: Grid, { right }: { readonly right: number }): readonly WrittenOptions[] {
  const notes = notesOf(grid, ({ row, column }) => column > right || grid.textCells(row).length === 1);
  return notes.filter(({ legend }) => legend.size >= 2);
}

/** Options are named in short notes, never in the questions themselves. */
function notesOf(grid: Grid, where: (cell: GridCell) => boolean = () => true): readonly WrittenOptions[] {
  const notes: WrittenOptions[] = [];
  const LAST = 200;
  for (const row of grid.textRows.slice(0, LAST)) {
    for (const cell of grid.textCells(row)) {
      const { text, column } = cell;
      if (!where(cell) || questionLikeness(text) >= 0.9) continue;
      if (text.length < 5 || text.length > 1000 || grid.listAt(row, column) !== null || !mayExplain(text)) continue;
      const written = writtenOptions(text);
      if (written !== null) notes.push(written);
    }
  }
  return notes;
}

/** A cheap first look: marks, brackets or a list's signs must be there. */
function mayExplain(text: string): boolean {
  return /[○◯〇△×✓「『"“/／・:：=＝]/.test(text);
}

function explanation(
  options: readonly string[],
  notes: readonly WrittenOptions[],
  grids: readonly Grid[],
): ReadonlyMap<string, string> {
  const open = options.filter(option => isMark(option) || wordMeaning(option) === null);
  if (open.length === 0) return new Map();
  const note = notes.find(({ legend }) => open.filter(option => legend.has(option)).length >= 2);
  if (note !== undefined) return note.legend;
  for (const grid of grids) {
    const table = tableOf(grid, options);
    if (table !== null) return table;
  }
  return new Map();
}

/** A small table that lists the options below each other with their meanings beside them. */
function tableOf(grid: Grid, options: readonly string[]): ReadonlyMap<string, string> | null {
  const wanted = new Set(options);
  for (const row of grid.textRows) {
    for (const { text, column } of grid.textCells(row)) {
      if (!wanted.has(text)) continue;
      const told = new Map<string, string>();
      for (let at = 0; at < options.length; at += 1) {
        const option = grid.at(row + at, column);
        const beside = grid.at(row + at, option.range.right + 1).text;
        if (!wanted.has(option.text) || beside === '' || wanted.has(beside)) break;
        told.set(option.text, beside);
      }
      if (told.size === wanted.size) return told;
    }
  }
  return null;
}
