import { InputError } from '../../knowledge/errors.ts';
import { bundledDisclosures } from '../../knowledge/index.ts';
import type { Scored } from '../../matchers/evaluation/metrics.ts';
import { createMatcher, readQuestion } from '../../matchers/index.ts';
import { indexPassages, openCase } from '../../matchers/judge.ts';
import { foldsOf, type TrainingPair, train } from '../../matchers/learning/train.ts';
import type { CitablePassage, QuestionInput } from '../../matchers/model.ts';
import type { Models } from '../../matchers/models.ts';
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

/** Pairs every label with its question and its service's passages. @throws InputError when a question or a service is missing */
export function pairUp(set: LabelledSet, passages: PassagesByService): readonly TrainingPair[] {
  const base = matcherBase();
  const questions = new Map(set.questions.map(q => [q.id, readQuestion(base, q)]));
  const indexes = new Map([...passages].map(([service, own]) => [service, indexPassages(base, own)]));
  return set.labels.map(label => {
    const question = questions.get(label.id);
    const index = indexes.get(label.service);
    if (question && index) return { ...openCase(base, question, index), label, calibrates: set.calibrates };
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
  pairs: readonly TrainingPair[],
  passages: PassagesByService,
  models?: Models,
): readonly Scored[] {
  const base = matcherBase();
  const matchers = new Map([...passages].map(([service, own]) => [service, createMatcher(base, service, own, models)]));
  return pairs.flatMap(({ question, label }): readonly Scored[] => {
    const matcher = matchers.get(label.service);
    return matcher ? [[label, matcher.answer(question.input satisfies QuestionInput)]] : [];
  });
}

/** Answers every pair with weights that never saw its question: five folds by question, all else as in training. */
export function crossValidate(pairs: readonly TrainingPair[], passages: PassagesByService): readonly Scored[] {
  return foldsOf(pairs).flatMap(([learn, test]) => answerPairs(test, passages, train(matcherBase(), learn)));
}
