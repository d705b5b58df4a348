import { InputError } from '../../knowledge/errors.ts';
import type { Layout, LayoutCorrection } from '../../workbooks/model.ts';
import type { PlacedQuestion } from '../services/answer-workbook.ts';
import type { Database } from './database.ts';
import { insertQuestions, toQuestion } from './question-store.ts';
import type { QuestionnaireTable } from './schema.ts';

/** layout: waits until a person has looked at how the sheet was read; the others as the contract says. */
export type QuestionnaireStatus = QuestionnaireTable['status'];

/** A questionnaire as stored. */
export interface StoredQuestionnaire {
  readonly id: string;
  readonly fileName: string;
  readonly service: string;
  readonly status: QuestionnaireStatus;
  readonly error: { readonly code: string; readonly ja: string; readonly en: string } | null;
  readonly correction: LayoutCorrection | null;
  readonly fingerprint: string;
  readonly customer: string;
  /** ISO date. */
  readonly due: string | null;
  readonly owner: string;
  /** ISO time. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

const toQuestionnaire = (row: Omit<QuestionnaireTable, 'layout'>): StoredQuestionnaire => ({
  id: row.id,
  fileName: row.file_name,
  service: row.service_id,
  status: row.status,
  error: row.error_code === null ? null : { code: row.error_code, ja: row.error_ja ?? '', en: row.error_en ?? '' },
  correction: row.correction === null ? null : JSON.parse(row.correction),
  fingerprint: row.fingerprint,
  customer: row.customer,
  due: row.due,
  owner: row.owner,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

const HEAD = [
  'id',
  'file_name',
  'service_id',
  'status',
  'error_code',
  'error_ja',
  'error_en',
  'correction',
  'fingerprint',
  'customer',
  'due',
  'owner',
  'created_at',
  'finished_at',
] as const;

/** A layout without its questions. */
const bareLayout = (layout: Layout): string =>
  JSON.stringify({ ...layout, sheets: layout.sheets.map(sheet => ({ ...sheet, questions: [] })) });

/** What is known of a questionnaire when it arrives. */
export type NewQuestionnaire = Pick<
  StoredQuestionnaire,
  'id' | 'fileName' | 'service' | 'status' | 'correction' | 'fingerprint' | 'customer' | 'due' | 'owner' | 'createdAt'
>;

/** Stores a questionnaire and its questions in one transaction. */
export async function insertQuestionnaire(
  db: Database,
  head: NewQuestionnaire,
  layout: Layout,
  questions: readonly PlacedQuestion[],
): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx
      .insertInto('questionnaire')
      .values({
        id: head.id,
        file_name: head.fileName,
        service_id: head.service,
        status: head.status,
        error_code: null,
        error_ja: null,
        error_en: null,
        layout: bareLayout(layout),
        correction: head.correction && JSON.stringify(head.correction),
        fingerprint: head.fingerprint,
        customer: head.customer,
        due: head.due,
        owner: head.owner,
        created_at: head.createdAt,
        finished_at: null,
      })
      .execute();
    await insertQuestions(tx, head.id, questions);
  });
}

/**
 * Puts a newly read layout in place of the old one. A question that stands in the same cell with the same words keeps its
 * row: its answer, what people decided and its history; only its answer cells follow the new layout.
 * @throws InputError `no-such-questionnaire` when it was discarded in the meantime
 */
