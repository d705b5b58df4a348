import type { QuestionFacts } from '../facts/question-facts.ts';
import type { PassageIndex } from './passage-index.ts';
import type { QuestionView } from './question-view.ts';

/** A question put to one service: what every comparison of the two starts from. */
export interface Case {
  readonly question: QuestionView;
  readonly index: PassageIndex;
  readonly facts: QuestionFacts;
  /** Similarity of the question with every sentence of the service, in the order of the passages. */
  readonly similarities: Float32Array;
}
