import { bullet } from '../text/line-breaks.ts';
import { furnitureKey, isFurniture, type Line, runningLines, toLine } from './lines.ts';
import { readPdfPages } from './pdf-pages.ts';
import { type Row, rowsOf } from './pdf-rows.ts';

/** From here on larger type is a heading's. */
const headingRatio = 1.12;

/**
 * Reads a PDF's text line by line: headings are told by their size, rows of ruled tables are written `| a | b |`; headers, footers
 * and page numbers are left out. Japanese fonts that are not embedded are read by pdfjs's own character maps.
 *
 * @throws InputError `unreadable-document` (broken, or protected by a password), `too-large` (over 500 pages)
 */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<readonly Line[]> {
  const pages = await readPdfPages(bytes, fileName);
  return toLines(pages.map((page, index) => rowsOf(page, index + 1)));
}

function toLines(pages: readonly (readonly Row[])[]): readonly Line[] {
  const rows = pages.flat();
  const bodySize = commonest(rows.flatMap(row => Array.from(row.text, () => sizeOf(row))));
  const isLarge = (row: Row): boolean => row.size > bodySize * headingRatio && !row.isTable;
  const furniture = runningLines(pages.map(page => page.map(row => row.text)));
  // The cover's title may recur as the header of every page; on the cover, where it is large, it stays.
  const recurs = (row: Row): boolean => furniture.has(furnitureKey(row.text)) && !(row.page === 1 && isLarge(row));
  const kept = rows.filter(row => !isFurniture(row.text) && !recurs(row));
  const sizes = [...new Set(kept.filter(isLarge).map(sizeOf))].sort((a, b) => b - a);
  const edge = rightEdge(kept.filter(row => !isLarge(row) && !row.isTable));
  const spacing = commonest(
    kept
      .slice(1)
      .map((row, at) => Math.round((kept[at]?.y ?? 0) - row.y))
      .filter(gap => gap > 0),
  );
  const lines: Line[] = [];
  let last: Row | undefined;
  for (const row of kept) {
    const level = isLarge(row) ? Math.min(6, sizes.indexOf(sizeOf(row)) + 1) : 0;
    const before = lines.at(-1);
    const blankBefore =
      last === undefined || (last.page === row.page ? last.y - row.y > spacing * 1.45 : !before?.full);
    const full = !row.isTable && row.right >= edge - bodySize * 1.6;
    const carriesOn = before?.full && level > 0 && before.level === level && !blankBefore && !bullet.test(row.text);
    if (before !== undefined && carriesOn) {
      lines[lines.length - 1] = toLine({ ...before, raw: before.raw + row.text, full });
    } else {
      lines.push(toLine({ number: lines.length + 1, page: row.page, raw: row.text, blankBefore, full, level }));
    }
    last = row;
  }
  return lines;
}

/** To half a point. */
const sizeOf = (row: Row): number => Math.round(row.size * 2) / 2;

/** The right edge of running text: where a tenth of the rows end at or beyond. */
function rightEdge(rows: readonly Row[]): number {
  const ends = rows.map(row => row.right).sort((a, b) => b - a);
  return ends[Math.floor(ends.length * 0.1)] ?? Number.POSITIVE_INFINITY;
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
