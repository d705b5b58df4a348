import type { Catalogue, Control } from '../controls/catalogue.ts';
import { InputError, type Message } from '../errors.ts';
import type { Disclosure, Passage } from '../model.ts';
import { continuesSentence, mayCarryOn } from '../text/line-breaks.ts';
import { findContents } from './contents.ts';
import { doubtsOf } from './doubts.ts';
import { markLines } from './headings.ts';
import { type Line, placeOf, readLines } from './lines.ts';
import type { Mark } from './marks.ts';
import { coverLength, readMetadata } from './metadata.ts';
import { reasonToDrop, sectionName } from './section-names.ts';
import { expandTables } from './tables.ts';

/** A document as read: the disclosure, the service it seems to be about, and what a person should know of the reading. */
export interface ImportedDisclosure {
  readonly disclosure: Disclosure;
  /** The service's name where the document tells it (scope, title); null where a person must name it. */
  readonly serviceName: string | null;
  /** The service's id, which only our own Markdown digests state. */
  readonly serviceId: string | null;
  readonly messages: readonly Message[];
}

interface Section {
  readonly mark: Exclude<Mark, { readonly kind: 'body' | 'skip' }>;
  /** The heading's line. */
  readonly at: Line;
  readonly lines: readonly Line[];
}

const ending = /^(?:以上|以\s上|－?\s*了\s*－?|end of document)$/i;
const copyrightLine = /^(?:copyright|©|\(c\)\s*\d{4}).{0,80}$|all rights reserved\.?$/i;
/** Most lines of a notice that closes a document, and its first words. */
const longestColophon = 15;
const colophon =
  /本書は.{0,10}著作権法|本書の.{0,30}(?:無断|許諾)|無断(?:での?)?(?:転載|複製|複写|引用).{0,10}(?:禁|固く)/;

/**
 * Cuts a disclosure's text into passages under the numbers of ISO/IEC 27002 and 27017, by rules that hold for documents of this
 * kind (see headings.ts); reads title, provider, version, date and service. General explanations of the standards, the table of contents,
 * revision history and the colophon are left out, each with a message. Two headings without text between them share the text.
 *
 * @param fileName  only for messages
 * @throws InputError `no-control` when no passage stands under a control, `empty-document` when there is no text
 */
export function parseDisclosure(text: string, fileName: string, catalogue: Catalogue): ImportedDisclosure {
  return parseLines(readLines(text), fileName, catalogue);
}

/** The same for a document's lines as a format reader gives them. */
export function parseLines(lines: readonly Line[], fileName: string, catalogue: Catalogue): ImportedDisclosure {
  if (lines.length === 0) throw emptyDocument(fileName);
  const contents = findContents(lines);
  const messages: Message[] = [];
  const body = withoutColophon(lines.slice(contents.to), messages);
  const kept = expandTables([...lines.slice(0, contents.from), ...body], catalogue);
  const coverLines = coverLength(lines, contents);
  const marks = markLines(kept, coverLines, contents, catalogue);
  const sections = sectionsOf(kept, coverLines, marks, messages);
  const passages = passagesOf(sections, messages);
  if (!passages.some(passage => passage.control !== null)) throw noControl(fileName);
  const metadata = readMetadata(lines, contents, passages);
  return {
    disclosure: { ...metadata.meta, passages },
    serviceName: metadata.serviceName,
    serviceId: null,
    messages: [...metadata.messages, ...doubtsOf(kept, marks, catalogue), ...messages],
  };
}

