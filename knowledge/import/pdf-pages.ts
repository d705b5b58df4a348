import { fileURLToPath } from 'node:url';
import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { InputError } from '../errors.ts';

/** Most pages that are read. */
const mostPages = 500;
const packageFolder = fileURLToPath(new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')));

/** A rectangle of a page; units are PDF points, y grows upwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** A piece of text where the page shows it. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** What a page shows: its text, and the thin lines that rule its tables. */
export interface PdfPage {
  readonly pieces: readonly Piece[];
  readonly rules: readonly Box[];
}

/** A control's number by itself, as the cell of a table holds it. */
const loneNumber = /^[^\p{L}\d]*(?:A[. ]?|CLD[. ]?)?\d{1,2}\s?[.．]\s?\d{1,2}(?:\s?[.．]\s?\d{1,2})?[^\p{L}\d]*$/iu;

/**
 * Reads a PDF's pages. Lines are looked for only on pages where a number stands by itself, since that takes time.
 *
 * @throws InputError `unreadable-document` (broken, or protected by a password), `too-large` (over 500 pages)
 */
export async function readPdfPages(bytes: Uint8Array, fileName: string): Promise<readonly PdfPage[]> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: `${packageFolder}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${packageFolder}standard_fonts/`,
    isEvalSupported: false,
    disableFontFace: true,
    // Pictures are not decoded.
    maxImageSize: 1,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > mostPages) throw tooManyPages(fileName, document.numPages);
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const pieces = await piecesOf(page);
      const rules = pieces.some(piece => loneNumber.test(piece.text)) ? await rulesOf(page) : [];
      pages.push({ pieces, rules });
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

type Matrix = readonly [number, number, number, number, number, number];
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];
const isMatrix = (value: unknown): value is Matrix =>
  Array.isArray(value) && value.length === 6 && value.every(entry => typeof entry === 'number');

/** The edges of what the page strokes or fills, where they are thin or the outline of a rectangle. */
async function rulesOf(page: PDFPageProxy): Promise<readonly Box[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const rules: Box[] = [];
  const stack: Matrix[] = [];
  let current: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [at, operation] of fnArray.entries()) {
    const args: unknown = argsArray[at];
    if (operation === OPS.save) stack.push(current);
    else if (operation === OPS.restore) current = stack.pop() ?? current;
    else if (operation === OPS.transform && isMatrix(args)) current = times(current, args);
    else if (operation === OPS.paintFormXObjectBegin) {
      stack.push(current);
      const matrix: unknown = Array.isArray(args) ? args[0] : null;
      if (isMatrix(matrix)) current = times(current, matrix);
    } else if (operation === OPS.paintFormXObjectEnd) current = stack.pop() ?? current;
    else if (operation === OPS.constructPath && Array.isArray(args) && args[0] !== OPS.endPath) {
      const [data]: unknown[] = Array.isArray(args[1]) ? args[1] : [];
      if (data instanceof Float32Array) rules.push(...edgesOf(data, current));
    }
  }
  return rules;
}

/** pdfjs's codes of a path's steps and how many numbers follow each. */
const steps: Readonly<Record<number, number>> = { 0: 2, 1: 2, 2: 6, 3: 4, 4: 0 };

/** Thin boxes along the straight, upright or level edges of a path. */
function edgesOf(path: Float32Array, matrix: Matrix): readonly Box[] {
  const edges: Box[] = [];
  let start: readonly [number, number] = [0, 0];
  let last = start;
  const lineTo = (to: readonly [number, number]): void => {
    if (Math.abs(last[0] - to[0]) < 1 || Math.abs(last[1] - to[1]) < 1) {
      const [left, right] = [Math.min(last[0], to[0]), Math.max(last[0], to[0])];
      const [bottom, top] = [Math.min(last[1], to[1]), Math.max(last[1], to[1])];
      if (right - left > 4 || top - bottom > 4) edges.push({ left, right, bottom, top });
    }
    last = to;
  };
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? 4;
    const count = steps[step] ?? 0;
    const [x = 0, y = 0] = [path[at + count - 1], path[at + count]];
    const point: readonly [number, number] = [
      matrix[0] * x + matrix[2] * y + matrix[4],
      matrix[1] * x + matrix[3] * y + matrix[5],
    ];
    if (step === 0) start = last = point;
    else if (step === 1) lineTo(point);
    else if (step === 4) lineTo(start);
    else last = point;
    at += count + 1;
  }
  return edges;
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
  const reason = error instanceof Error ? error.message : String(error);
  return new InputError(
    'unreadable-document',
    `${fileName}：PDFが壊れているため読めません（${reason}）。PDFを作り直すか、テキストかWordで指定してください。`,
    `${fileName}: the PDF is broken and cannot be read (${reason}). Make it anew, or give text or Word.`,
  );
}