export async function replaceLayout(
  db: Database,
  id: string,
  change: {
    readonly layout: Layout;
    readonly correction: LayoutCorrection | null;
    readonly status: QuestionnaireStatus;
  },
  questions: readonly PlacedQuestion[],
): Promise<void> {
  await db.transaction().execute(async tx => {
    if (!(await findQuestionnaire(tx, id))) throw noSuchQuestionnaire();
    const key = (q: PlacedQuestion) => `${q.sheet}!${q.question.cell} ${q.question.text}`;
    const rows = await tx.selectFrom('question').selectAll().where('questionnaire_id', '=', id).execute();
    const old = new Map(rows.map(toQuestion).map(q => [key(q), q]));
    const fresh: { readonly placed: PlacedQuestion; readonly position: number }[] = [];
    for (const [position, placed] of questions.entries()) {
      const kept = old.get(key(placed));
      if (!kept) {
        fresh.push({ placed, position });
        continue;
      }
      old.delete(key(placed));
      await tx
        .updateTable('question')
        .set({
          position,
          question: JSON.stringify(placed.question),
          prefilled: placed.question.prefilled ? 1 : 0,
          version: kept.version + 1,
        })
        .where('id', '=', kept.id)
        .execute();
    }
    for (const { id: gone } of old.values()) await tx.deleteFrom('question').where('id', '=', gone).execute();
    for (const { placed, position } of fresh) {
      await insertQuestions(tx, id, [placed]);
      await tx
        .updateTable('question')
        .set({ position })
        .where('id', '=', eb => eb.selectFrom('question').select(({ fn }) => fn.max('id').as('id')))
        .execute();
    }
    await tx
      .updateTable('questionnaire')
      .set({
        layout: bareLayout(change.layout),
        correction: change.correction && JSON.stringify(change.correction),
        status: change.status,
        error_code: null,
        error_ja: null,
        error_en: null,
        finished_at: null,
      })
      .where('id', '=', id)
      .execute();
  });
}

/** The questionnaire that is asked for is not there, or no longer. */
export const noSuchQuestionnaire = (): InputError =>
  new InputError(
    'no-such-questionnaire',
    'このチェックシートはありません。一覧から選び直してください。',
    'There is no such questionnaire. Choose one from the list.',
  );

/** Every questionnaire, newest first. */
export async function listQuestionnaires(db: Database): Promise<readonly StoredQuestionnaire[]> {
  const rows = await db.selectFrom('questionnaire').select(HEAD).orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map(toQuestionnaire);
}

export async function findQuestionnaire(db: Database, id: string): Promise<StoredQuestionnaire | undefined> {
  const row = await db.selectFrom('questionnaire').select(HEAD).where('id', '=', id).executeTakeFirst();
  return row && toQuestionnaire(row);
}

/** The layout as read, its sheets without their questions. */
export async function layoutOf(db: Database, id: string): Promise<Layout> {
  const { layout } = await db
    .selectFrom('questionnaire')
    .select('layout')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return JSON.parse(layout);
}

/** Moves a questionnaire on; `error` is kept while it is failed. */
export async function setStatus(
  db: Database,
  id: string,
  status: QuestionnaireStatus,
  more: { readonly error?: StoredQuestionnaire['error']; readonly finishedAt?: string } = {},
): Promise<void> {
  await db
    .updateTable('questionnaire')
    .set({
      status,
      error_code: more.error?.code ?? null,
      error_ja: more.error?.ja ?? null,
      error_en: more.error?.en ?? null,
      finished_at: more.finishedAt ?? null,
    })
    .where('id', '=', id)
    .execute();
}

/**
 * Makes a questionnaire ready, unless one of its questions still waits for the matcher.
 * @returns whether nothing is left to do: it is ready, or gone
 */
export async function finishAnswering(db: Database, id: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('questionnaire')
    .set({ status: 'ready', error_code: null, error_ja: null, error_en: null, finished_at: now })
    .where('id', '=', id)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('question')
            .select('question.id')
            .whereRef('question.questionnaire_id', '=', 'questionnaire.id')
            .where('answer', 'is', null)
            .where('prefilled', '=', 0),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0 || (await findQuestionnaire(db, id)) === undefined;
}

/** What people note down of a questionnaire. */
export async function setParticulars(
  db: Database,
  id: string,
  set: { readonly customer?: string; readonly due?: string | null; readonly owner?: string },
): Promise<void> {
  if (Object.keys(set).length > 0) await db.updateTable('questionnaire').set(set).where('id', '=', id).execute();
}

/** Removes a questionnaire with its questions and their history; what left Kotae stays on record. */
export async function removeQuestionnaire(db: Database, id: string): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx.deleteFrom('review_event').where('questionnaire_id', '=', id).execute();
    await tx.deleteFrom('question').where('questionnaire_id', '=', id).execute();
    await tx.deleteFrom('questionnaire').where('id', '=', id).execute();
  });
}
