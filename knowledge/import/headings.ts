import type { Catalogue, Control } from '../controls/catalogue.ts';
import { type Contents, headingKey } from './contents.ts';
import {
  type ControlHeading,
  isHeadingShaped,
  ownNumberRemoved,
  readLeadingNumber,
  readReference,
  readTrailingNumbers,
  titleFits,
} from './control-headings.ts';
import type { Line } from './lines.ts';
import { isKnownSectionTitle } from './section-names.ts';
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
const sureFit = 0.6;
const likelyFit = 0.3;

/**
 * Tells headings from text. A document numbers its controls in one of four ways, found out by counting: at the heading's start, in a
 * line of their own that refers to the standard (below or above the heading), in brackets at its end, or not at all, the
 * title being the standard's own. Other headings are Markdown's, those that the table of contents lists, the standard's chapters, and
 * the titles by which such documents name their sections.
 */
export function markLines(lines: readonly Line[], contents: Contents, catalogue: Catalogue): readonly Mark[] {
  const referring = lines.map(line => readReference(catalogue, line));
  const referred = new Set(referring.flatMap(controls => controls?.map(c => c.number) ?? []));
  if (referred.size >= 3) {
    return markByReferences(lines, referring, contents, catalogue);
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
  const titled = chosen.some(heading => heading !== null) ? null : byTitle(lines, contents, catalogue);
  return joinLoneNumbers(
    lines,
    (titled ?? chosen).map((heading, at) => mark(heading, lines[at], contents, catalogue)),
    contents,
  );
}

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

function mark(
  heading: ControlHeading | null | undefined,
  line: Line | undefined,
  contents: Contents,
  catalogue: Catalogue,
): Mark {
  if (line === undefined) return body;
  if (heading) return { kind: 'control', controls: heading.controls, title: heading.title, level: line.level };
  return sectionMark(line, contents, catalogue);
}

/** A heading under no control, or text. */
function sectionMark(line: Line, contents: Contents, catalogue: Catalogue): Mark {
  const section: Mark = { kind: 'section', title: line.plain, level: line.level };
  if (isCaption(line.plain)) return body;
  if (labelStart.test(line.plain) || !isHeadingShaped(line.plain)) return body;
  if (line.level > 0 || contents.titles.has(headingKey(line.plain))) return section;
  if (isClause(line.plain, catalogue)) return section;
  const bare = ownNumberRemoved(line.plain);
  return line.blankBefore && bare.length <= 24 && isKnownSectionTitle(bare) && !/[:：]|ます|です/.test(bare)
    ? section
    : body;
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

/** Own chapter numbers: a control is where a line refers to the standard, and its heading is the line above (or below) it. */
function markByReferences(
  lines: readonly Line[],
  referring: readonly (readonly Control[] | null)[],
  contents: Contents,
  catalogue: Catalogue,
): readonly Mark[] {
  const marks: Mark[] = lines.map(line => sectionMark(line, contents, catalogue));
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
