import { clausesOf } from '../question/clauses.ts';
import { questionForm } from '../question/form.ts';
import { qualifiersAsked } from '../question/qualifiers.ts';
import { quantitiesIn } from '../question/quantities.ts';
import type { Features } from '../text/features.ts';
import { asksForAbsence } from '../verdict/stance.ts';

/** What two questions are compared by, beside their words. */
export interface QuestionTraits {
  /** The question's words with their rarity. */
  readonly words: ReadonlyMap<string, number>;
  /** Sum of the rarities. */
  readonly rarity: number;
  /** Quantities by kind and value, e.g. `duration 8760`. */
  readonly quantities: readonly string[];
  readonly qualifiers: readonly string[];
  /** Shares of the clauses that ask for a yes or no, and for information. */
  readonly polar: number;
  readonly open: number;
  readonly clauses: number;
  /** Asks that something be not done. */
  readonly isAbsence: boolean;
}

/**
 * Reads the traits of a question.
 * @param idf  rarity of a term
 */
export function questionTraits(text: string, features: Features, idf: (term: string) => number): QuestionTraits {
  const forms = clausesOf(text).map(questionForm);
  const words = new Map([...features.keys()].filter(term => term.startsWith('w')).map(term => [term, idf(term)]));
  return {
    words,
    rarity: [...words.values()].reduce((sum, weight) => sum + weight, 0),
    quantities: quantitiesIn(text).map(q => `${q.kind} ${q.value}`),
    qualifiers: qualifiersAsked(text),
    polar: forms.filter(f => f === 'polar').length / Math.max(1, forms.length),
    open: forms.filter(f => f === 'open').length / Math.max(1, forms.length),
    clauses: forms.length,
    isAbsence: asksForAbsence(text),
  };
}

/** How far what holds for one question may hold for another; every value 0..1 or a small count. */
export function compareQuestions(
  asked: QuestionTraits,
  known: QuestionTraits,
  similarity: number,
): Readonly<Record<string, number>> {
  let shared = 0;
  for (const [word, weight] of asked.words) if (known.words.has(word)) shared += weight;
  const covered = asked.rarity > 0 ? shared / asked.rarity : 0;
  const covers = known.rarity > 0 ? shared / known.rarity : 0;
  const beyond = (a: readonly string[], b: readonly string[]) => Math.min(3, a.filter(x => !b.includes(x)).length);
  return {
    similarity,
    covered,
    covers,
    leastCovered: Math.min(covered, covers),
    product: covered * covers,
    qualifiersBeyond: beyond(asked.qualifiers, known.qualifiers),
    qualifiersLess: beyond(known.qualifiers, asked.qualifiers),
    quantitiesBeyond: beyond(asked.quantities, known.quantities),
    quantitiesLess: beyond(known.quantities, asked.quantities),
    polarDiffers: Math.abs(asked.polar - known.polar),
    openDiffers: Math.abs(asked.open - known.open),
    absenceDiffers: Number(asked.isAbsence !== known.isAbsence),
    clausesDiffer: Math.min(3, Math.abs(asked.clauses - known.clauses)),
    clauses: Math.min(4, asked.clauses),
  };
}
