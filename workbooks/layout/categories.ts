import type { Grid } from './grid.ts';
import type { ColumnRoles } from './roles.ts';
import { headingTitle, isExample, isHeading, isNote, upright } from './row-words.ts';

/** Follows the categories down a table: merged, written once per block, or as a title's row. */
export interface CategoryReader {
  /** A section's title stands above the rows that follow. */
  enter(title: string): void;
  /** The row's categories, the widest first, joined with `／`. */
  read(row: number): string;
}

/**
 * Starts reading a table's categories.
 * @param section  the title above the table, or empty
 */
export function categoryReader(grid: Grid, roles: ColumnRoles, section: string): CategoryReader {
  let title = section;
  let last: readonly string[] = roles.category.map(() => '');
  return {
    enter(text) {
      title = headingTitle(text);
      last = roles.category.map(() => '');
    },
    read(row) {
      let changed = false;
      last = roles.category.map((column, at) => {
        const cell = grid.at(row, column);
        if (cell.text === '') return changed || cell.range.bottom > cell.range.top ? '' : (last[at] ?? '');
        if (/^(〃|々|同上|″|")$/.test(cell.text)) return last[at] ?? '';
        changed ||= cell.text !== last[at];
        return cell.text;
      });
      const levels = [title, ...last].flatMap(text => upright(text).split('\n')).map(text => text.trim());
      return levels.filter((text, at) => text !== '' && text !== levels[at - 1]).join('／');
    },
  };
}

/**
 * The section's title that stands over a table (`■１．組織的対策`), or empty. The sheet's first text is its title, not a section's.
 * @param floor  the last row of what stands above
 */
export function sectionAbove(grid: Grid, headerTop: number, floor: number): string {
  const REACH = 6;
  const rows = grid.textRows.filter(row => row < headerTop && row > floor && row >= headerTop - REACH).toReversed();
  for (const row of rows) {
    const cells = grid.textCells(row);
    const text = cells[0]?.text ?? '';
    // 【記入例】 may be the first text of all.
    if (row === grid.textRows[0]) return isExample(text) ? text : '';
    if (cells.length <= 2 && isHeading(text) && !isNote(text)) return headingTitle(text);
  }
  return '';
}
