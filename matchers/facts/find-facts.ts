import type { Fact, FactVerdict } from '../../knowledge/controls/facts.ts';
import { normalize } from '../../knowledge/text/normalize.ts';

/** A passage whose sentences are normalised for the patterns, once. */
export interface FactPassage {
  /** Every name of its section: as the document writes it, and the numbers of 2013. */
  readonly sections: readonly string[];
  /** Normalised sentences in the passage's order. */
  readonly sentences: readonly string[];
}

/** A fact that a question asks for, with the sentence that settles it where one does. */
export interface FoundFact {
  readonly fact: Fact;
  /** The question asks for more than the fact settles. */
  readonly isBeyond: boolean;
  /** Null where no sentence settles it. */
  readonly settled: { readonly verdict: FactVerdict; readonly passage: number; readonly sentence: number } | null;
}

/** The facts that a question (or a clause of one) asks for. */
export function factsAsked(
  facts: readonly Fact[],
  question: string,
): readonly { readonly fact: Fact; readonly isBeyond: boolean }[] {
  const text = normalize(question);
  return facts
    .filter(fact => fact.asks.some(all => all.every(pattern => pattern.test(text))))
    .map(fact => ({ fact, isBeyond: fact.beyond.some(pattern => pattern.test(text)) }));
}

/** Looks a fact up in a disclosure: sections in the fact's order, within one the verdicts in the fact's order. */
export function settleFact(fact: Fact, passages: readonly FactPassage[]): FoundFact['settled'] {
  for (const section of fact.sections) {
    for (const [passage, { sections, sentences }] of passages.entries()) {
      if (!sections.includes(section)) continue;
      for (const { verdict, sentence: pattern } of fact.settles) {
        const sentence = sentences.findIndex(s => pattern.test(s));
        if (sentence >= 0) return { verdict, passage, sentence };
      }
    }
  }
  return null;
}
