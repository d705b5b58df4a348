import type { Message } from '../../knowledge/errors.ts';
import { addSheet, type NewSheet } from '../../workbooks/index.ts';
import type { Lang } from './answer-text.ts';
import type { Mode, PlacedAnswer, PlacedQuestion } from './answer-workbook.ts';

/** The name of the added sheet; numbered where the customer's workbook has one of that name. */
export const EVIDENCE_SHEET = '回答根拠';

const HEADINGS = {
  ja: ['場所', '質問', '回答', '管理策番号', '項目名', '根拠の原文', '文書', '版', '日付'],
  en: ['Cell', 'Question', 'Answer', 'Control', 'Section', 'Quote', 'Document', 'Version', 'Date'],
} as const;
const WIDTHS = [18, 48, 48, 12, 24, 60, 36, 12, 12];

/**
 * The evidence of a filled workbook as a sheet of its own: one line a quoted citation, in the questions' order, of the
 * answers that the mode writes.
 */
export function evidenceSheet(
  questions: readonly PlacedQuestion[],
  answers: readonly PlacedAnswer[],
  mode: Mode,
  lang: Lang,
): NewSheet {
  const answerOf = new Map(answers.map(answer => [answer.id, answer]));
  const rows = questions.flatMap(({ sheet, question }) => {
    const place = `${sheet}!${question.cell}`;
    const answer = answerOf.get(place);
    if (!answer || answer.status === 'no-evidence' || (answer.status === 'review' && mode === 'final')) return [];
    return answer.citations.slice(0, answer.quoted).map(({ control, title, quote, disclosure }) => {
      const { title: document, version, effective } = disclosure;
      return [place, question.text, answer.text, control ?? '', title, quote, document, version ?? '', effective ?? ''];
    });
  });
  return { name: EVIDENCE_SHEET, rows: [[...HEADINGS[lang]], ...rows], widths: WIDTHS };
}

/** Adds it to the filled workbook and says under which name. @throws InputError as `addSheet` does */
export async function addEvidenceSheet(
  bytes: Uint8Array,
  sheet: NewSheet,
  fileName: string,
): Promise<{ readonly bytes: Uint8Array; readonly message: Message }> {
  const added = await addSheet(bytes, sheet, fileName);
  const count = sheet.rows.length - 1;
  return {
    bytes: added.bytes,
    message: {
      severity: 'info',
      code: 'evidence-sheet-added',
      where: added.name,
      text: `回答の根拠（${count}件）をシート「${added.name}」として末尾に追加しました。`,
      en: `The evidence of the answers (${count} lines) was added as the last sheet "${added.name}".`,
    },
  };
}
