/** A line of a document, with what its markup says. */
export interface Line {
  /** 1-based line in the document's text. */
  readonly number: number;
  /** 1-based page, where the document has pages. */
  readonly page: number | null;
  /** As written, without trailing white space. */
  readonly raw: string;
  /** Without heading marks, list marker and emphasis. */
  readonly plain: string;
  /** Heading level 1..6; 7 for a line that is bold as a whole; 0 for none. */
  readonly level: number;
  /** A blank line, more space than between lines, or the document's start stands before it. */
  readonly blankBefore: boolean;
  /** It reaches the right edge of a text of fixed width, so that the next line may carry it on. */
  readonly full: boolean;
}

/** What a reader knows of a line; the rest is read from its markup. */
export type WrittenLine = Pick<Line, 'number' | 'page' | 'raw' | 'blankBefore' | 'full'> & { readonly level?: number };

/** Where a line stands, for messages: its page where there are pages, else its line. */
export const placeOf = ({
  number,
  page,
}: Pick<Line, 'number' | 'page'>): { readonly where: string; readonly ja: string; readonly en: string } =>
  page === null
    ? { where: `${number}`, ja: `${number}行目`, en: `line ${number}` }
    : { where: `p.${page}`, ja: `${page}ページ`, en: `page ${page}` };

const pageNumber =
  /^(?:[-–—‐―−]\s*)?(?:p(?:age|\.)?\s*)?\d{1,3}(?:\s*(?:\/|／|of|-)\s*\d{1,3})?(?:\s*[-–—‐―−]|\s*ページ|\s*頁)?$/i;
const imageOnly = /^(?:!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>|<\/?(?:figure|div|p|br|center)\b[^>]*>|\[image[^\]]*\])$/i;
const rule = /^(?:-{3,}|\*{3,}|_{3,}|={3,}|─{3,})$/;

/** A line with its markup read: `## 見出し`, `**太字**`, `- 項目`. */
export function toLine(line: WrittenLine): Line {
  const trimmed = line.raw.trim();
  const heading = trimmed.match(/^(#{1,6})\s+(.*?)\s*#*$/);
  const bold = trimmed.match(/^(?:\*\*|__)([^*_]+?)(?:\*\*|__)$/) ?? trimmed.match(/^<b>([^<]+?)<\/b>$/i);
  const body = heading?.[2] ?? bold?.[1] ?? trimmed.replace(/^[-*+]\s+/, '');
  const plain = body
    .replace(/<\/?(?:b|i|u|strong|em|sup|sub|span)\b[^>]*>/gi, '')
    .replace(/\*\*|__/g, '')
    .replace(/\\([_*#.[\]()-])/g, '$1')
    .replace(/^[^\p{L}０-９]*[A-ZＡ-Ｚ.．]*[０-９．]+/u, number => number.normalize('NFKC'))
    .trim();
  return { ...line, plain, level: line.level || (heading?.[1]?.length ?? (bold ? 7 : 0)) };
}

/** Whether a line holds nothing of the document's text: a page number, a lone image, a rule. */
export function isFurniture(text: string): boolean {
  const trimmed = text.trim();
  return pageNumber.test(trimmed.normalize('NFKC')) || rule.test(trimmed) || imageOnly.test(trimmed);
}

/**
 * Cuts a text into its written lines, without blank lines, page numbers, lone images, rules, and the headers and footers that recur on
 * every page (a form feed ends a page). Numbers stay those of the whole text.
 */
export function readLines(text: string): readonly Line[] {
  const pages = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '')
    .split('\f');
  const furniture = runningLines(
    pages.length > 1 ? pages.map(page => page.split('\n')) : pagesByNumber(text.split(/\r?\n/)),
  );
  const width = fixedWidth(pages);
  const lines: Line[] = [];
  let number = 0;
  let onCover = true;
  for (const [pageIndex, page] of pages.entries()) {
    let blankBefore = pageIndex === 0;
    onCover &&= pageIndex === 0;
    for (const [index, raw] of page.split('\n').entries()) {
      if (index > 0 || number === 0) number += 1;
      if (raw.trim() === '') {
        blankBefore = true;
        continue;
      }
      // The cover's title may recur as the header of every page; on the cover it stays.
      if (!onCover && furniture.has(furnitureKey(raw))) continue;
      if (isFurniture(raw)) {
        onCover &&= !/\d/.test(raw);
        // A page number that stands alone between two halves of a sentence parts them no more than the page does.
        blankBefore ||= !/\d/.test(raw);
        continue;
      }
      const full = width !== null && widthOf(raw.trimEnd()) >= width - 4;
      lines.push(toLine({ number, page: null, raw: raw.trimEnd(), blankBefore, full }));
      blankBefore = false;
    }
  }
  return lines;
}

/** A key that is the same for all pages' headers: digits and white space left out. */
export const furnitureKey = (text: string): string => text.normalize('NFKC').replace(/[\d\s]/g, '');

/** Keys of the lines that stand first or last on at least half of the pages (three or more). */
export function runningLines(pages: readonly (readonly string[])[]): ReadonlySet<string> {
  if (pages.length < 3) return new Set();
  const seen = new Map<string, number>();
  for (const page of pages) {
    const written = page.filter(line => line.trim() !== '');
    const edges = new Set([...written.slice(0, 3), ...written.slice(-3)].map(furnitureKey));
    for (const key of edges) if (key !== '') seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const enough = Math.max(3, pages.length / 2);
  return new Set([...seen].filter(([, count]) => count >= enough).map(([key]) => key));
}

/** The pages of a text that marks their ends by page numbers only. */
function pagesByNumber(lines: readonly string[]): readonly (readonly string[])[] {
  const pages: string[][] = [[]];
  for (const line of lines) {
    if (pageNumber.test(line.trim().normalize('NFKC'))) pages.push([]);
    else pages.at(-1)?.push(line);
  }
  return pages;
}

/** Columns of a text in a fixed-width font: a Japanese character takes two. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char)
      ? 2
      : 1;
  return width;
}

/** The width at which a text was broken into lines; null where every paragraph is one line. */
function fixedWidth(pages: readonly string[]): number | null {
  const widths = pages
    .flatMap(page => page.split('\n').map(line => widthOf(line.trimEnd())))
    .filter(width => width > 20);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  const reaching = widths.filter(width => width >= widest - 4).length;
  return widest >= 40 && widest <= 140 && reaching >= 5 && reaching >= widths.length * 0.2 ? widest : null;
}
