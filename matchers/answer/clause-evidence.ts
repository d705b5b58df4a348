import { type MatcherBase, readClause } from '../base.ts';
import { judgeRanking, judgeVerdict, openCase, type Reading, readPassage } from '../judge.ts';
import { probability } from '../learning/logistic.ts';
import type { Citation } from '../model.ts';
import type { Case } from '../retrieval/case.ts';
import type { ServiceSide } from '../service-side.ts';
import { citationOf } from './citations.ts';

/** Clauses of one question that are looked up on their own; more would make a slow question of a strange one. */
const MOST_CLAUSES = 6;
/** Further passages quoted in one answer. */
const MOST_FURTHER = 2;
/** So much surer than for a whole question must the evidence for a clause be: a clause has fewer words to go by. */
const SURER_BY = 0.2;

/** What is said of the clauses of a question that has several. */
export interface ClauseEvidence {
  /** Passages beside the first that speak of clauses, in the clauses' order. */
  readonly further: readonly Citation[];
  /** Clauses, in the question's own words, that nothing found settles. */
  readonly uncovered: readonly string[];
}

/** Asks each clause of a question on its own: what settles it, or that nothing does. A question of one clause is answered as a whole. */
export function clauseEvidence(
  base: MatcherBase,
  side: ServiceSide,
  asked: Case,
  first: number,
  reading: Reading,
): ClauseEvidence {
  const further: Citation[] = [];
  const uncovered: string[] = [];
  const clauses = reading.view.clauses.map(c => c.clause);
  if (clauses.length < 2) return { further, uncovered };
  for (const clause of clauses.slice(0, MOST_CLAUSES)) {
    const settled = settles(base, side, asked, clause);
    if (!settled) uncovered.push(clause);
    else if (settled.at === first || further.some(c => c.section === settled.citation.section)) continue;
    else if (further.length < MOST_FURTHER) further.push(settled.citation);
  }
  uncovered.push(...clauses.slice(MOST_CLAUSES));
  return { further, uncovered };
}

/** The passage that settles a clause, or null. */
function settles(
  base: MatcherBase,
  side: ServiceSide,
  asked: Case,
  clause: string,
): { readonly at: number; readonly citation: Citation } | null {
  const own = openCase(base, readClause(base, asked.question.input, clause), side);
  const ranking = judgeRanking(base, own, side.models.rank);
  const [best] = ranking.ranked;
  if (!best || probability(side.models.evidence, ranking.signals) < side.models.blankBelow + SURER_BY) return null;
  const reading = readPassage(base, own, best.at);
  if (!reading || judgeVerdict(reading.view, side.models.verdict).verdict === 'unknown') return null;
  const citation = citationOf(own, best);
  return citation && { at: best.at, citation };
}
