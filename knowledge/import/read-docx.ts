import mammoth from 'mammoth';
import { InputError } from '../errors.ts';
import { gateDocx } from './docx-gate.ts';
import { isFurniture, type Line, toLine } from './lines.ts';

/** Styles beside mammoth's own: Japanese names of the headings, and a document's title, which is no heading of a section. */
const styles = [1, 2, 3, 4, 5, 6].flatMap(level => [
  `p[style-name='見出し ${level}'] => h${level}:fresh`,
  `p[style-name='見出し${level}'] => h${level}:fresh`,
]);

/**
 * Reads a Word document's paragraphs: heading styles give levels, list items begin with `- ` or their number, table rows are
 * written `| a | b |`. Headers, footers, images and text boxes of drawings are not read.
 *
 * @throws InputError `unreadable-document`, `too-large`, `not-a-document`
 */
export async function readDocx(bytes: Uint8Array, fileName: string): Promise<readonly Line[]> {
  gateDocx(bytes, fileName);
  let html: string;
  try {
    const input = { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    html = (await mammoth.convertToHtml(input, { styleMap: styles, convertImage, ignoreEmptyParagraphs: false })).value;
  } catch (error) {
    throw new InputError(
      'unreadable-document',
      `${fileName}：Word文書として読めません（${error instanceof Error ? error.message : error}）。Wordで開いて保存し直してください。`,
      `${fileName}: the Word file cannot be read (${error instanceof Error ? error.message : error}). Open it in Word and save it anew.`,
    );
  }
  return linesOfHtml(html);
}

const blocks = /^(?:p|h[1-6]|li|tr)$/;

/** The written lines of mammoth's HTML, which nests nothing but lists, tables and inline markup. */
function linesOfHtml(html: string): readonly Line[] {
  const lines: Line[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  let text = '';
  let marker = '';
  let level = 0;
  let bold = '';
  let cells: string[] | null = null;
  let blank = true;
  const flush = (): void => {
    if (text === '') return;
    const isBold = bold.trim() !== '' && bold.trim() === text.trim();
    for (const part of text.split('\n')) {
      if (part.trim() === '' || isFurniture(part)) {
        blank = true;
        continue;
      }
      const raw = (marker + part).trimEnd();
      const number = lines.length + 1;
      lines.push(
        toLine({
          number,
          page: null,
          raw,
          blankBefore: blank || (marker === '' && cells === null),
          full: false,
          level: level || (isBold ? 7 : 0),
        }),
      );
      blank = false;
      marker = '';
    }
    text = '';
    bold = '';
    level = 0;
  };
  let inBold = 0;
  for (const [token, closes, name] of html.matchAll(/<(\/?)([a-z0-9]+)\b[^>]*>|[^<]+/g)) {
    if (name === undefined) {
      const written = decode(token);
      if (cells !== null && cells.length > 0) cells[cells.length - 1] += written;
      else text += written;
      if (inBold > 0) bold += written;
    } else if (name === 'strong') {
      inBold += closes ? -1 : 1;
    } else if (name === 'br') {
      if (cells !== null && cells.length > 0) cells[cells.length - 1] += '<br>';
      else text += '\n';
    } else if (name === 'table') {
      flush();
      blank = true;
    } else if (name === 'tr') {
      if (!closes) cells = [];
      else if (cells !== null) {
        text = `| ${cells.map(cell => cell.replace(/(?:<br>|\s)+$/, '').replaceAll('|', '／')).join(' | ')} |`;
        cells = null;
        flush();
      }
    } else if (name === 'td' || name === 'th') {
      if (!closes) cells?.push('');
    } else if (cells !== null) {
      if (closes && blocks.test(name) && cells.length > 0) cells[cells.length - 1] += '<br>';
    } else if (name === 'ul' || name === 'ol') {
      flush();
      if (closes) lists.pop();
      else lists.push({ ordered: name === 'ol', count: 0 });
    } else if (name === 'li' && !closes) {
      flush();
      const list = lists.at(-1);
      if (list !== undefined) list.count += 1;
      marker = list?.ordered ? `${list.count}. ` : '- ';
    } else if (blocks.test(name)) {
      if (closes) {
        level = name.startsWith('h') ? Number(name.charAt(1)) : 0;
        if (text.trim() === '') blank = true;
        flush();
      } else {
        flush();
      }
    }
  }
  flush();
  return lines;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};
const decode = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole).replaceAll('\u00a0', ' ');
