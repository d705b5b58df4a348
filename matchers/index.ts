import { answerQuestion } from './answer/answer-question.ts';
import { type MatcherBase, readQuestion } from './base.ts';
import { indexPassages } from './judge.ts';
import type { Answer, CitablePassage, QuestionInput } from './model.ts';
import type { Models } from './models.ts';
import weights from './weights.json' with { type: 'json' };

export { createMatcherBase, type MatcherBase, type MatcherContent, readQuestion } from './base.ts';

/** Answers questions for one service; pure and synchronous, one to three milliseconds a question. */
export interface Matcher {
  readonly service: string;
  answer(question: QuestionInput): Answer;
}

/**
 * A matcher over one service's passages: no answer ever cites another service's.
 * @param base  from `createMatcherBase`, shared by all services
 * @param models  learned weights; default: those that come with Kotae
 */
export function createMatcher(
  base: MatcherBase,
  service: string,
  passages: readonly CitablePassage[],
  models: Models = weights as Models,
): Matcher {
  const index = indexPassages(base, passages);
  return { service, answer: input => answerQuestion(base, service, index, models, readQuestion(base, input)) };
}
