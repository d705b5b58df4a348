import type { Neighbour } from '../library/library-index.ts';
import type { QuestionInput } from '../model.ts';
import { segmentsOf } from '../question/clauses.ts';
import { type Features, mergeFeatures } from '../text/features.ts';
import { type BankIndex, type BankScores, sharesOf } from './bank-index.ts';
import { SHARE_POWER, topShares } from './passage-index.ts';

/** How much the category tells beside the question's own words. */
const CATEGORY_WEIGHT = 0.5;

/** A question, read once and compared with every passage. */
export interface QuestionView {
  readonly input: QuestionInput;
  /** Terms of the question alone. */
  readonly own: Features;
  /** Terms of the category alone. */
  readonly category: Features;
  readonly bank: BankScores;
  readonly aspects: readonly (readonly [aspect: number, share: number])[];
  /** Keys of the bank with their scores relative to the best (0..1), best first. */
  readonly keys: readonly { readonly key: string; readonly score: number }[];
  /** The same as shares that sum to 1. */
  readonly keyShares: ReadonlyMap<string, number>;
  /** Controls that the question or its category names by number. */
  readonly named: readonly string[];
  /** The answered questions of the library that are most like it, nearest first. */
  readonly neighbours: readonly Neighbour[];
  /** The same for each of its parts; empty where it has but one, and for a clause that is looked up on its own. */
  readonly parts: readonly (readonly Neighbour[])[];
}

/** Reads a question. */
export function viewQuestion(
  input: QuestionInput,
  bank: BankIndex,
  featuresOf: (text: string) => Features,
  controlsNamedIn: (text: string) => readonly string[],
  neighboursOf: (text: string, own: Features) => readonly Neighbour[],
): QuestionView {
  const own = featuresOf(input.question);
  const category = featuresOf(input.category ?? '');
  const scores = bank.scores(
    mergeFeatures([
      { features: own, weight: 1 },
      { features: category, weight: CATEGORY_WEIGHT },
    ]),
  );
  const top = Math.max(...scores.keys, 1e-9);
  const keys = bank.keys
    .map((key, at) => ({ key, score: (scores.keys[at] ?? 0) / top }))
    .sort((a, b) => b.score - a.score);
  return {
    input,
    own,
    category,
    bank: scores,
    aspects: topShares(sharesOf(scores.aspects, SHARE_POWER), 8),
    keys,
    keyShares: new Map(
      topShares(sharesOf(scores.keys, SHARE_POWER), 12).map(([at, share]) => [bank.keys[at] ?? '', share]),
    ),
    named: controlsNamedIn(`${input.category ?? ''}\n${input.question}`),
    neighbours: neighboursOf(input.question, own),
    parts: [],
  };
}

/** Parts of a question that can be looked up on their own; none where it has but one. */
export function partsOf(question: string): readonly string[] {
  const parts = segmentsOf(question).filter(part => part.length >= 6);
  return parts.length > 1 ? parts.slice(0, 6) : [];
}
