import type { Edition, MatcherBase } from './base.ts';
import { indexPassages } from './judge.ts';
import type { Logistic } from './learning/logistic.ts';
import type { CitablePassage } from './model.ts';
import type { Models, Weights } from './models.ts';
import type { PassageIndex } from './retrieval/passage-index.ts';

/** What questions to one service are answered with. */
export interface ServiceSide {
  readonly service: string;
  readonly index: PassageIndex;
  readonly models: Models;
  readonly agreement: Logistic;
  /** Whether the library was answered from the service's present disclosure. */
  readonly isAnswered: boolean;
}

/** Makes one service's passages ready; the library counts only where every passage is of the edition that it was answered from. */
export function serviceSide(
  base: MatcherBase,
  service: string,
  passages: readonly CitablePassage[],
  weights: Weights,
): ServiceSide {
  const edition = base.editions.get(service);
  const isAnswered = edition !== undefined && passages.every(p => isOf(p.disclosure, edition));
  return {
    service,
    index: indexPassages(base, passages),
    models: isAnswered ? weights.withLibrary : weights.withoutLibrary,
    agreement: weights.agreement,
    isAnswered,
  };
}

const isOf = (disclosure: Edition, { title, version, effective }: Edition): boolean =>
  disclosure.title === title && disclosure.version === version && disclosure.effective === effective;
