import type { Answer } from '../../matchers/model.ts';
import type { PlacedQuestion } from '../services/answer-workbook.ts';
import { type Decision, type ReviewState, stateAfterAnswer } from '../services/review.ts';
import type { Database } from './database.ts';
import type { QuestionTable } from './schema.ts';

/** A question as stored. */
export interface StoredQuestion extends PlacedQuestion {
  readonly id: number;
  readonly questionnaire: string;
  readonly position: number;
  readonly sameKey: string;
  readonly answer: Answer | null;
  readonly review: ReviewState;
  readonly version: number;
  readonly decision: Decision | null;
  readonly note: string;
  readonly assignee: string;
}

/** A row of the table with its JSON read. */
export const toQuestion = (row: Omit<QuestionTable, 'id'> & { id: number }): StoredQuestion => ({
  id: row.id,
  questionnaire: row.questionnaire_id,
  position: row.position,
  sheet: row.sheet,
  question: JSON.parse(row.question),
  sameKey: row.same_key,
  answer: row.answer === null ? null : JSON.parse(row.answer),
  review: row.review,
  version: row.version,
  decision: row.decision === null ? null : JSON.parse(row.decision),
  note: row.note,
  assignee: row.assignee,
});

/** What makes two questions the same: their words but for spaces, widths, case and closing marks. */
export const sameKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s。．.？?、，,]/g, '');

/** Adds question rows, 50 in a statement. */
export async function insertQuestions(
  tx: Database,
  questionnaire: string,
  questions: readonly PlacedQuestion[],
): Promise<void> {
  const rows = questions.map(({ sheet, question }, position) => ({
    questionnaire_id: questionnaire,
    position,
    sheet,
    question: JSON.stringify(question),
    same_key: sameKey(question.text),
    prefilled: question.prefilled ? 1 : 0,
    answer: null,
    status: null,
    review: 'draft' as const,
    version: 1,
    decision: null,
    note: '',
    assignee: '',
  }));
  for (let at = 0; at < rows.length; at += 50) {
    await tx
      .insertInto('question')
      .values(rows.slice(at, at + 50))
      .execute();
  }
}

/** Questions read at a time by `questionsFrom`. */
const CHUNK = 200;

/** The questions in reading order from a position on, read as they are asked for. */
export async function* questionsFrom(
  db: Database,
  questionnaire: string,
  position: number,
): AsyncGenerator<StoredQuestion> {
  for (let from = position; ; ) {
    const rows = await db
      .selectFrom('question')
      .selectAll()
      .where('questionnaire_id', '=', questionnaire)
      .where('position', '>=', from)
      .orderBy('position')
      .limit(CHUNK)
      .execute();
    yield* rows.map(toQuestion);
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    from = last.position + 1;
  }
}

/** The questions in reading order. */
export async function listQuestions(db: Database, questionnaire: string): Promise<readonly StoredQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .selectAll()
    .where('questionnaire_id', '=', questionnaire)
    .orderBy('position')
    .execute();
  return rows.map(toQuestion);
}

/** The next questions that wait for the matcher, in reading order. */
export async function unansweredQuestions(
  db: Database,
  questionnaire: string,
  limit: number,
): Promise<readonly StoredQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .selectAll()
    .where('questionnaire_id', '=', questionnaire)
    .where('answer', 'is', null)
    .where('prefilled', '=', 0)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(toQuestion);
}

/**
 * Stores the matcher's answers to questions in one transaction, in the same order. What a person has decided stays; a
 * question that is gone by now is passed over.
 */
export async function storeAnswers(db: Database, ids: readonly number[], answers: readonly Answer[]): Promise<void> {
  await db.transaction().execute(async tx => {
    for (const [at, answer] of answers.entries()) {
      const id = ids[at] ?? -1;
      const now = await tx.selectFrom('question').select(['review', 'version']).where('id', '=', id).executeTakeFirst();
      if (!now) continue;
      await tx
        .updateTable('question')
        .set({
          answer: JSON.stringify(answer),
          status: answer.status,
          review: stateAfterAnswer(now.review, answer) ?? now.review,
          version: now.version + 1,
        })
        .where('id', '=', id)
        .execute();
    }
  });
}
