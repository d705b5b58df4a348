import type { Catalogue } from '../controls/catalogue.ts';
import { type ControlHeading, isHeadingShaped, likelyFit, readLeadingNumber, titleFits } from './control-headings.ts';
import { type Line, toLine } from './lines.ts';

const separator = /^\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$/;
const numberColumn = /^(?:項番|番号|no\.?|№|#|管理策番号|iso.*番|.*項番)$/i;
const answerColumn =
  /対応|取り?組み|回答|当社|弊社|本サービス|当サービス|説明|内容|状況|記載|response|measure|implementation/i;
const guidanceColumn = /実施の手引|要求|規格|管理目的|guidance|requirement/i;

/** The cells of a table row: `| a | b |` of Markdown, or tab-separated; null for any other line. */
function cellsOf(line: Line): readonly string[] | null {
  const text = line.raw.trim();
  if (/^\|.*\|$/.test(text)) {
    return text
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map(cell => cell.trim());
  }
  return text.includes('\t') ? text.split('\t').map(cell => cell.trim()) : null;
}

/**
 * Turns tables of controls into headings and text: a row with a control's number in a cell of its own (or before its title) becomes
 * a heading, and its other cells the text below; of several columns those count that the table's head calls 対応, 取り組み, 回答 …
 * Rows without a number that follow carry the text on. Other tables stay as they are.
 */
export function expandTables(lines: readonly Line[], catalogue: Catalogue): readonly Line[] {
  const out: Line[] = [];
  let head: readonly string[] | null = null;
  let inControls = false;
  for (const [at, line] of lines.entries()) {
    const cells = cellsOf(line);
    if (cells === null || cells.length < 2) {
      head = null;
      inControls = false;
      out.push(line);
      continue;
    }
    if (separator.test(line.raw.trim())) continue;
    const row = readRow(cells, head, catalogue, line);
    if (row !== null) {
      inControls = true;
      out.push(headingLine(line, row.heading), ...row.texts.map(text => textLine(line, text)));
    } else if (isHead(cells)) {
      head = cells;
    } else if (inControls) {
      out.push(
        ...cells
          .flatMap(cell => cell.split(/<br\s*\/?>/i))
          .map(text => textLine(line, text.trim()))
          .filter(l => l.raw !== ''),
      );
    } else {
      head = at > 0 && head === null && cells.every(cell => cell.length < 20) ? cells : head;
      out.push(line);
    }
  }
  return out;
}

const isHead = (cells: readonly string[]): boolean =>
  cells.some(cell => numberColumn.test(cell)) && cells.every(cell => cell.length < 40);

interface Row {
  readonly heading: string;
  readonly texts: readonly string[];
}

function readRow(
  cells: readonly string[],
  head: readonly string[] | null,
  catalogue: Catalogue,
  line: Line,
): Row | null {
  const readCell = (cell: string): ControlHeading | null =>
    cell.length < 80 ? readLeadingNumber(catalogue, toLine({ ...line, level: 0, raw: cell })) : null;
  const at = cells.findIndex(cell => {
    const found = readCell(cell);
    const control = found?.controls[0];
    return found && control && (found.title === '' || titleFits(control, found.title) >= likelyFit);
  });
  const numbered = cells[at];
  if (numbered === undefined) return null;
  const heading = readCell(numbered);
  const others = cells.map((cell, index) => ({ cell, index })).filter(({ cell, index }) => index !== at && cell !== '');
  const title =
    heading?.title ||
    others.find(({ cell }) => cell.length <= 60 && isHeadingShaped(cell) && !/[。]/.test(cell))?.cell ||
    '';
  const rest = others.filter(({ cell }) => cell !== title);
  const answers = rest.filter(
    ({ index }) => answerColumn.test(head?.[index] ?? '') && !guidanceColumn.test(head?.[index] ?? ''),
  );
  const chosen = answers.length > 0 ? answers : rest;
  if (chosen.length === 0) return null;
  const number = numbered.slice(0, numbered.length - (heading?.title.length ?? 0)).trim();
  return {
    heading: `${number} ${title}`.trim(),
    texts: chosen
      .flatMap(({ cell }) => cell.split(/<br\s*\/?>/i))
      .map(text => text.trim())
      .filter(Boolean),
  };
}

const headingLine = (line: Line, raw: string): Line =>
  toLine({ ...line, raw, level: 6, blankBefore: true, full: false });
const textLine = (line: Line, raw: string): Line => toLine({ ...line, raw, level: 0, blankBefore: false, full: false });
