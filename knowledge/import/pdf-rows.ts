import type { Box, PdfPage, Piece } from './pdf-pages.ts';

/** A line as the page shows it, or a row of a ruled table written `| a | b |`. */
export interface Row {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** 1-based. */
  readonly page: number;
  readonly isTable: boolean;
}

/** A page's lines and table rows from top to bottom. */
export function rowsOf({ pieces, rules }: PdfPage, page: number): readonly Row[] {
  const cells = new Map<string, { readonly box: Box; readonly pieces: Piece[] }>();
  const free: Piece[] = [];
  for (const piece of pieces) {
    const box = rules.length > 0 ? cellAround(piece, rules) : null;
    if (box === null) {
      free.push(piece);
      continue;
    }
    const key = [box.left, box.right, box.bottom, box.top].map(Math.round).join();
    const cell = cells.get(key) ?? { box, pieces: [] };
    cells.set(key, cell);
    cell.pieces.push(piece);
  }
  const tables = tableRows([...cells.values()], page);
  const loose = tables.boxed.flatMap(cell => cell.pieces);
  return [...linesOf([...free, ...loose], page), ...tables.rows].sort((a, b) => b.y - a.y);
}

/** The cell that a piece stands in: the nearest rules on its four sides. */
function cellAround(piece: Piece, rules: readonly Box[]): Box | null {
  const x = piece.x + Math.min(piece.width, piece.size) / 2;
  const y = piece.y + piece.size * 0.35;
  let left = Number.NEGATIVE_INFINITY;
  let right = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  for (const rule of rules) {
    const upright = rule.top - rule.bottom > rule.right - rule.left;
    if (upright && rule.bottom - 1 <= y && rule.top + 1 >= y) {
      if (rule.right <= x) left = Math.max(left, rule.right);
      else if (rule.left >= x) right = Math.min(right, rule.left);
    } else if (!upright && rule.left - 1 <= x && rule.right + 1 >= x) {
      if (rule.top <= y) bottom = Math.max(bottom, rule.top);
      else if (rule.bottom >= y) top = Math.min(top, rule.bottom);
    }
  }
  return [left, right, bottom, top].every(Number.isFinite) ? { left, right, bottom, top } : null;
}

type Cell = { readonly box: Box; readonly pieces: readonly Piece[] };

/** Cells side by side make a row; a box with nothing beside it is a frame around text, no table. */
function tableRows(
  cells: readonly Cell[],
  page: number,
): { readonly rows: readonly Row[]; readonly boxed: readonly Cell[] } {
  const rows: Row[] = [];
  const boxed: Cell[] = [];
  const left = new Set(cells);
  for (const cell of cells) {
    if (!left.has(cell)) continue;
    const band = [...left].filter(other => overlap(cell.box, other.box) > 0.5).sort((a, b) => a.box.left - b.box.left);
    const columns = new Set(band.map(other => Math.round(other.box.left)));
    for (const other of band) left.delete(other);
    if (columns.size < 2) {
      boxed.push(...band);
      continue;
    }
    const byColumn = [...columns].map(column => band.filter(other => Math.round(other.box.left) === column));
    const texts = byColumn.map(column => column.map(cellText).filter(Boolean).join('<br>').replaceAll('|', '／'));
    const top = Math.max(...band.map(other => other.box.top));
    const size = Math.max(...band.flatMap(other => other.pieces.map(piece => piece.size)));
    const [first] = band;
    const right = band.at(-1)?.box.right ?? 0;
    rows.push({
      text: `| ${texts.join(' | ')} |`,
      left: first?.box.left ?? 0,
      right,
      y: top,
      size,
      page,
      isTable: true,
    });
  }
  return { rows, boxed };
}

/** How much of the lower of two boxes' heights they share. */
function overlap(a: Box, b: Box): number {
  const shared = Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom);
  return shared / Math.min(a.top - a.bottom, b.top - b.bottom);
}

/** A cell's lines; one that reaches the cell's right side carries on, others end with `<br>`. */
function cellText(cell: Cell): string {
  let text = '';
  let last: Row | undefined;
  for (const line of linesOf(cell.pieces, 0)) {
    const wrapped = last !== undefined && last.right >= cell.box.right - last.size * 2.2;
    const spaced = /[A-Za-z0-9,]$/.test(text) && /^[A-Za-z0-9]/.test(line.text);
    text += last === undefined ? line.text : wrapped ? `${spaced ? ' ' : ''}${line.text}` : `<br>${line.text}`;
    last = line;
  }
  return text;
}

/** Pieces of one height, from left to right; a wide gap between them is a tab. */
function linesOf(pieces: readonly Piece[], page: number): readonly Row[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.text.trim() === '' && piece.width === 0) continue;
    const near = groups.find(group => {
      const first = group[0];
      return first !== undefined && Math.abs(first.y - piece.y) < Math.max(2, Math.min(first.size, piece.size) * 0.45);
    });
    if (near === undefined) groups.push([piece]);
    else near.push(piece);
  }
  const rows = groups.flatMap(group => {
    const shown = group.filter(piece => piece.text.trim() !== '');
    const [first] = shown;
    if (first === undefined) return [];
    const { text, right } = lineText([...group].sort((a, b) => a.x - b.x));
    const size = Math.max(...shown.map(piece => piece.size));
    const left = Math.min(...shown.map(piece => piece.x));
    return [{ text, left, right, y: first.y, size, page, isTable: false }];
  });
  return rows.sort((a, b) => b.y - a.y);
}

function lineText(ordered: readonly Piece[]): { readonly text: string; readonly right: number } {
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of ordered) {
    const gap = piece.x - right;
    const spaced = /\s$/.test(text) || /^\s/.test(piece.text);
    if (text !== '' && gap > piece.size * 2.5 && piece.text.trim() !== '') text += '\t';
    else if (text !== '' && gap > piece.size * 0.22 && !spaced) text += ' ';
    text += piece.text;
    if (piece.text.trim() !== '') right = Math.max(right, piece.x + piece.width);
  }
  return { text: text.trim(), right };
}
