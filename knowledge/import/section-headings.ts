import type { Catalogue } from '../controls/catalogue.ts';
import { type Contents, headingKey } from './contents.ts';
import { fewest, isHeadingShaped, ownNumberRemoved, sureFit } from './control-headings.ts';
import type { Line } from './lines.ts';
import { body, type Mark } from './marks.ts';
import { isClosingTitle, isHistoryHead, isKnownSectionTitle, reasonToDrop } from './section-names.ts';
import { headingSimilarity } from './similarity.ts';

/** A heading that begins like this labels a part of its section; it opens none. */
const labelStart = /^(?:[-‐–—【［[<＜〈《「『（(※＊■◆◇□●○▼▶・]|[①-⑳⑴-⒇]|[ア-ンａ-ｚa-z][)）.])/u;

/** Where a line stands: on the cover, before the first control, or among the controls. */
export type Region = 'cover' | 'front' | 'controls';
export const regionOf = (at: number, coverLines: number, firstControl: number): Region =>
  at < coverLines ? 'cover' : at < firstControl ? 'front' : 'controls';

/** A heading under no control, or text. Plain lines need the more proof the less one expects a section where they stand. */
export function sectionMark(
  lines: readonly Line[],
  at: number,
  region: Region,
  contents: Contents,
  catalogue: Catalogue,
): Mark {
  const line = lines[at];
  if (line !== undefined && isHistoryHead(line.plain)) return { kind: 'section', title: '改訂履歴', level: 0 };
  if (line === undefined || isCaption(line.plain) || labelStart.test(line.plain) || !isHeadingShaped(line.plain))
    return body;
  const section: Mark = { kind: 'section', title: line.plain, level: line.level };
  const bare = ownNumberRemoved(line.plain);
  const standsApart = line.blankBefore || /[。>]$|^$/.test(lines[at - 1]?.plain ?? '') || isTitle(lines[at - 1]);
  if (region === 'cover') return line.blankBefore && isKnownSectionTitle(bare) ? section : body;
  if (isListed(line.plain, contents) || isClause(line.plain, catalogue)) return section;
  // Where the table of contents lists every control, a heading among them that it does not list labels a part of one.
  const isExplanation = reasonToDrop(line.plain, '') !== null;
  if (line.level > 0 && !(region === 'controls' && contents.controls >= fewest && !isExplanation)) return section;
  const expected =
    isChapter.test(line.plain) ||
    (isExplanation && /(?:対応|とは|概要|について|関係性?|取り?組み)$/.test(line.plain)) ||
    (region === 'front'
      ? isKnownSectionTitle(bare)
      : isClosingTitle(bare) || (bare !== line.plain.trim() && isKnownSectionTitle(bare)));
  return standsApart && expected ? section : body;
}

const isChapter = /^(?:第\s*[\d一二三四五六七八九十]{1,3}\s*[章節編部]|chapter\s+\d)/i;
const isTitle = (line: Line | undefined): boolean =>
  line !== undefined && isKnownSectionTitle(ownNumberRemoved(line.plain));

/** A short line with a chapter's number right above another heading, and no item of a list, is a chapter's heading. */
export function openChapters(lines: readonly Line[], marks: readonly Mark[]): readonly Mark[] {
  return marks.map((mark, at) => {
    const line = lines[at];
    const next = marks[at + 1]?.kind;
    if (mark.kind !== 'body' || line === undefined || (next !== 'control' && next !== 'section')) return mark;
    const numbered =
      /^(?:\d\s?\d?|[IVX]{1,4})\s?[.．]?\s*\D/.test(line.plain) && ownNumberRemoved(line.plain) !== line.plain;
    const isItem =
      !line.blankBefore || labelStart.test(line.plain) || /(?:する|した|ない|ます|です|こと)$/.test(line.plain);
    if (!numbered || isItem || line.plain.length > 40 || !isHeadingShaped(line.plain)) return mark;
    return { kind: 'section', title: line.plain, level: line.level };
  });
}

/** The table of contents may be misread in places, so that a likeness is enough for a longer title. */
function isListed(text: string, contents: Contents): boolean {
  const key = headingKey(text);
  if (contents.titles.has(key)) return true;
  if (key.length < 10) return false;
  const alike = [...contents.titles].filter(
    title =>
      Math.abs(title.length - key.length) <= 3 &&
      (title.slice(0, 3) === key.slice(0, 3) || title.slice(-3) === key.slice(-3)),
  );
  return alike.some(title => headingSimilarity(title, key) >= 0.85);
}

const isCaption = (text: string): boolean => /^(?:図|表|fig(?:ure)?\.?|table)(?:\s*[\d.．:：]|\s+\S)/i.test(text);

/** A chapter or objective of the standard with its number: `12.3 バックアップ`. */
function isClause(text: string, catalogue: Catalogue): boolean {
  const match = text.normalize('NFKC').match(/^(?:A\.?)?(CLD[. ]?)?(\d{1,2}(?:\.\d)?)\.?\s+(\S.*)$/i);
  if (match === null) return false;
  const number = `${match[1] ? 'CLD.' : ''}${match[2]}`;
  const clause = catalogue.clauses.find(c => c.number === number);
  return clause !== undefined && headingSimilarity(clause.ja, match[3] ?? '') >= sureFit;
}
