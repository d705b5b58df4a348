import type { Catalogue, Control } from '../controls/catalogue.ts';
import { type Contents, headingKey } from './contents.ts';
import {
  type ControlHeading,
  isHeadingShaped,
  likelyFit,
  ownNumberRemoved,
  readLeadingNumber,
  readReference,
  readTrailingNumbers,
  sureFit,
  titleFits,
} from './control-headings.ts';
import type { Line } from './lines.ts';
import { isClosingTitle, isHistoryHead, isKnownSectionTitle, reasonToDrop } from './section-names.ts';
import { headingSimilarity } from './similarity.ts';

/** What a line is to the document's structure. */
export type Mark =
  | { readonly kind: 'control'; readonly controls: readonly Control[]; readonly title: string; readonly level: number }
  | { readonly kind: 'section'; readonly title: string; readonly level: number }
  | { readonly kind: 'body' }
  | { readonly kind: 'skip' };

const body: Mark = { kind: 'body' };
const skip: Mark = { kind: 'skip' };
/** A heading that begins like this labels a part of its section; it opens none. */
const labelStart = /^(?:[-‐–—【［[<＜〈《「『（(※＊■◆◇□●○▼▶・]|[①-⑳⑴-⒇]|[ア-ンａ-ｚa-z][)）.])/u;

/**
 * Tells headings from text. A document numbers its controls in one of four ways, found out by counting: at the heading's start, in a
 * line of their own that refers to the standard (below or above the heading), in brackets at its end, or not at all, the
 * title being the standard's own. Other headings are Markdown's, those that the table of contents lists, the standard's chapters, and
 * the titles by which such documents name their sections.
 *
 * @param coverLines  how many of the lines stand before the table of contents
 */
export function markLines(
  lines: readonly Line[],
  coverLines: number,
  contents: Contents,
  catalogue: Catalogue,
): readonly Mark[] {
  const edition = editionOf(lines, catalogue);
  const leading = lines.map((line, at) => {
    const heading = readLeadingNumber(catalogue, line);
    return heading && isOfEdition(heading, edition) && believable(heading, line, lines[at + 1], contents)
      ? heading
      : null;
  });
  const leadingCount = controlCount(leading.map(heading => (heading && isTitled(heading) ? heading.controls : null)));
  const referring = lines.map(line => readReference(catalogue, line));
  const referredCount = controlCount(referring);
  if (referredCount >= fewest && referredCount > leadingCount) {
    return markByReferences(lines, referring, coverLines, contents, catalogue);
  }
  const trailing = lines.map(line => readTrailingNumbers(catalogue, line));
  const trailingCount = controlCount(trailing.map(heading => heading?.controls ?? null));
  const chosen = trailingCount >= fewest && trailingCount > leadingCount ? trailing : leading;
  const headings = chosen.some(heading => heading !== null) ? chosen : byTitle(lines, contents, catalogue);
  const first = headings.findIndex(heading => heading !== null);
  const marks = lines.map((line, at): Mark => {
    const heading = headings[at];
    if (heading) return { kind: 'control', controls: heading.controls, title: heading.title, level: line.level };
    // A reference below a heading that bears the number itself says nothing more.
    if (referring[at] && headings[at - 1]) return skip;
    return sectionMark(lines, at, regionOf(at, coverLines, first), contents, catalogue);
  });
  return joinWrappedTitles(lines, openChapters(lines, joinLoneNumbers(lines, marks, contents)));
}

/** So many controls make a way of numbering. */
const fewest = 3;
const controlCount = (named: readonly (readonly Control[] | null)[]): number =>
  new Set(named.flatMap(controls => controls?.map(control => control.number) ?? [])).size;
const isTitled = ({ controls, title }: ControlHeading): boolean =>
  controls.some(control => title === '' || titleFits(control, title) >= likelyFit);

/** Where a line stands: on the cover, before the first control, or among the controls. */
type Region = 'cover' | 'front' | 'controls';
const regionOf = (at: number, coverLines: number, firstControl: number): Region =>
  at < coverLines ? 'cover' : at < firstControl ? 'front' : 'controls';

type Edition = '27002:2013' | '27002:2022';

/** 2022 where more headings bear a two-part number with the title that 2022 gives it than bear a number of 2013. */
function editionOf(lines: readonly Line[], catalogue: Catalogue): Edition {
  const titled = lines.flatMap((line, at) => {
    const heading = readLeadingNumber(catalogue, line);
    const [control] = heading?.controls ?? [];
    const title = heading?.title || lines[at + 1]?.plain || '';
    return control && titleFits(control, title) >= sureFit ? [control] : [];
  });
  const count = (edition: Edition): number => new Set(titled.filter(control => control.standard === edition)).size;
  return count('27002:2022') > count('27002:2013') ? '27002:2022' : '27002:2013';
}

function isOfEdition(heading: ControlHeading, edition: Edition): boolean {
  const control = heading.controls[0];
  if (control === undefined) return false;
  if (control.standard === 'JIP-ISMS517') return titleFits(control, heading.title) >= sureFit;
  return control.standard === edition || control.standard === '27017:2015';
}

/** A number at a line's start makes a heading where markup, the table of contents, the title or the setting say so too. */
function believable(heading: ControlHeading, line: Line, next: Line | undefined, contents: Contents): boolean {
  const control = heading.controls[0];
  if (control === undefined || !isHeadingShaped(line.plain)) return false;
  if (heading.title === '') {
    return (
      next !== undefined &&
      isHeadingShaped(next.plain) &&
      (line.blankBefore || titleFits(control, next.plain) >= likelyFit)
    );
  }
  if (isIso27001Clause(heading.title) && titleFits(control, heading.title) < likelyFit) return false;
  if (line.level > 0 || contents.titles.has(headingKey(line.plain))) return true;
  if (titleFits(control, heading.title) >= likelyFit) return true;
  return line.blankBefore && heading.title.length <= 40 && !/[:：]|ます|です|\d/.test(heading.title);
}

/** ISO/IEC 27001 has clauses with numbers that 27002 gives to controls: 6.1.2 リスクアセスメント. */
const isIso27001Clause = (title: string): boolean =>
  /リスクアセスメント|リスク対応|内部監査|マネジメントレビュー/.test(title);

/** A heading under no control, or text. Plain lines need the more proof the less one expects a section where they stand. */
function sectionMark(
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
function openChapters(lines: readonly Line[], marks: readonly Mark[]): readonly Mark[] {
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

/** No numbers anywhere: a heading that is word for word the title of a control stands for it. */
function byTitle(lines: readonly Line[], contents: Contents, catalogue: Catalogue): readonly (ControlHeading | null)[] {
  const titles = new Map<string, Control>();
  for (const control of catalogue.controls) {
    if (control.standard === '27002:2022') continue;
    titles.set(headingKey(control.ja), control);
    titles.set(headingKey(control.en), control);
  }
  return lines.map(line => {
    const title = ownNumberRemoved(line.plain);
    const control = titles.get(headingKey(title));
    const isHeading = line.level > 0 || line.blankBefore || contents.titles.has(headingKey(line.plain));
    return control && isHeading ? { controls: [control], title } : null;
  });
}

/** A number alone on its line takes the next line as its title. */
function joinLoneNumbers(lines: readonly Line[], marks: readonly Mark[], contents: Contents): readonly Mark[] {
  const joined = [...marks];
  for (const [at, entry] of marks.entries()) {
    const next = lines[at + 1];
    if (entry.kind !== 'control' || entry.title !== '') continue;
    const control = entry.controls[0];
    const follows =
      next !== undefined &&
      marks[at + 1]?.kind !== 'control' &&
      control !== undefined &&
      (titleFits(control, next.plain) >= likelyFit ||
        contents.titles.has(headingKey(next.plain)) ||
        next.plain.length <= 30);
    joined[at] = { ...entry, title: follows ? next.plain : (control?.ja ?? '') };
    if (follows) joined[at + 1] = skip;
  }
  return joined;
}

/** A title that goes on on the next line: the two together are what the standard calls the control. */
function joinWrappedTitles(lines: readonly Line[], marks: readonly Mark[]): readonly Mark[] {
  const joined = [...marks];
  for (const [at, entry] of marks.entries()) {
    if (entry.kind !== 'control') continue;
    const [control] = entry.controls;
    const nextAt = marks.findIndex((mark, index) => index > at && mark.kind !== 'skip');
    const next = lines[nextAt];
    if (control === undefined || next === undefined) continue;
    if (marks[nextAt]?.kind === 'control' || headingKey(next.plain) === '') continue;
    const standard = headingKey(control.ja);
    const whole = headingKey(entry.title + next.plain);
    const completes = whole.startsWith(standard) && whole.length <= standard.length + 30 && isHeadingShaped(next.plain);
    if (standard === headingKey(entry.title) || !standard.startsWith(headingKey(entry.title))) continue;
    if (standard.startsWith(whole) || completes) {
      joined[at] = { ...entry, title: entry.title + next.plain };
      joined[nextAt] = skip;
    }
  }
  return joined;
}

/** Own chapter numbers: a control is where a line refers to the standard, and its heading is the line above (or below) it. */
function markByReferences(
  lines: readonly Line[],
  referring: readonly (readonly Control[] | null)[],
  coverLines: number,
  contents: Contents,
  catalogue: Catalogue,
): readonly Mark[] {
  const first = referring.findIndex(controls => controls !== null);
  const marks: Mark[] = lines.map((_, at) =>
    sectionMark(lines, at, regionOf(at, coverLines, first), contents, catalogue),
  );
  const isHeading = (at: number): boolean => {
    const line = lines[at];
    return line !== undefined && referring[at] === null && isHeadingShaped(line.plain) && !/[:：]$/.test(line.plain);
  };
  const places = [...referring.entries()].flatMap(([at, controls]) => (controls === null ? [] : [{ at, controls }]));
  const above = places.filter(({ at }) => isHeading(at - 1));
  const below = places.filter(({ at }) => isHeading(at + 1));
  // References that stand otherwise than most are cross-references in the text.
  const [used, step] = above.length >= below.length ? [above, -1] : [below, 1];
  for (const { at, controls } of used) {
    const heading = lines[at + step];
    if (heading === undefined) continue;
    marks[at] = skip;
    marks[at + step] = { kind: 'control', controls, title: ownNumberRemoved(heading.plain), level: heading.level };
  }
  return openChapters(lines, marks);
}
