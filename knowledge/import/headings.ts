import type { Catalogue, Control } from '../controls/catalogue.ts';
import { type Contents, headingKey } from './contents.ts';
import {
  type ControlHeading,
  fewest,
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
import { type Mark, skip } from './marks.ts';
import { openChapters, regionOf, sectionMark } from './section-headings.ts';

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

const controlCount = (named: readonly (readonly Control[] | null)[]): number =>
  new Set(named.flatMap(controls => controls?.map(control => control.number) ?? [])).size;
const isTitled = ({ controls, title }: ControlHeading): boolean =>
  controls.some(control => title === '' || titleFits(control, title) >= likelyFit);

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
