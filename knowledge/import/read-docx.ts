import mammoth from 'mammoth';
import { InputError } from '../errors.ts';
import { gateDocx } from './docx-gate.ts';
import { isFurniture, type Line, toLine } from './lines.ts';

/** What this reader uses of mammoth's document model, which its typing leaves open. */
interface Element {
  readonly type: string;
  readonly children?: readonly Element[];
  readonly value?: string;
  readonly styleName?: string | null;
  readonly isBold?: boolean;
  readonly numbering?: { readonly isOrdered: boolean; readonly level: string } | null;
}

interface Document extends Element {
  readonly notes: { readonly resolve: (reference: Element) => { readonly body: readonly Element[] } | null };
}

/** A paragraph or table row as written. */
interface Paragraph {
  readonly text: string;
  readonly level: number;
  readonly isBlock: boolean;
}

/**
 * Reads a Word document's paragraphs: heading styles give levels, list items begin with `- ` or their number, table rows are
 * written `| a | b |`, footnotes follow the paragraph that refers to them. Headers, footers, pictures and comments are not read.
 *
 * @throws InputError `unreadable-document`, `too-large`, `not-a-document`
 */
export async function readDocx(bytes: Uint8Array, fileName: string): Promise<readonly Line[]> {
  gateDocx(bytes, fileName);
  let document: Document | null = null;
  try {
    await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        // The document's model is all that is wanted; an empty one is handed on to be converted.
        transformDocument: (model: Document) => {
          document = model;
          return { ...model, children: [] };
        },
      },
    );
  } catch (error) {
    throw unreadable(fileName, error instanceof Error ? error.message : String(error));
  }
  if (document === null) throw unreadable(fileName, 'no document');
  return toLines(paragraphsOf(document));
}

function paragraphsOf(document: Document): readonly Paragraph[] {
  const counters = new Map<string, number>();
  const walk = (element: Element): readonly Paragraph[] => {
    if (element.type === 'table') return (element.children ?? []).map(tableRow);
    if (element.type !== 'paragraph') return (element.children ?? []).flatMap(walk);
    const text = textOf(element);
    const notes = notesOf(element).flatMap(note => document.notes.resolve(note)?.body ?? []);
    return [
      { text: markerOf(element, counters) + text, level: levelOf(element, text), isBlock: !element.numbering },
      ...notes.map(note => ({ text: `※${textOf(note).trim()}`, level: 0, isBlock: true })),
    ];
  };
  return walk(document);
}

function textOf(element: Element): string {
  if (element.type === 'text') return element.value ?? '';
  if (element.type === 'tab') return '\t';
  if (element.type === 'break') return '\n';
  return (element.children ?? []).map(textOf).join('');
}

const notesOf = (element: Element): readonly Element[] =>
  element.type === 'noteReference' ? [element] : (element.children ?? []).flatMap(notesOf);

/** The level of a heading style (`heading 2`, `見出し 2`); 7 for a paragraph all in bold. */
function levelOf(paragraph: Element, text: string): number {
  const style = paragraph.styleName?.match(/^(?:heading|見出し)\s*([1-6])/i)?.[1];
  if (style !== undefined) return Number(style);
  const runs = (paragraph.children ?? []).flatMap(runsOf).filter(run => textOf(run).trim() !== '');
  return text.trim() !== '' && runs.every(run => run.isBold) ? 7 : 0;
}

const runsOf = (element: Element): readonly Element[] =>
  element.type === 'run' ? [element] : (element.children ?? []).flatMap(runsOf);

/** `- ` or the running number of a list item; headings keep what they say, for their numbers are not of a list. */
function markerOf(paragraph: Element, counters: Map<string, number>): string {
  const { numbering } = paragraph;
  if (!numbering) counters.clear();
  if (!numbering || /^(?:heading|見出し)/i.test(paragraph.styleName ?? '')) return '';
  if (!numbering.isOrdered) return '- ';
  const count = (counters.get(numbering.level) ?? 0) + 1;
  counters.set(numbering.level, count);
  return `${count}. `;
}

function tableRow(row: Element): Paragraph {
  const cells = (row.children ?? []).map(cell =>
    (cell.children ?? [])
      .map(part => textOf(part).trim().replaceAll('\n', '<br>'))
      .filter(Boolean)
      .join('<br>'),
  );
  return { text: `| ${cells.map(cell => cell.replaceAll('|', '／')).join(' | ')} |`, level: 0, isBlock: false };
}

function toLines(paragraphs: readonly Paragraph[]): readonly Line[] {
  const lines: Line[] = [];
  let blank = true;
  for (const { text, level, isBlock } of paragraphs) {
    for (const part of text.split('\n')) {
      if (part.trim() === '' || isFurniture(part)) {
        blank = true;
        continue;
      }
      const number = lines.length + 1;
      lines.push(
        toLine({ number, page: null, raw: part.trimEnd(), blankBefore: blank || isBlock, full: false, level }),
      );
      blank = false;
    }
  }
  return lines;
}

const unreadable = (fileName: string, reason: string): InputError =>
  new InputError(
    'unreadable-document',
    `${fileName}：Word文書として読めません（${reason}）。Wordで開いて保存し直してください。`,
    `${fileName}: the Word file cannot be read (${reason}). Open it in Word and save it anew.`,
  );
