import type { Grid } from './grid.ts';
import { columnRole, type HeaderBlock, type HeaderColumn } from './header-rows.ts';

/** A column of a table with what stands over it. */
export interface FrameColumn {
  readonly column: number;
  readonly header: HeaderColumn | null;
}

/** A place where a table stands: its header, its columns from left to right and the rows that may belong to it. */
export interface Frame {
  readonly headerRows: readonly number[];
  readonly columns: readonly FrameColumn[];
  /** First and last row of the body. */
  readonly top: number;
  readonly bottom: number;
}

/** Cuts a sheet at its header blocks into tables, below each other and side by side. */
export function framesOf(grid: Grid, blocks: readonly HeaderBlock[]): readonly Frame[] {
  const parts = blocks.flatMap(block => sideBySide(block.columns).map(columns => ({ rows: block.rows, columns })));
  return parts.map(({ rows, columns }) => {
    const top = (rows.at(-1) ?? 0) + 1;
    const next = parts.find(
      other => (other.rows[0] ?? 0) >= top && other.columns.some(({ column }) => within(columns, column)),
    );
    const bottom = next === undefined ? Math.max(grid.lastRow, top - 1) : (next.rows[0] ?? top) - 1;
    return frame(grid, rows, columns, top, bottom);
  });
}

/** The frame of given header rows and body: the header's columns, and those that only the body shows. */
export function frame(
  grid: Grid,
  headerRows: readonly number[],
  header: readonly HeaderColumn[],
  top: number,
  bottom: number,
): Frame {
  const left = header[0]?.column ?? 1;
  const right = Math.max(left, ...header.map(column => column.right));
  const starts = new Map<number, number>();
  let rows = 0;
  for (const row of grid.textRows) {
    if (row < top || row > bottom) continue;
    rows += 1;
    for (const { column } of grid.textCells(row)) {
      if (column >= left && column <= right + 2) starts.set(column, (starts.get(column) ?? 0) + 1);
    }
  }
  const anchors = header.map(column => ({ column: anchorOf(grid, column, starts, top, bottom), header: column }));
  const known = new Set(anchors.map(({ column }) => column));
  // Columns without a header of their own: often filled, or with a list to choose from.
  const extra = [...starts]
    .filter(([column, count]) => !known.has(column) && count >= Math.max(2, rows * 0.15))
    .map(([column]) => column);
  const listed = grid.sheet.validations.flatMap(({ ranges }) =>
    ranges
      .filter(range => range.top <= bottom && range.bottom >= top && range.left === range.right)
      .map(range => range.left)
      .filter(column => column >= left && column <= right + 2 && !known.has(column)),
  );
  const bare = [...new Set([...extra, ...listed])].map(column => ({ column, header: null }));
  const columns = [...anchors, ...bare].sort((a, b) => a.column - b.column);
  return { headerRows, columns, top, bottom };
}

/** The rows of a frame's body in which something of its columns shows. */
export function bodyRows(grid: Grid, { columns, top, bottom }: Frame): readonly number[] {
  const left = columns[0]?.column ?? 1;
  const right = Math.max(left, ...columns.map(({ column, header }) => Math.max(column, header?.right ?? 0)));
  return grid.textRows.filter(
    row => row >= top && row <= bottom && grid.textCells(row).some(({ column }) => column >= left && column <= right),
  );
}

/** A wide header over cells that start a little beside it: the column is where the body's cells start. */
function anchorOf(
  grid: Grid,
  { column, right }: HeaderColumn,
  starts: ReadonlyMap<number, number>,
  top: number,
  bottom: number,
): number {
  if (right === column || starts.has(column)) return column;
  for (let row = top; row <= Math.min(bottom, top + 20); row += 1)
    if (grid.at(row, column).range.right > column) return column;
  const inside = [...starts].filter(([start]) => start > column && start <= right);
  return inside.length === 1 ? (inside[0]?.[0] ?? column) : column;
}

/** Tables that stand side by side repeat their headers: `No 質問 回答 │ No 質問 回答`. */
function sideBySide(columns: readonly HeaderColumn[]): readonly (readonly HeaderColumn[])[] {
  const labels = columns.map(({ path }) => path.join('\n'));
  for (let period = 2; period * 2 <= labels.length; period += 1) {
    if (labels.length % period !== 0) continue;
    const repeats = labels.every((label, at) => label === labels[at % period]);
    const first = columns.slice(0, period);
    if (!repeats || !isTable(first)) continue;
    return Array.from({ length: labels.length / period }, (_, at) => columns.slice(at * period, (at + 1) * period));
  }
  // Different tables with an empty column between them.
  for (let at = 2; at < columns.length - 1; at += 1) {
    const before = columns[at - 1];
    const after = columns[at];
    if (before === undefined || after === undefined || after.column - before.right < 2) continue;
    const [left, right] = [columns.slice(0, at), columns.slice(at)];
    if (isTable(left) && isTable(right)) return [...sideBySide(left), ...sideBySide(right)];
  }
  return [columns];
}

function isTable(columns: readonly HeaderColumn[]): boolean {
  const has = (...roles: readonly Parameters<typeof columnRole>[1][]) =>
    columns.some(column => roles.some(role => columnRole(column, role) >= 0.6));
  return has('question') && has('verdict', 'comment');
}

function within(columns: readonly HeaderColumn[], column: number): boolean {
  const left = columns[0]?.column ?? 1;
  const right = Math.max(left, ...columns.map(known => known.right));
  return column >= left && column <= right;
}
