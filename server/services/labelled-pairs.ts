import { InputError } from '../../knowledge/errors.ts';
import { bundledDisclosures } from '../../knowledge/index.ts';
import { answerQuestion } from '../../matchers/answer/answer-question.ts';
import type { Scored } from '../../matchers/evaluation/metrics.ts';
import { readQuestion } from '../../matchers/index.ts';
import { indexPassages } from '../../matchers/judge.ts';
import type { LabelledPair } from '../../matchers/learning/train.ts';
import type { CitablePassage } from '../../matchers/model.ts';
import type { Weights } from '../../matchers/models.ts';
import { serviceSide } from '../../matchers/service-side.ts';
import shipped from '../../matchers/weights.json' with { type: 'json' };
import { matcherBase } from './matcher.ts';
import type { LabelledSet } from './training-set.ts';

/** The passages of each service, by its id. */
export type PassagesByService = ReadonlyMap<string, readonly CitablePassage[]>;

/** The bundled digests' passages. */
export function bundledPassages(): PassagesByService {
  return new Map(
    bundledDisclosures().map(({ service, disclosure }) => {
      const { title, version, effective } = disclosure;
      return [
        service.id,
        disclosure.passages.map(passage => ({ ...passage, disclosure: { title, version, effective } })),
      ];
    }),
  );
}

/**
 * Pairs every label with its question, which its own author's entries of the library say nothing to, and its service's passages.
 * @throws InputError when a question or a service is missing
 */
export function pairUp(set: LabelledSet, passages: PassagesByService): readonly LabelledPair[] {
  const base = matcherBase();
  const questions = new Map(set.questions.map(q => [q.id, readQuestion(base, q, set.author ?? undefined)]));
  const indexes = new Map([...passages].map(([service, own]) => [service, indexPassages(base, own)]));
  return set.labels.map(label => {
    const question = questions.get(label.id);
    const index = indexes.get(label.service);
    if (question && index) return { question, index, label };
    const what = question ? `サービス「${label.service}」` : `質問「${label.id}」`;
    throw new InputError(
      'unknown-label',
      `ラベルが指す${what}がありません。質問ファイルとサービスを確かめてください。`,
      `A label names ${question ? `the service "${label.service}"` : `the question "${label.id}"`}, which is not there.`,
    );
  });
}

/** Answers every pair with given weights. */
export function answerPairs(
  pairs: readonly LabelledPair[],
  passages: PassagesByService,
  weights: Weights = shipped as Weights,
): readonly Scored[] {
  const base = matcherBase();
  const sides = new Map([...passages].map(([service, own]) => [service, serviceSide(base, service, own, weights)]));
  return pairs.flatMap(({ question, label }): readonly Scored[] => {
    const side = sides.get(label.service);
    return side ? [[label, answerQuestion(base, side, question)]] : [];
  });
}
