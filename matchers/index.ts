import { answerQuestion } from './answer/answer-question.ts';
import { type MatcherBase, readQuestion } from './base.ts';
import type { Answer, CitablePassage, QuestionInput } from './model.ts';
import type { Weights } from './models.ts';
import { serviceSide } from './service-side.ts';
import shipped from './weights.json' with { type: 'json' };

export { createMatcherBase, type MatcherBase, type MatcherContent, readQuestion } from './base.ts';

/** Answers questions for one service; pure and synchronous, one to three milliseconds a question. */
export interface Matcher {
  readonly service: string;
  answer(question: QuestionInput): Answer;
}

/**
 * A matcher over one service's passages: no answer ever cites another service's.
 * @param base  from `createMatcherBase`, shared by all services
 * @param weights  what was learned; default: what comes with Kotae
 */
export function createMatcher(
  base: MatcherBase,
  service: string,
  passages: readonly CitablePassage[],
  weights: Weights = shipped as Weights,
): Matcher {
  const side = serviceSide(base, service, passages, weights);
  return { service, answer: input => answerQuestion(base, side, readQuestion(base, input)) };
}
