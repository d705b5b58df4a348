import type { Catalogue } from '../controls/catalogue.ts';
import { InputError, type Message } from '../errors.ts';
import type { Disclosure, Passage } from '../model.ts';
import { continuesSentence } from '../text/line-breaks.ts';
import { findContents } from './contents.ts';
import { type Mark, markLines } from './headings.ts';
import { type Line, readLines } from './lines.ts';
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
  readonly line: number;
  readonly lines: readonly Line[];
}

const ending = /^(?:以上|以\s上|－?\s*了\s*－?|end of document)$/i;
const colophon = /著作権法|無断(?:で|転載|複製|引用)|all rights reserved|copyright|©|\(c\)\s*\d{4}/i;

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
  const kept = expandTables([...lines.slice(0, contents.from), ...lines.slice(contents.to)], catalogue);
  const marks = markLines(kept, coverLength(lines, contents), contents, catalogue);
  const messages: Message[] = [];
  const sections = sectionsOf(kept, marks, messages);
  const passages = passagesOf(sections, messages);
  if (!passages.some(passage => passage.control !== null)) throw noControl(fileName);
  const metadata = readMetadata(lines, contents, passages);
  return {
    disclosure: { ...metadata.meta, passages },
    serviceName: metadata.serviceName,
    serviceId: null,
    messages: [...metadata.messages, ...messages],
  };
}

/** Headings with the lines under them; what stands before the first heading belongs to the cover. */
function sectionsOf(lines: readonly Line[], marks: readonly Mark[], messages: Message[]): readonly Section[] {
  const sections: { mark: Section['mark']; line: number; lines: Line[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const mark = marks[at];
    const current = sections.at(-1);
    if (mark === undefined || mark.kind === 'skip') continue;
    if (mark.kind === 'control' || (mark.kind === 'section' && opensSection(mark, current))) {
      sections.push({ mark, line: line.number, lines: [] });
    } else if (current !== undefined) {
      current.lines.push(line);
    }
  }
  return sections.map(section => ({ ...section, lines: trimEnd(section.lines, messages) }));
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

/** Leaves out 以上 and the colophon. */
function trimEnd(lines: readonly Line[], messages: Message[]): readonly Line[] {
  const stop = lines.findIndex(line => colophon.test(line.plain) && line.plain.length < 80);
  const cut = stop < 0 ? lines : lines.slice(0, stop);
  const left = stop < 0 ? undefined : lines[stop];
  if (left !== undefined) messages.push(leftOut(left.number, '権利の表示', 'a rights notice'));
  return cut.filter(line => !ending.test(line.plain));
}

function passagesOf(sections: readonly Section[], messages: Message[]): readonly Passage[] {
  const passages: Passage[] = [];
  const used = new Map<string, number>();
  let waiting: Section[] = [];
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
      waiting.push(section);
      continue;
    }
    for (const owner of [...waiting, section]) {
      if (owner.mark.kind !== 'control') continue;
      for (const control of owner.mark.controls) {
        passages.push({
          section: control.number,
          control: control.number,
          title: owner.mark.title || control.ja,
          text,
        });
      }
    }
    waiting = [];
  }
  for (const empty of waiting) messages.push(withoutText(empty));
  return passages;
}

function namedPassage(section: Section, used: Map<string, number>, messages: Message[]): Passage | null {
  const title = section.mark.title;
  const text = bodyText(section.lines);
  if (text === '') return null;
  const reason = reasonToDrop(title, text);
  if (reason !== null) {
    messages.push(leftOut(section.line, `「${title}」（${reason}）`, `"${title}"`));
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
    if (before !== undefined && last !== undefined && continuesSentence(before, written, line.blankBefore ? 1 : 0)) {
      const glue = /[A-Za-z0-9,]$/.test(before) && /^[A-Za-z0-9]/.test(written) ? ' ' : '';
      out[out.length - 1] = before + glue + written;
    } else {
      out.push(written);
    }
    last = line;
  }
  return out.join('\n');
}

const leftOut = (line: number, what: string, en: string): Message => ({
  severity: 'info',
  code: 'left-out',
  where: `${line}`,
  text: `${line}行目：${what}は取り込みません。`,
  en: `Line ${line}: ${en} is left out.`,
});

const withoutText = (section: Section): Message => ({
  severity: 'warning',
  code: 'heading-without-text',
  where: `${section.line}`,
  text: `${section.line}行目：見出し「${section.mark.title}」の下に本文がないため、取り込みません。`,
  en: `Line ${section.line}: the heading "${section.mark.title}" has no text below it and is left out.`,
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
