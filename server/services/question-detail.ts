import type { Answer, Citation, Verdict } from '../../matchers/model.ts';
import { passageOf } from '../store/knowledge-store.ts';
import type { StoredQuestion } from '../store/question-store.ts';
import { historyOf, type ReviewEvent, sameQuestions } from '../store/review-store.ts';
import type { Desk } from './desk.ts';
import { effectiveAnswer } from './review.ts';
import { type VerdictChoice, verdictChoices } from './verdict-choices.ts';

/** What the desk shows beside a question. */
export interface QuestionDetail {
  /** What the matcher itself said; null until it has. */
  readonly machine: Answer | null;
  /** What an approval would let stand: the text without its mark, and the verdict. */
  readonly proposal: { readonly text: string; readonly verdict: Verdict | null };
  /** How many of the candidates the text quotes. */
  readonly used: number;
  /** The candidates' passages, each whole, in the order of the candidates. */
  readonly passages: readonly { readonly title: string; readonly text: string }[];
  readonly choices: readonly VerdictChoice[];
  readonly history: readonly ReviewEvent[];
  /** Questions elsewhere in the workbook that say the same. */
  readonly same: readonly { readonly questionId: string; readonly sheet: string; readonly cell: string }[];
}

/** Collects what the desk shows beside a question. */
export async function questionDetail(
  { db }: Desk,
  { service }: { readonly service: string },
  question: StoredQuestion,
): Promise<QuestionDetail> {
  const citations = question.answer?.citations ?? [];
  const whole = async (citation: Citation) => ({
    title: citation.title,
    text: (await passageOf(db, service, citation))?.text ?? citation.quote,
  });
  const approved = effectiveAnswer({ ...question, review: 'approved' });
  return {
    machine: question.answer,
    proposal: { text: approved?.text ?? '', verdict: approved?.verdict ?? null },
    used: approved?.quoted ?? 0,
    passages: await Promise.all(citations.map(whole)),
    choices: verdictChoices(question),
    history: await historyOf(db, question.id),
    same: (await sameQuestions(db, question)).map(({ id, sheet, question: { cell } }) => ({
      questionId: String(id),
      sheet,
      cell,
    })),
  };
}
