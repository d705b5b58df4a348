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
import { isClosingTitle, isKnownSectionTitle } from './section-names.ts';
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
  const referring = lines.map(line => readReference(catalogue, line));
  const referred = new Set(referring.flatMap(controls => controls?.map(c => c.number) ?? []));
  if (referred.size >= 3) {
    return markByReferences(lines, referring, coverLines, contents, catalogue);
  }
  const edition = editionOf(lines, catalogue);
  const leading = lines.map((line, at) => {
    const heading = readLeadingNumber(catalogue, line);
    return heading && isOfEdition(heading, edition) && believable(heading, line, lines[at + 1], contents)
      ? heading
      : null;
  });
  const distinct = new Set(leading.flatMap(heading => heading?.controls.map(c => c.number) ?? []));
  const trailing = lines.map(line => readTrailingNumbers(catalogue, line));
  const bracketed = new Set(trailing.flatMap(heading => heading?.controls.map(c => c.number) ?? []));
  const chosen = bracketed.size >= 3 && bracketed.size > distinct.size ? trailing : leading;
  const headings = chosen.some(heading => heading !== null) ? chosen : byTitle(lines, contents, catalogue);
  const first = headings.findIndex(heading => heading !== null);
  const marks = lines.map((line, at): Mark => {
    const heading = headings[at];
    if (heading) return { kind: 'control', controls: heading.controls, title: heading.title, level: line.level };
    return sectionMark(line, regionOf(at, coverLines, first), contents, catalogue);
  });
  return joinWrappedTitles(lines, joinLoneNumbers(lines, marks, contents));
}

/** Where a line stands: on the cover, before the first control, or among the controls. */
type Region = 'cover' | 'front' | 'controls';
const regionOf = (at: number, coverLines: number, firstControl: number): Region =>
  at < coverLines ? 'cover' : at < firstControl ? 'front' : 'controls';

type Edition = '27002:2013' | '27002:2022';

/** 2022 where more headings bear a two-part number with the title that 2022 gives it than bear a number of 2013. */
function editionOf(lines: readonly Line[], catalogue: Catalogue): Edition {
  const fits = (edition: Edition): number =>
    new Set(
      lines.flatMap(line => {
        const heading = readLeadingNumber(catalogue, line);
        const control = heading?.controls[0];
        return heading && control?.standard === edition && titleFits(control, heading.title) >= sureFit
          ? [control.number]
          : [];
      }),
    ).size;
  return fits('27002:2022') > fits('27002:2013') ? '27002:2022' : '27002:2013';
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
  if (heading.title === '') return next !== undefined && line.blankBefore && isHeadingShaped(next.plain);
  if (line.level > 0 || contents.titles.has(headingKey(line.plain))) return true;
  if (titleFits(control, heading.title) >= likelyFit) return true;
  return line.blankBefore && heading.title.length <= 40 && !/[:：]|ます|です|\d/.test(heading.title);
}

/** A heading under no control, or text. Plain lines need the more proof the less one expects a section where they stand. */
function sectionMark(line: Line, region: Region, contents: Contents, catalogue: Catalogue): Mark {
  if (isCaption(line.plain) || labelStart.test(line.plain) || !isHeadingShaped(line.plain)) return body;
  const section: Mark = { kind: 'section', title: line.plain, level: line.level };
  const bare = ownNumberRemoved(line.plain);
  const isChapter =
    /^第\s*[\d一二三四五六七八九十]{1,3}\s*[章節編部]/.test(line.plain) || /^chapter\s+\d/i.test(line.plain);
  if (region === 'cover') return line.blankBefore && isKnownSectionTitle(bare) ? section : body;
  if (line.level > 0 || contents.titles.has(headingKey(line.plain)) || isClause(line.plain, catalogue)) return section;
  const expected =
    region === 'front'
      ? isKnownSectionTitle(bare)
      : isClosingTitle(bare) || (bare !== line.plain.trim() && isKnownSectionTitle(bare));
  return line.blankBefore && (expected || isChapter) ? section : body;
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
    const nextAt = marks.findIndex((mark, index) => index > at && mark.kind !== 'skip');
    const next = lines[nextAt];
    const control = entry.kind === 'control' ? entry.controls[0] : undefined;
    if (entry.kind !== 'control' || control === undefined || next === undefined) continue;
    if (marks[nextAt]?.kind === 'control' || headingKey(next.plain) === '') continue;
    const standard = headingKey(control.ja);
    if (standard.startsWith(headingKey(entry.title)) && standard.startsWith(headingKey(entry.title + next.plain))) {
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
  const marks: Mark[] = lines.map((line, at) =>
    sectionMark(line, regionOf(at, coverLines, first), contents, catalogue),
  );
  for (const [at, controls] of referring.entries()) {
    if (controls === null) continue;
    const above = lines[at - 1];
    const below = lines[at + 1];
    const line = lines[at];
    if (line === undefined) continue;
    if (
      above !== undefined &&
      referring[at - 1] === null &&
      isHeadingShaped(above.plain) &&
      !/[:：]$/.test(above.plain)
    ) {
      marks[at - 1] = { kind: 'control', controls, title: ownNumberRemoved(above.plain), level: above.level };
      marks[at] = skip;
    } else if (below !== undefined && isHeadingShaped(below.plain)) {
      marks[at] = { kind: 'control', controls, title: ownNumberRemoved(below.plain), level: below.level };
      marks[at + 1] = skip;
    } else {
      marks[at] = { kind: 'control', controls, title: controls[0]?.ja ?? '', level: line.level };
    }
  }
  return marks;
}
