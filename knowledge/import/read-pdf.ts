import { fileURLToPath } from 'node:url';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { InputError } from '../errors.ts';
import { bullet } from '../text/line-breaks.ts';
import { furnitureKey, isFurniture, type Line, runningLines, toLine } from './lines.ts';

/** Most pages that are read. */
const mostPages = 500;
/** From here on larger type is a heading's. */
const headingRatio = 1.12;
const packageFolder = fileURLToPath(new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')));

/** A piece of text where the page shows it; units are PDF points, y grows upwards. */
interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** A line as the page shows it. */
interface Row {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly page: number;
}

/**
 * Reads a PDF's text line by line, with headings told by their size; headers, footers and page numbers are left out. Japanese fonts
 * that are not embedded are read by pdfjs's own character maps.
 *
 * @throws InputError `unreadable-document` (broken, or protected by a password), `too-large` (over 500 pages), `empty-document` (scanned)
 */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<readonly Line[]> {
  const pages = await readPages(bytes, fileName);
  const rows = pages.flatMap((pieces, index) => rowsOf(pieces, index + 1));
  return linesOf(rows, pages.length);
}

async function readPages(bytes: Uint8Array, fileName: string): Promise<readonly (readonly Piece[])[]> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: `${packageFolder}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${packageFolder}standard_fonts/`,
    isEvalSupported: false,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > mostPages) throw tooManyPages(fileName, document.numPages);
    const pages: (readonly Piece[])[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(await piecesOf(page));
      page.cleanup();
    }
    return pages;
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(fileName, error);
  } finally {
    await task.destroy();
  }
}

async function piecesOf(page: PDFPageProxy): Promise<readonly Piece[]> {
  const { items } = await page.getTextContent();
  return items.flatMap(item => {
    if (!('str' in item) || item.str === '') return [];
    const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as readonly number[];
    return [{ text: repairGlyphs(item.str), x, y, width: item.width, size: Math.hypot(c, d) || item.height }];
  });
}

/** Characters that fonts map their glyphs to in place of the ones meant: radicals for kanji, the hyphenation point for ・. */
const radicals: Readonly<Record<string, string>> = {
  ...{ '⺟': '母', '⺠': '民', '⻁': '虎', '⻄': '西', '⻆': '角', '⻑': '長', '⻘': '青', '⻝': '食', '⻤': '鬼' },
  ...{ '⻨': '麦', '⻩': '黄', '⻭': '歯', '⻯': '竜', '⻲': '亀', '‧': '・' },
};
const repairGlyphs = (text: string): string =>
  text
    .replace(/[\u2e80-\u2eff\u2027]/g, char => radicals[char] ?? char)
    .replace(/[\u2f00-\u2fdf]/g, char => char.normalize('NFKC'));

/** Pieces of one height, from left to right; a wide gap between them is a tab. */
function rowsOf(pieces: readonly Piece[], page: number): readonly Row[] {
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
    const ordered = [...group].sort((a, b) => a.x - b.x);
    let text = '';
    let right = Number.NEGATIVE_INFINITY;
    for (const piece of ordered) {
      const gap = piece.x - right;
      if (text !== '' && gap > piece.size * 2.5 && piece.text.trim() !== '') text += '\t';
      else if (text !== '' && gap > piece.size * 0.22 && !/\s$/.test(text) && !/^\s/.test(piece.text)) text += ' ';
      text += piece.text;
      right = Math.max(right, piece.x + piece.width);
    }
    const shown = group.filter(piece => piece.text.trim() !== '');
    const [first] = shown;
    if (first === undefined) return [];
    const size = shown.reduce((most, piece) => Math.max(most, piece.size), 0);
    return [{ text: text.trim(), left: Math.min(...shown.map(piece => piece.x)), right, y: first.y, size, page }];
  });
  return rows.sort((a, b) => b.y - a.y);
}

function linesOf(rows: readonly Row[], pageCount: number): readonly Line[] {
  const texts = Array.from({ length: pageCount }, (_, index) =>
    rows.filter(row => row.page === index + 1).map(row => row.text),
  );
  const furniture = runningLines(texts);
  const bodySize = commonest(rows.flatMap(row => Array.from(row.text, () => Math.round(row.size * 2) / 2)));
  // The cover's title may recur as the header of every page; on the cover, where it is large, it stays.
  const kept = rows.filter(row => {
    const recurs = furniture.has(furnitureKey(row.text)) && !(row.page === 1 && row.size > bodySize * headingRatio);
    return !isFurniture(row.text) && !recurs;
  });
  const sizes = [...new Set(kept.map(row => Math.round(row.size * 2) / 2))]
    .filter(size => size > bodySize * headingRatio)
    .sort((a, b) => b - a);
  const edge = rightEdge(kept.filter(row => row.size <= bodySize * headingRatio));
  const spacing = commonest(
    kept
      .slice(1)
      .map((row, at) => Math.round((kept[at]?.y ?? 0) - row.y))
      .filter(gap => gap > 0),
  );
  const lines: Line[] = [];
  let last: Row | undefined;
  for (const row of kept) {
    const size = Math.round(row.size * 2) / 2;
    const level = Math.min(6, sizes.indexOf(size) + 1);
    const samePage = last?.page === row.page;
    const blankBefore = last === undefined || (samePage && last.y - row.y > spacing * 1.45) || (!samePage && false);
    const before = lines.at(-1);
    const wrapped =
      before?.full &&
      last !== undefined &&
      last.size === row.size &&
      !blankBefore &&
      level > 0 &&
      !bullet.test(row.text);
    const full = row.right >= edge - bodySize * 1.6;
    if (before !== undefined && wrapped) {
      lines[lines.length - 1] = toLine({ ...before, raw: before.raw + row.text, full });
    } else {
      lines.push(toLine({ number: lines.length + 1, page: row.page, raw: row.text, blankBefore, full, level }));
    }
    last = row;
  }
  return lines;
}

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

const tooManyPages = (fileName: string, pages: number): InputError =>
  new InputError(
    'too-large',
    `${fileName}：${pages}ページのPDFです（上限${mostPages}ページ）。該当する部分だけのPDFを指定してください。`,
    `${fileName}: the PDF has ${pages} pages (${mostPages} at most). Give a PDF of the relevant part.`,
  );

function unreadable(fileName: string, error: unknown): InputError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return new InputError(
      'unreadable-document',
      `${fileName}：パスワードで保護されたPDFです。保護を解除したPDFを指定してください。`,
      `${fileName}: the PDF is protected by a password. Give an unprotected one.`,
    );
  }
  return new InputError(
    'unreadable-document',
    `${fileName}：PDFが壊れているため読めません（${error instanceof Error ? error.message : error}）。`,
    `${fileName}: the PDF is broken and cannot be read (${error instanceof Error ? error.message : error}).`,
  );
}
