import { ConflictError, InputError } from '../../knowledge/errors.ts';
import { listQuestions, type StoredQuestion } from '../store/question-store.ts';
import {
  findQuestion,
  historyOf,
  type ReviewStep,
  sameQuestions,
  snapshotOf,
  staleVersion,
  storeSteps,
} from '../store/review-store.ts';
import type { Desk } from './desk.ts';
import { decide, effectiveAnswer, isHeldByGuard, type ReviewCommand, stateAfterAnswer, TRANSITIONS } from './review.ts';
import { optionCell, verdictChoices } from './verdict-choices.ts';

/** Who does it, and on which state of the question. */
export interface Intent {
  readonly questionnaire: string;
  readonly question: number;
  /** The version that the person saw. */
  readonly version: number;
  readonly actor: string;
}

/** @throws InputError `no-such-question` */
export async function requireQuestion(desk: Desk, questionnaire: string, id: number): Promise<StoredQuestion> {
  const found = await findQuestion(desk.db, questionnaire, id);
  if (found) return found;
  throw new InputError(
    'no-such-question',
    'この質問はありません。レイアウトが変更された可能性があります。画面を開き直してください。',
    'There is no such question; the layout may have changed. Open the page anew.',
  );
}

/**
 * Stores what a person decided on a question, and on those that say the same where `together` is set and nobody has
 * decided them yet.
 * @returns the ids of all questions that changed
 * @throws ConflictError `stale-version`, `not-allowed`, `not-answered`, `prefilled`; InputError `no-such-candidate`, `not-in-list`
 */
export async function review(
  desk: Desk,
  intent: Intent,
  command: ReviewCommand,
  together = false,
): Promise<readonly number[]> {
  const question = await current(desk, intent);
  checkCommand(question, command);
  const steps: ReviewStep[] = [{ question, after: decide(snapshotOf(question), command), action: command.action }];
  if (together) {
    for (const same of await sameQuestions(desk.db, question)) {
      const open = same.review === 'draft' || same.review === 'needs-review';
      const fits = command.option === undefined || optionCell(same, command.option) !== null;
      const answerable = same.answer !== null && fits && TRANSITIONS[same.review][command.action] !== null;
      if (open && answerable)
        steps.push({ question: same, after: decide(snapshotOf(same), command), action: command.action });
    }
  }
  await storeSteps(desk.db, steps, intent.actor, desk.now());
  return steps.map(step => step.question.id);
}

/** Notes and assignments leave the state as it is. */
export async function annotate(
  desk: Desk,
  intent: Intent,
  set: { readonly note?: string | undefined; readonly assignee?: string | undefined },
): Promise<void> {
  const question = await current(desk, intent);
  const before = snapshotOf(question);
  const after = { ...before, note: set.note ?? before.note, assignee: set.assignee ?? before.assignee };
  const action = set.note === undefined ? 'assign' : 'note';
  await storeSteps(desk.db, [{ question, after, action }], intent.actor, desk.now());
}

/** Takes back the last step of a question that has not been taken back. @throws ConflictError `nothing-to-undo` */
export async function undo(desk: Desk, intent: Intent): Promise<void> {
  const question = await current(desk, intent);
  const events = await historyOf(desk.db, question.id);
  const undone = new Set(events.map(event => event.undoes));
  const last = events.findLast(event => event.undoes === null && !undone.has(event.id));
  if (!last) {
    throw new ConflictError('nothing-to-undo', '取り消せる操作がありません。', 'There is nothing to undo.');
  }
  // The matcher may have answered since: then it is its answer that the question goes back to.
  const { answer } = question;
  const state = last.before.review === 'draft' && answer ? stateAfterAnswer('draft', answer) : null;
  const after = { ...last.before, review: state ?? last.before.review };
  const step = { question, after, action: 'undo', undoes: last.id };
  await storeSteps(desk.db, [step], intent.actor, desk.now());
}

/** A question that a bulk approval would take. */
export interface BulkCandidate {
  readonly question: StoredQuestion;
  readonly confidence: number;
}

/**
 * The undecided questions whose answer is at least this sure, surest first. An answer that settles nothing (`unknown`) is
 * never among them, nor one that a guard holds back (a yes to a figure that is not stated …), nor one that a person edited or sent
 * back to review: each of those wants a look of its own.
 */
export async function bulkCandidates(
  desk: Desk,
  questionnaire: string,
  minConfidence: number,
): Promise<readonly BulkCandidate[]> {
  const questions = await listQuestions(desk.db, questionnaire);
  return questions
    .flatMap(question => {
      const { answer, review: state } = question;
      const open = state === 'draft' || state === 'needs-review';
      const flagged = state === 'needs-review' && (answer?.status !== 'review' || question.decision !== null);
      if (!answer || !open || flagged || answer.status === 'no-evidence' || answer.verdict === 'unknown') return [];
      if (isHeldByGuard(answer)) return [];
      return answer.confidence >= minConfidence ? [{ question, confidence: answer.confidence }] : [];
    })
    .sort((a, b) => b.confidence - a.confidence);
}

/** Approves what a person saw in the preview; who changed in between is left alone and named. */
export async function bulkApprove(
  desk: Desk,
  questionnaire: string,
  seen: readonly { readonly question: number; readonly version: number }[],
  actor: string,
): Promise<{ readonly approved: readonly number[]; readonly conflicts: readonly number[] }> {
  const now = new Map((await listQuestions(desk.db, questionnaire)).map(q => [q.id, q]));
  const steps: ReviewStep[] = [];
  const conflicts: number[] = [];
  const named = new Map(seen.map(({ question, version }) => [question, version]));
  for (const [id, version] of named) {
    const question = now.get(id);
    if (question?.version === version && TRANSITIONS[question.review].approve && question.answer) {
      const after = decide(snapshotOf(question), { action: 'approve' });
      steps.push({ question, after, action: 'approve' });
    } else conflicts.push(id);
  }
  await storeSteps(desk.db, steps, actor, desk.now());
  return { approved: steps.map(step => step.question.id), conflicts };
}

async function current(desk: Desk, { questionnaire, question: id, version }: Intent): Promise<StoredQuestion> {
  const question = await requireQuestion(desk, questionnaire, id);
  if (question.version !== version) throw staleVersion();
  return question;
}

/** What the table of states cannot tell: whether there is something to approve, and whether the choice exists. */
function checkCommand(question: StoredQuestion, { action, citation, option, text }: ReviewCommand): void {
  if (question.question.prefilled) {
    throw new ConflictError(
      'prefilled',
      'この質問は受け取った時点で記入されていたため、変更できません。',
      'This question was filled when it arrived and cannot be changed.',
    );
  }
  if (action === 'approve' && question.answer === null && text === undefined && !effectiveAnswer(question)) {
    throw new ConflictError(
      'not-answered',
      'まだ回答がないため承認できません。',
      'There is no answer yet that could be approved.',
    );
  }
  if (citation !== undefined && !question.answer?.citations[citation]) {
    throw new InputError(
      'no-such-candidate',
      '選ばれた候補がありません。画面を開き直してください。',
      'There is no such candidate. Open the page anew.',
    );
  }
  if (option !== undefined && !optionCell(question, option)) {
    const list = verdictChoices(question)
      .flatMap(choice => choice.option ?? [])
      .join('、');
    throw new InputError(
      'not-in-list',
      `「${option}」はこのセルの選択肢にありません（選択肢: ${list || 'なし'}）。`,
      `"${option}" is not in this cell's list (${list || 'it has none'}).`,
    );
  }
}
