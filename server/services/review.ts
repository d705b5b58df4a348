import { ConflictError } from '../../knowledge/errors.ts';
import type { Answer, Verdict } from '../../matchers/model.ts';
import type { Question } from '../../workbooks/model.ts';
import { answerText, langOf } from './answer-text.ts';
import { type PlacedAnswer, questionId } from './answer-workbook.ts';

/**
 * Where a question stands with the people.
 * draft: as the matcher left it (sure of it, without evidence, or not answered yet); nobody has decided.
 * needs-review: the matcher was not sure, or a person flagged it; keeps the final workbook from going out.
 * approved: a person let the answer stand. edited: a person changed it. rejected: a person wants the cell left blank.
 */
export const REVIEW_STATES = ['draft', 'needs-review', 'approved', 'edited', 'rejected'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What moves a question: the first five are a person's, the last two the matcher's. */
export const REVIEW_ACTIONS = ['approve', 'edit', 'choose', 'reject', 'flag', 'answer-sure', 'answer-unsure'] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/** Every step that is allowed; null is refused. What a person decided, the matcher never changes. */
export const TRANSITIONS: Readonly<Record<ReviewState, Readonly<Record<ReviewAction, ReviewState | null>>>> = {
  draft: {
    approve: 'approved',
    edit: 'edited',
    choose: 'edited',
    reject: 'rejected',
    flag: 'needs-review',
    'answer-sure': 'draft',
    'answer-unsure': 'needs-review',
  },
  'needs-review': {
    approve: 'approved',
    edit: 'edited',
    choose: 'edited',
    reject: 'rejected',
    flag: null,
    'answer-sure': 'draft',
    'answer-unsure': 'needs-review',
  },
  approved: {
    approve: null,
    edit: 'edited',
    choose: 'edited',
    reject: 'rejected',
    flag: 'needs-review',
    'answer-sure': null,
    'answer-unsure': null,
  },
  edited: {
    approve: 'approved',
    edit: 'edited',
    choose: 'edited',
    reject: 'rejected',
    flag: 'needs-review',
    'answer-sure': null,
    'answer-unsure': null,
  },
  rejected: {
    approve: 'approved',
    edit: 'edited',
    choose: 'edited',
    reject: null,
    flag: 'needs-review',
    'answer-sure': null,
    'answer-unsure': null,
  },
};

/** What a person put in place of the matcher's answer; null where the matcher's stands. */
export interface Decision {
  readonly verdict: Verdict | null;
  /** A word of the sheet's own list, where the person chose it rather than a meaning. */
  readonly option: string | null;
  /** The whole text of the cell. */
  readonly text: string | null;
  /** Index into the answer's citations. */
  readonly citation: number | null;
}

/** A decision that leaves everything as the matcher said. */
export const NO_DECISION: Decision = { verdict: null, option: null, text: null, citation: null };

/** The part of a question that a person's step changes: the before and after of its history. */
export interface ReviewSnapshot {
  readonly review: ReviewState;
  readonly decision: Decision | null;
  readonly note: string;
  readonly assignee: string;
}

/** A person's step with what it sets; fields left out stay as they were. */
export interface ReviewCommand {
  readonly action: Exclude<ReviewAction, 'answer-sure' | 'answer-unsure'>;
  readonly verdict?: Verdict | undefined;
  readonly option?: string | undefined;
  readonly text?: string | undefined;
  readonly citation?: number | undefined;
}

/**
 * The state after a step.
 * @throws ConflictError `not-allowed` where the table has no such step
 */
export function nextState(state: ReviewState, action: ReviewAction): ReviewState {
  const next = TRANSITIONS[state][action];
  if (next === null) {
    throw new ConflictError(
      'not-allowed',
      `この質問はいま「${state}」のため「${action}」できません。最新の状態を確かめてください。`,
      `The question is ${state}, so "${action}" is not possible. Look at its newest state.`,
    );
  }
  return next;
}

/** The state and decision after a person's step. @throws ConflictError `not-allowed` */
export function decide(now: ReviewSnapshot, command: ReviewCommand): ReviewSnapshot {
  const review = nextState(now.review, command.action);
  if (command.action === 'reject' || command.action === 'flag') return { ...now, review };
  const before = now.decision ?? NO_DECISION;
  // Another candidate has its own words, and its verdict is not known: both go unless the person gives them.
  const base = command.action === 'choose' ? { ...NO_DECISION, citation: command.citation ?? 0 } : before;
  const decision: Decision = {
    // A word of the list and a meaning exclude each other: the later one counts.
    verdict: command.verdict ?? (command.option !== undefined ? null : base.verdict),
    option: command.option ?? (command.verdict !== undefined ? null : base.option),
    text: command.text ?? base.text,
    citation: command.citation ?? base.citation,
  };
  const changed = Object.values(decision).some(value => value !== null);
  return { ...now, review, decision: changed ? decision : null };
}

/** A question with all that decides what is written for it. */
export interface Reviewed {
  readonly sheet: string;
  readonly question: Question;
  /** Null until answered, and for a question that was filled before. */
  readonly answer: Answer | null;
  readonly review: ReviewState;
  readonly decision: Decision | null;
}

/** The state in which the matcher's answer leaves a question. */
export const stateAfterAnswer = (now: ReviewState, answer: Answer): ReviewState | null =>
  TRANSITIONS[now][answer.status === 'review' ? 'answer-unsure' : 'answer-sure'];

/** Most characters that a cell holds (Excel). */
export const MAX_CELL_TEXT = 32_767;

/** What a text that still needs review starts with, as the contract says. */
const REVIEW_MARK = { ja: '【要確認】', en: '【To review】' } as const;

/** The answer that counts: the matcher's with a person's decision over it. Null while there is nothing. */
export function effectiveAnswer(reviewed: Reviewed): PlacedAnswer | null {
  const { sheet, question, answer, review, decision } = reviewed;
  if (answer === null && decision === null) return null;
  const lang = langOf(question.text);
  const base = withDecision(answer ?? emptyAnswer(questionId(reviewed)), decision ?? NO_DECISION);
  const status = effectiveStatus(review, base, decision);
  const mark = status === 'review' ? REVIEW_MARK[lang] : '';
  // A text that a person emptied stays empty beside a verdict that the person gave.
  const own = decision?.text ?? null;
  const words = own === null ? answerText({ ...base, status }, lang) : own && (mark + own).slice(0, MAX_CELL_TEXT);
  return { ...base, status, sheet, row: question.row, text: status === 'no-evidence' ? '' : words };
}

function effectiveStatus(review: ReviewState, base: Answer, decision: Decision | null): Answer['status'] {
  const judged = decision?.verdict || decision?.option;
  const says = decision?.text || judged || (decision?.text !== '' && base.quoted > 0);
  if (review === 'rejected' || !says) return 'no-evidence';
  if (review === 'approved' || review === 'edited') return 'answered';
  return review === 'needs-review' ? 'review' : base.status;
}

function withDecision(answer: Answer, decision: Decision): Answer {
  const { citation } = decision;
  const chosen = citation === null ? undefined : answer.citations[citation];
  const judged = decision.verdict ?? (chosen && decision.option === null ? 'unknown' : answer.verdict);
  if (!chosen) return { ...answer, verdict: judged };
  const others = answer.citations.filter((_, at) => at !== citation);
  return { ...answer, verdict: judged, citations: [chosen, ...others], quoted: 1, uncovered: [] };
}

const emptyAnswer = (id: string): Answer => ({
  id,
  service: '',
  status: 'no-evidence',
  verdict: 'unknown',
  confidence: 0,
  evidence: 0,
  citations: [],
  quoted: 0,
  uncovered: [],
  controls: [],
  explanation: { terms: [], guards: [], againstYes: [], precedents: [] },
});

/** Whether something stands between the answer and the customer beside its confidence: a person must look at each of those. */
export const isHeldByGuard = ({ explanation }: Answer): boolean =>
  explanation.guards.some(guard => guard !== 'low-confidence');
