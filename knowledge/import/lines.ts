/** A line of a document, with what its markup says. */
export interface Line {
  /** 1-based line in the document's text. */
  readonly number: number;
  /** As written, without trailing white space. */
  readonly raw: string;
  /** Without heading marks, list marker and emphasis. */
  readonly plain: string;
  /** Markdown heading level 1..6; 7 for a line that is bold as a whole; 0 for none. */
  readonly level: number;
  /** A blank line, a page's end or the document's start stands before it. */
  readonly blankBefore: boolean;
}

const pageNumber =
  /^(?:[-–—‐―−]\s*)?(?:p(?:age|\.)?\s*)?\d{1,3}(?:\s*(?:\/|／|of|-)\s*\d{1,3})?(?:\s*[-–—‐―−]|\s*ページ|\s*頁)?$/i;
const imageOnly = /^(?:!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>|<\/?(?:figure|div|p|br|center)\b[^>]*>|\[image[^\]]*\])$/i;
const rule = /^(?:-{3,}|\*{3,}|_{3,}|={3,}|─{3,})$/;

/** A key that is the same for all pages' headers: digits and white space left out. */
const furnitureKey = (text: string): string => text.normalize('NFKC').replace(/[\d\s]/g, '');

/**
 * Cuts a document's text into its written lines, without blank lines, page numbers, lone images, rules, and the headers and footers
 * that recur on every page (a form feed ends a page). Numbers stay those of the whole text.
 */
export function readLines(text: string): readonly Line[] {
  const pages = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '')
    .split('\f');
  const furniture = runningLines(pages);
  const lines: Line[] = [];
  let number = 0;
  for (const page of pages) {
    let blankBefore = true;
    for (const [index, raw] of page.split('\n').entries()) {
      if (index > 0 || number === 0) number += 1;
      const trimmed = raw.trim();
      if (trimmed === '' || rule.test(trimmed) || imageOnly.test(trimmed)) {
        blankBefore = true;
        continue;
      }
      if (pageNumber.test(trimmed.normalize('NFKC')) || furniture.has(furnitureKey(trimmed))) {
        continue;
      }
      lines.push({ number, raw: raw.trimEnd(), ...readMarkup(trimmed), blankBefore });
      blankBefore = false;
    }
  }
  return lines;
}

function readMarkup(trimmed: string): { readonly plain: string; readonly level: number } {
  const heading = trimmed.match(/^(#{1,6})\s+(.*?)\s*#*$/);
  const bold = trimmed.match(/^(?:\*\*|__)(.+?)(?:\*\*|__)$/) ?? trimmed.match(/^<b>(.+?)<\/b>$/i);
  const body = heading?.[2] ?? bold?.[1] ?? trimmed.replace(/^[-*+]\s+/, '');
  const plain = body
    .replace(/<\/?(?:b|i|u|strong|em|sup|sub|span)\b[^>]*>/gi, '')
    .replace(/\*\*|__/g, '')
    .replace(/\\([_*#.[\]()-])/g, '$1')
    .trim();
  return { plain, level: heading?.[1]?.length ?? (bold ? 7 : 0) };
}

/** Lines that stand first or last on at least half of the pages (three or more). */
function runningLines(pages: readonly string[]): ReadonlySet<string> {
  if (pages.length < 3) return new Set();
  const seen = new Map<string, number>();
  for (const page of pages) {
    const written = page.split('\n').filter(line => line.trim() !== '');
    const edges = new Set([...written.slice(0, 2), ...written.slice(-2)].map(furnitureKey));
    for (const key of edges) if (key !== '') seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const enough = Math.max(3, pages.length / 2);
  return new Set([...seen].filter(([, count]) => count >= enough).map(([key]) => key));
}
