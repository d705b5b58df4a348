import { ConflictError } from '../../knowledge/errors.ts';
import type { ReviewSnapshot } from '../services/review.ts';
import type { Database } from './database.ts';
import { type StoredQuestion, toQuestion } from './question-store.ts';

/** One step of a question's history. */
export interface ReviewEvent {
  readonly id: number;
  readonly question: number;
  /** ISO time. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly before: ReviewSnapshot;
  readonly after: ReviewSnapshot;
  /** The event that this one took back. */
  readonly undoes: number | null;
}

/** A step to be stored: the question as it was seen, and what becomes of it. */
export interface ReviewStep {
  readonly question: StoredQuestion;
  readonly after: ReviewSnapshot;
  readonly action: string;
  readonly undoes?: number | undefined;
}

/** The part of a question that people change. */
export const snapshotOf = ({ review, decision, note, assignee }: StoredQuestion): ReviewSnapshot => ({
  review,
  decision,
  note,
  assignee,
});

export async function findQuestion(
  db: Database,
  questionnaire: string,
  id: number,
): Promise<StoredQuestion | undefined> {
  const row = await db
    .selectFrom('question')
    .selectAll()
    .where('id', '=', id)
    .where('questionnaire_id', '=', questionnaire)
    .executeTakeFirst();
  return row && toQuestion(row);
}

/** The questions of a questionnaire that say the same as the given one, itself left out. */
export async function sameQuestions(db: Database, question: StoredQuestion): Promise<readonly StoredQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .selectAll()
    .where('questionnaire_id', '=', question.questionnaire)
    .where('same_key', '=', question.sameKey)
    .where('id', '!=', question.id)
    .where('prefilled', '=', 0)
    .orderBy('position')
    .execute();
  return rows.map(toQuestion);
}

/** The history of a question, oldest first. */
export async function historyOf(db: Database, question: number): Promise<readonly ReviewEvent[]> {
  const rows = await db
    .selectFrom('review_event')
    .selectAll()
    .where('question_id', '=', question)
    .orderBy('id')
    .execute();
  return rows.map(row => ({
    id: row.id,
    question: row.question_id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    before: JSON.parse(row.before),
    after: JSON.parse(row.after),
    undoes: row.undoes,
  }));
}

/** Someone changed the question since the caller looked at it. */
export const staleVersion = (): ConflictError =>
  new ConflictError(
    'stale-version',
    'ほかの人が先にこの質問を変更しました。最新の内容を確かめてから、もう一度決めてください。',
    'Someone else changed this question first. Look at its newest state and decide again.',
  );

/**
 * Stores steps and their history, all of them or none. A step holds only while the question still has the version it was
 * decided on.
 * @throws ConflictError `stale-version`
 */
export async function storeSteps(
  db: Database,
  steps: readonly ReviewStep[],
  actor: string,
  now: string,
): Promise<void> {
  await db.transaction().execute(async tx => {
    for (const { question, after, action, undoes } of steps) {
      const { numUpdatedRows } = await tx
        .updateTable('question')
        .set({
          review: after.review,
          decision: after.decision && JSON.stringify(after.decision),
          note: after.note,
          assignee: after.assignee,
          version: question.version + 1,
        })
        .where('id', '=', question.id)
        .where('version', '=', question.version)
        .executeTakeFirst();
      if (Number(numUpdatedRows) !== 1) throw staleVersion();
      await tx
        .insertInto('review_event')
        .values({
          questionnaire_id: question.questionnaire,
          question_id: question.id,
          at: now,
          actor,
          action,
          before: JSON.stringify(snapshotOf(question)),
          after: JSON.stringify(after),
          undoes: undoes ?? null,
        })
        .execute();
    }
  });
}
