import ExcelJS from 'exceljs';
import type { Citation } from '../../matchers/model.ts';
import type { Question } from '../../workbooks/model.ts';
import type { Lang } from './answer-text.ts';
import type { PlacedAnswer } from './answer-workbook.ts';
import { MAX_CELL_TEXT } from './review.ts';

/** One question as a colleague reviews it in Excel. */
export interface ReviewLine {
  readonly sheet: string;
  readonly question: Question;
  /** Null where nothing was answered, because the cell was filled before. */
  readonly answer: PlacedAnswer | null;
  /** State of the review, or of the answer where nobody reviews, in words. */
  readonly state: string;
  /** The verdict in words; empty where nothing was answered. */
  readonly verdict: string;
  readonly note: string;
}

const HEADINGS = {
  ja: [
    '番号',
    '場所',
    '分類',
    '質問',
    '状態',
    '判定',
    '確信度',
    '回答文',
    '管理策',
    '根拠の原文',
    '文書',
    'ほかの候補',
    'メモ',
  ],
  en: [
    'No.',
    'Cell',
    'Category',
    'Question',
    'State',
    'Verdict',
    'Confidence',
    'Answer',
    'Control',
    'Quote',
    'Document',
    'Other candidates',
    'Note',
  ],
} as const;
const WIDTHS = [8, 16, 18, 48, 12, 10, 9, 60, 12, 60, 32, 40, 24];
const NAME = { ja: '回答の確認', en: 'Review' } as const;

/**
 * A new workbook for colleagues: a line a question with its answer, confidence, evidence and candidates, a link to its cell in
 * the customer's file, filters and a frozen heading. Texts stay texts, whatever they begin with.
 * @param file  where the customer's file lies, seen from the review workbook's folder: a path with `/`, mostly its name alone
 */
export async function reviewWorkbook(file: string, lines: readonly ReviewLine[], lang: Lang): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(NAME[lang], { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] });
  sheet.columns = WIDTHS.map(width => ({ width }));
  const heading = sheet.addRow([...HEADINGS[lang]]);
  heading.font = { bold: true };
  heading.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE9EEF9' } };
  for (const line of lines) {
    const row = sheet.addRow(cells(file, line).map(fitting));
    row.alignment = { vertical: 'top', wrapText: true };
    row.getCell(7).numFmt = '0%';
    row.getCell(2).font = { color: { argb: 'FF2F4B8F' }, underline: true };
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: lines.length + 1, column: WIDTHS.length } };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A text that every reader of workbooks takes: ExcelJS itself passes on characters that XML forbids, and texts of any length. */
const fitting = (value: ExcelJS.CellValue): ExcelJS.CellValue =>
  typeof value === 'string' ? value.replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '').slice(0, MAX_CELL_TEXT) : value;

function cells(file: string, { sheet, question, answer, state, verdict, note }: ReviewLine): ExcelJS.CellValue[] {
  const { citations = [], quoted = 0 } = answer ?? {};
  const cited = citations.slice(0, quoted);
  return [
    question.number ?? '',
    { text: `${sheet}!${question.cell}`, hyperlink: linkTo(file, sheet, question.cell) },
    question.category,
    question.text,
    state,
    verdict,
    answer ? answer.confidence : null,
    answer?.text ?? '',
    cited.map(c => c.section).join('\n'),
    cited.map(c => c.quote).join('\n\n'),
    [...new Set(cited.map(c => documentOf(c)))].join('\n'),
    citations
      .slice(quoted)
      .map(c => `${c.section} ${c.title} (${Math.round(c.score * 100)} %)`)
      .join('\n'),
    note,
  ];
}

const documentOf = ({ disclosure: { title, version, effective } }: Citation): string =>
  [title, version, effective].filter(Boolean).join(' ');

/** A link to the cell; to the file alone where it is delimited text, which has no sheets to point into. */
function linkTo(file: string, sheet: string, cell: string): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return /\.(csv|tsv|tab|txt)$/i.test(file) ? path : `${path}#'${sheet.replaceAll("'", "''")}'!${cell}`;
}