/** Headings with the lines under them; what stands before the first heading belongs to the cover. */
function sectionsOf(
  lines: readonly Line[],
  coverLines: number,
  marks: readonly Mark[],
  messages: Message[],
): readonly Section[] {
  const unheaded: Line[] = [];
  const sections: { mark: Section['mark']; at: Line; lines: Line[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const mark = marks[at];
    const current = sections.at(-1);
    if (mark === undefined || mark.kind === 'skip') continue;
    if (mark.kind === 'control' || (mark.kind === 'section' && opensSection(mark, current))) {
      sections.push({ mark, at: line, lines: [] });
    } else if (current !== undefined) {
      current.lines.push(line);
    } else if (at >= coverLines) {
      unheaded.push(line);
    }
  }
  const [first] = unheaded;
  if (first !== undefined)
    messages.push(leftOut(first, `最初の見出しより前の文章（${unheaded.length}行）`, 'text before the first heading'));
  return sections;
}

/** A deeper heading with no number, below a heading that has text already, labels a part of that text. */
function opensSection(
  mark: Section['mark'],
  current: { mark: Section['mark']; lines: readonly Line[] } | undefined,
): boolean {
  if (current === undefined || mark.level === 0) return true;
  if (current.mark.kind === 'control') return mark.level <= current.mark.level || current.mark.level === 0;
  return current.lines.length === 0 || current.mark.level === 0 || mark.level <= current.mark.level;
}

/** The lines without 以上, copyright lines, and the notice that closes the document. */
function withoutColophon(lines: readonly Line[], messages: Message[]): readonly Line[] {
  const stop = lines.findIndex((line, at) => at >= lines.length - longestColophon && colophon.test(line.plain));
  const first = lines[stop];
  if (first !== undefined) messages.push(leftOut(first, '権利の表示', 'a rights notice'));
  return (stop < 0 ? lines : lines.slice(0, stop)).filter(
    line => !ending.test(line.plain) && !copyrightLine.test(line.plain),
  );
}

function passagesOf(sections: readonly Section[], messages: Message[]): readonly Passage[] {
  const passages: Passage[] = [];
  const used = new Map<string, number>();
  let waiting: Section[] = [];
  const withText = new Set(sections.flatMap(s => (s.lines.length > 0 ? controlsOf(s) : [])));
  for (const section of sections) {
    if (section.mark.kind === 'section') {
      for (const empty of waiting) messages.push(withoutText(empty));
      waiting = [];
      const passage = namedPassage(section, used, messages);
      if (passage !== null) passages.push(passage);
      continue;
    }
    const text = bodyText(section.lines);
    if (text === '') {
      // A bare mention of a control that has its text elsewhere is a cross-reference.
      if (!controlsOf(section).every(control => withText.has(control))) waiting.push(section);
      continue;
    }
    for (const owner of [...waiting, section]) {
      for (const { number, ja } of controlsOf(owner)) {
        passages.push({ section: number, control: number, title: owner.mark.title || ja, text });
      }
    }
    waiting = [];
  }
  for (const empty of waiting) messages.push(withoutText(empty));
  return passages;
}

const controlsOf = ({ mark }: Section): readonly Control[] => (mark.kind === 'control' ? mark.controls : []);

function namedPassage(section: Section, used: Map<string, number>, messages: Message[]): Passage | null {
  const title = section.mark.title;
  const text = bodyText(section.lines);
  if (text === '') return null;
  const reason = reasonToDrop(title, text);
  if (reason !== null) {
    messages.push(leftOut(section.at, `「${title}」（${reason}）`, `"${title}"`));
    return null;
  }
  const name = sectionName(title);
  const count = (used.get(name) ?? 0) + 1;
  used.set(name, count);
  return { section: `sec.${name}${count > 1 ? `-${count}` : ''}`, control: null, title, text };
}

/** The lines' words as written; a sentence that a page or a fixed width broke is one line again. */
function bodyText(lines: readonly Line[]): string {
  const out: string[] = [];
  let last: Line | undefined;
  for (const line of lines) {
    const before = out.at(-1);
    const written = line.raw.trim();
    if (before !== undefined && last !== undefined && carriesOn(last, before, line)) {
      const glue = /[A-Za-z0-9,]$/.test(before) && /^[A-Za-z0-9]/.test(written) ? ' ' : '';
      out[out.length - 1] = before + glue + written;
    } else {
      out.push(written);
    }
    last = line;
  }
  return out.join('\n');
}

function carriesOn(last: Line, before: string, line: Line): boolean {
  if (last.full && !line.blankBefore) return mayCarryOn(before, line.raw);
  return continuesSentence(before, line.raw, line.blankBefore ? 1 : 0);
}

const leftOut = (line: Line, what: string, en: string): Message => ({
  severity: 'info',
  code: 'left-out',
  where: placeOf(line).where,
  text: `${placeOf(line).ja}：${what}は取り込みません。`,
  en: `${placeOf(line).en}: ${en} is left out.`,
});

const withoutText = (section: Section): Message => ({
  severity: 'warning',
  code: 'heading-without-text',
  where: placeOf(section.at).where,
  text: `${placeOf(section.at).ja}：見出し「${section.at.plain}」の下に本文がないため、取り込みません。`,
  en: `${placeOf(section.at).en}: the heading "${section.at.plain}" has no text below it and is left out.`,
});

const emptyDocument = (fileName: string): InputError =>
  new InputError(
    'empty-document',
    `${fileName}：文書に文字がありません。文字を含む文書を指定してください（画像だけのPDFはOCRをかけてください）。`,
    `${fileName}: the document holds no text. Give a document with text (run OCR on a scanned PDF).`,
  );

const noControl = (fileName: string): InputError =>
  new InputError(
    'no-control',
    `${fileName}：ISO/IEC 27002・27017の管理策の項番（例：12.3.1、CLD.8.1.5）を持つ見出しが見つかりません。項番を見出しに書いた文書を指定してください。`,
    `${fileName}: no heading with a control number of ISO/IEC 27002 or 27017 (such as 12.3.1 or CLD.8.1.5) was found. Give a document whose headings state them.`,
  );
