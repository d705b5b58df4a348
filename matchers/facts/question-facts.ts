import type { Fact } from '../../knowledge/controls/facts.ts';
import { type FactPassage, type FoundFact, factsAsked, settleFact } from './find-facts.ts';

/** The facts that a question asks for, clause by clause, looked up in one service's passages. */
export interface QuestionFacts {
  /** Every fact asked for, once; `isBeyond` when the question asks for more than it settles. */
  readonly found: readonly FoundFact[];
  /** For each clause, whether a fact that it asks for, and nothing beyond, is settled. */
  readonly settledClauses: readonly boolean[];
}

/** Nothing asked for. */
export const NO_FACTS: QuestionFacts = { found: [], settledClauses: [] };

/**
 * Looks up what a question asks for.
 * @param clauses  the question's clauses; a question of one clause is its own clause
 */
export function questionFacts(
  facts: readonly Fact[],
  question: string,
  clauses: readonly string[],
  passages: readonly FactPassage[],
): QuestionFacts {
  const settled = new Map<string, FoundFact['settled']>();
  const lookUp = (fact: Fact): FoundFact['settled'] => {
    const known = settled.get(fact.id);
    if (known !== undefined) return known;
    const found = settleFact(fact, passages);
    settled.set(fact.id, found);
    return found;
  };
  const asked = factsAsked(facts, question);
  const byClause = clauses.length > 1 ? clauses.map(clause => factsAsked(facts, clause)) : [asked];
  const known = new Set(asked.map(a => a.fact.id));
  const extra = byClause.flat().filter(a => !known.has(a.fact.id));
  return {
    found: [...asked, ...extra].map(({ fact, isBeyond }) => ({ fact, isBeyond, settled: lookUp(fact) })),
    settledClauses: byClause.map(list => list.some(({ fact, isBeyond }) => !isBeyond && lookUp(fact) !== null)),
  };
}
