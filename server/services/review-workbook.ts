import ExcelJS from 'exceljs';
import type { Question } from '../../workbooks/model.ts';
import type { Lang } from './answer-text.ts';
import type { PlacedAnswer } from './answer-workbook.ts';

/** One question as a colleague reviews it in Excel. */
export interface ReviewLine {
  readonly sheet: string;
  readonly question: Question;
  /** Null where nothing was answered, because the cell was filled before. */
  readonly answer: PlacedAnswer | null;
  /** State of the review in words; empty outside the web application. */
  readonly state: string;
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
 * the customer's file (which must lie in the same folder), filters and a frozen heading. Texts stay texts, whatever they begin with.
 */
export async function reviewWorkbook(fileName: string, lines: readonly ReviewLine[], lang: Lang): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(NAME[lang], { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] });
  sheet.columns = WIDTHS.map(width => ({ width }));
  const heading = sheet.addRow([...HEADINGS[lang]]);
  heading.font = { bold: true };
  heading.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE9EEF9' } };
  for (const line of lines) {
    const row = sheet.addRow(cells(fileName, line));
    row.alignment = { vertical: 'top', wrapText: true };
    row.getCell(7).numFmt = '0%';
    row.getCell(2).font = { color: { argb: 'FF2F4B8F' }, underline: true };
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: lines.length + 1, column: WIDTHS.length } };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function cells(fileName: string, { sheet, question, answer, state, note }: ReviewLine): ExcelJS.CellValue[] {
  const [first, ...others] = answer?.citations ?? [];
  const source = first && [first.disclosure.title, first.disclosure.version, first.disclosure.effective];
  return [
    question.number ?? '',
    {
      text: `${sheet}!${question.cell}`,
      hyperlink: `${encodeURIComponent(fileName)}#'${sheet.replaceAll("'", "''")}'!${question.cell}`,
    },
    question.category,
    question.text,
    state || (answer?.status ?? ''),
    answer?.verdict ?? '',
    answer ? answer.confidence : null,
    answer?.text ?? '',
    first?.section ?? '',
    first?.quote ?? '',
    source?.filter(Boolean).join(' ') ?? '',
    others.map(c => `${c.section} ${c.title}`).join('\n'),
    note,
  ];
}
