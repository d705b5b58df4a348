import { type MatcherBase, readQuestion } from '../base.ts';
import { judgeRanking, openCase, type Reading } from '../judge.ts';
import { probability } from '../learning/logistic.ts';
import type { Citation } from '../model.ts';
import type { Models } from '../models.ts';
import type { Case } from '../retrieval/case.ts';
import { uncoveredClauses } from '../verdict/guards.ts';
import { citationOf } from './citations.ts';

/** Clauses of one question that are looked up on their own; more would make a slow question of a strange one. */
const MOST_CLAUSES = 6;
/** Further passages quoted in one answer. */
const MOST_FURTHER = 2;
/** So much surer than for a whole question must the evidence for a clause be: a clause has fewer words to go by. */
const SURER_BY = 0.2;

/** What is said of the clauses that the first passage does not speak of. */
export interface ClauseEvidence {
  /** Passages that speak of such clauses, in the clauses' order. */
  readonly further: readonly Citation[];
  /** Clauses, in the question's own words, that nothing quoted speaks of. */
  readonly uncovered: readonly string[];
}

/** Looks up each clause of a question that the first passage leaves open. */
export function clauseEvidence(
  base: MatcherBase,
  asked: Case,
  models: Models,
  first: number,
  reading: Reading,
): ClauseEvidence {
  const further: Citation[] = [];
  const uncovered: string[] = [];
  const open = uncoveredClauses(reading.view);
  for (const clause of open.slice(0, MOST_CLAUSES)) {
    const own = openCase(base, readQuestion(base, { ...asked.question.input, question: clause }), asked.index);
    const ranking = judgeRanking(base, own, models.rank);
    const [best] = ranking.ranked;
    const isFound = best && probability(models.evidence, ranking.signals) >= models.blankBelow + SURER_BY;
    const citation = isFound && best.at !== first ? citationOf(own, best) : null;
    if (!isFound) uncovered.push(clause);
    else if (!citation || further.some(c => c.section === citation.section)) continue;
    else if (further.length < MOST_FURTHER) further.push(citation);
    else uncovered.push(clause);
  }
  uncovered.push(...open.slice(MOST_CLAUSES));
  return { further, uncovered };
}
