import type { Message } from '../../knowledge/errors.ts';
import type { CellEdit, Layout, SheetLayout } from '../../workbooks/model.ts';
import type { StoredQuestion } from '../store/question-store.ts';
import { editsFor, type Mode, type PlacedAnswer } from './answer-workbook.ts';
import { effectiveAnswer } from './review.ts';
import { optionCell } from './verdict-choices.ts';

/** What an export would write, and what keeps it from going out. */
export interface ExportPlan {
  readonly answers: readonly PlacedAnswer[];
  readonly edits: readonly CellEdit[];
  readonly messages: readonly Message[];
  /** Questions that still need a person's decision, in reading order. */
  readonly undecided: readonly StoredQuestion[];
}

/**
 * Decides what is written for every question, by the same rules as `kotae answer`: `draft` all that has words, flagged
 * where unsure; `final` what the matcher was sure of or a person let stand.
 */
export function planExport(questions: readonly StoredQuestion[], mode: Mode): ExportPlan {
  const answers: PlacedAnswer[] = [];
  const edits: CellEdit[] = [];
  const messages: Message[] = [];
  for (const question of questions) {
    const answer = question.question.prefilled ? null : effectiveAnswer(question);
    if (!answer) continue;
    const option = question.decision?.option ?? null;
    const planned = editsFor(question, option === null ? answer : { ...answer, verdict: 'unknown' }, mode);
    answers.push(answer);
    edits.push(...planned.edits.filter(edit => edit.value !== ''), ...optionEdit(question, option, answer));
    messages.push(...planned.messages);
  }
  return { answers, edits, messages, undecided: questions.filter(isUndecided) };
}

/** What was filled before it came is nobody's to decide, whatever its state was under an earlier layout. */
const isUndecided = ({ review, question }: StoredQuestion): boolean => review === 'needs-review' && !question.prefilled;

/** The choice that a person made directly, put into its cell as it is. */
function optionEdit(question: StoredQuestion, option: string | null, answer: PlacedAnswer): CellEdit[] {
  const chosen = option === null || answer.status !== 'answered' ? null : optionCell(question, option);
  return chosen ? [{ sheet: question.sheet, ...chosen }] : [];
}

/** The layout with the questions put back into their sheets. */
export function wholeLayout(layout: Layout, questions: readonly StoredQuestion[]): Layout {
  const of = (sheet: SheetLayout) => questions.filter(q => q.sheet === sheet.name).map(q => q.question);
  return { ...layout, sheets: layout.sheets.map(sheet => ({ ...sheet, questions: of(sheet) })) };
}
