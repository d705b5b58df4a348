import { normalize } from '../text/normalize.ts';
import type { Line } from './lines.ts';

/** The table of contents of a document. */
export interface Contents {
  /** Index of its first line, and the index behind its last; equal where there is none. */
  readonly from: number;
  readonly to: number;
  /** The entries' titles, normalized and without page number, for comparison with headings. */
  readonly titles: ReadonlySet<string>;
  /** How many entries begin with a number of three parts, as controls do. */
  readonly controls: number;
}

const contentsTitle = /^(?:目次|もくじ|内容|目録|contents|tableofcontents)$/;
const leader = /\s*(?:\.{3,}|…+|‥{2,}|・{3,}|·{3,}|_{4,}|-{4,}|(?:\. ){3,})[\s.…‥・·_-]*(\d{1,3})?$/;
const tabbedPage = /(?:\t+|\s{2,})\d{1,3}$/;
const loosePage = /\s\d{1,3}$/;
/** An entry whose leader was lost: a chapter number, a title, a page. */
const numberedEntry =
  /^(?:(?:CLD|A)[. ]?)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4}|第\d{1,2}章)[.\s]\s*\D\S*.*\s\d{1,3}$/;
const longestEntry = 120;

/** What headings are compared by: normalized, with neither spaces nor the punctuation that layouts change. */
export const headingKey = (text: string): string => normalize(text).replace(/[\s　.,、。:：・]/g, '');

/** The entry's title without leader and page number, or null when the line is no entry. */
function entryTitle(line: Line, loose: boolean): string | null {
  const text = line.raw.replace(/^\s*(?:[-*+]\s+|#{1,6}\s+)/, '').normalize('NFKC');
  if (/[。]$/.test(text.trim())) return null;
  if (leader.test(text)) return text.replace(leader, '').trim();
  if (tabbedPage.test(text)) return text.replace(tabbedPage, '').trim();
  return (loose && loosePage.test(text)) || numberedEntry.test(text) ? text.replace(loosePage, '').trim() : null;
}

/**
 * Finds the table of contents: after a heading 目次, or the first run of three entries or more (a title, dots or a tab, a page
 * number). A table without page numbers ends where its first entry comes again.
 */
export function findContents(lines: readonly Line[]): Contents {
  const headed = lines.findIndex(line => contentsTitle.test(headingKey(line.plain.replace(/[\s\d.…・]+$/, ''))));
  const start = headed >= 0 ? headed : firstRun(lines);
  if (start < 0) return { from: 0, to: 0, titles: new Set(), controls: 0 };
  const titles = new Set<string>();
  let to = headed >= 0 ? start + 1 : start;
  for (let at = to, misses = 0; at < lines.length && misses < 3; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const title = entryTitle(line, headed >= 0 || titles.size > 0);
    if (title === null) {
      misses += 1;
      continue;
    }
    addTitle(titles, title);
    to = at + 1;
    misses = 0;
  }
  if (titles.size === 0 && headed >= 0) return contentsWithoutPages(lines, headed);
  return { from: start, to, titles, controls: numbered(titles) };
}

function firstRun(lines: readonly Line[]): number {
  const isEntry = (at: number): boolean => {
    const line = lines[at];
    return line !== undefined && entryTitle(line, false) !== null;
  };
  return lines.findIndex((_, at) => isEntry(at) && isEntry(at + 1) && isEntry(at + 2));
}

/** Entries run from 目次 until the first of them comes again as a heading. */
function contentsWithoutPages(lines: readonly Line[], headed: number): Contents {
  const first = lines[headed + 1];
  const none: Contents = { from: headed, to: headed + 1, titles: new Set(), controls: 0 };
  if (first === undefined) return none;
  const again = lines.findIndex((line, at) => at > headed + 1 && headingKey(line.plain) === headingKey(first.plain));
  if (again < 0) return none;
  const entries = lines.slice(headed + 1, again);
  if (entries.some(line => line.plain.length > longestEntry || /。$/.test(line.plain))) return none;
  const titles = new Set<string>();
  for (const line of entries) addTitle(titles, line.plain);
  return { from: headed, to: again, titles, controls: numbered(titles) };
}

const numbered = (titles: ReadonlySet<string>): number =>
  [...titles].filter(title => /^(?:cld|a)?\d{3,6}\D/.test(title)).length;

/** Keeps an entry's title also without its number, because headings of the body may come without. */
function addTitle(titles: Set<string>, title: string): void {
  const key = headingKey(title);
  if (key === '') return;
  titles.add(key);
  const bare = headingKey(title.replace(/^(?:第?\d{1,2}(?:[.．]\d{1,2}){0,2}[章節.．]?|[IVX]{1,4}[.．])\s+/, ''));
  if (bare.length > 1) titles.add(bare);
}
