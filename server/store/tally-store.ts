import type { Counts } from '../services/answer-workbook.ts';
import type { ReviewState } from '../services/review.ts';
import type { Database } from './database.ts';
import type { QuestionTable } from './schema.ts';

/** How far a questionnaire is, in numbers of questions. */
export interface Tally {
  readonly progress: { readonly done: number; readonly total: number };
  readonly counts: Counts;
  readonly reviews: Readonly<Record<ReviewState, number>>;
}

/** Tallies of every questionnaire, or of one, by its id. */
export async function tallies(db: Database, id?: string): Promise<ReadonlyMap<string, Tally>> {
  let query = db
    .selectFrom('question')
    .select(({ fn }) => ['questionnaire_id', 'status', 'prefilled', 'review', fn.countAll<number>().as('n')])
    .groupBy(['questionnaire_id', 'status', 'prefilled', 'review']);
  if (id !== undefined) query = query.where('questionnaire_id', '=', id);
  const groups = new Map<string, Group[]>();
  for (const row of await query.execute()) {
    groups.set(row.questionnaire_id, [...(groups.get(row.questionnaire_id) ?? []), row]);
  }
  return new Map([...groups].map(([key, rows]) => [key, tallyOf(rows)]));
}

/** The tally of a questionnaire without a question. */
export const NO_TALLY: Tally = tallyOf([]);

type Group = Pick<QuestionTable, 'status' | 'prefilled' | 'review'> & { readonly n: number };

function tallyOf(rows: readonly Group[]): Tally {
  const sum = (wanted: (row: Group) => boolean) => rows.filter(wanted).reduce((total, row) => total + Number(row.n), 0);
  // What was filled before counts as that alone, also where an earlier layout had it answered.
  const asked = (wanted: (row: Group) => boolean) => sum(row => row.prefilled === 0 && wanted(row));
  const total = sum(() => true);
  return {
    progress: { done: sum(r => r.status !== null || r.prefilled === 1), total },
    counts: {
      questions: total,
      answered: asked(r => r.status === 'answered'),
      review: asked(r => r.status === 'review'),
      noEvidence: asked(r => r.status === 'no-evidence'),
      prefilled: sum(r => r.prefilled === 1),
    },
    reviews: {
      draft: sum(r => r.review === 'draft'),
      'needs-review': asked(r => r.review === 'needs-review'),
      approved: asked(r => r.review === 'approved'),
      edited: asked(r => r.review === 'edited'),
      rejected: asked(r => r.review === 'rejected'),
    },
  };
}
