import type { QuestionFacts } from '../facts/question-facts.ts';
import type { ControlVotes } from '../library/control-votes.ts';
import type { Precedents } from '../library/precedents.ts';
import type { PassageIndex } from './passage-index.ts';
import type { QuestionView } from './question-view.ts';

/** A question put to one service: what every comparison of the two starts from. */
export interface Case {
  readonly question: QuestionView;
  readonly index: PassageIndex;
  readonly facts: QuestionFacts;
  /** What people cited for questions like it in other services' disclosures. */
  readonly votes: ControlVotes;
  /** What people answered to questions like it for this service. */
  readonly precedents: Precedents;
  /** The same for each part of a question that has several. */
  readonly partPrecedents: readonly Precedents[];
  /** Similarity of the question with every sentence of the service, in the order of the passages. */
  readonly similarities: Float32Array;
}
