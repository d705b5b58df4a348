import { precedentsForEvidence } from '../library/precedents.ts';
import type { BankIndex } from './bank-index.ts';
import type { Case } from './case.ts';
import type { RankedPassage } from './rank.ts';

/** What tells whether a disclosure has anything to cite for a question; named so that an answer can explain itself. */
export type EvidenceSignals = Readonly<Record<string, number>>;

/** Signals of the whole ranking: how good the best is, how it stands out, and what the question asks that nothing covers. */
export function evidenceSignals(
  { question, index, facts, votes, precedents }: Case,
  ranked: readonly RankedPassage[],
  bank: BankIndex,
): EvidenceSignals {
  const [first, second] = ranked;
  if (!first) return {};
  const covered = new Set(index.passages.flatMap(p => p.controls));
  let controlsCovered = 0;
  let topics = 0;
  for (const [key, share] of question.keyShares) {
    if (covered.has(key)) controlsCovered += share;
    if (key.startsWith('topic.')) topics += share;
  }
  const best = index.passages[first.at];
  const words = [...question.own.keys()].filter(term => term.startsWith('w'));
  const rarest = Math.max(0, ...words.filter(term => !best?.features.has(term)).map(term => bank.idfOf(term)));
  const max = (name: 'aspect' | 'sentence' | 'coverage' | 'keys' | 'control') =>
    Math.max(...ranked.slice(0, 3).map(r => r.signals[name]));
  const precedent = precedentsForEvidence(precedents);
  return {
    // However alike the neighbours' answers are, they tell nothing where all are far.
    nearestKnown: question.neighbours[0]?.comparison.similarity ?? 0,
    votedNone: votes.none,
    voted: first.signals.voted,
    precedentCited: precedent.cited,
    precedentNearestCited: precedent.nearestCited,
    precedentNearestNone: precedent.nearestNone,
    precedentMass: Math.log(1 + precedents.mass),
    first: first.logit,
    // A best passage that is itself unlikely tells more than one that is a little less sure.
    firstUnlikely: Math.min(0, first.logit),
    margin: first.logit - (second?.logit ?? first.logit - 3),
    mass: Math.log(ranked.slice(0, 5).reduce((sum, r) => sum + Math.exp(r.logit), 1e-6)),
    aspect: max('aspect'),
    sentence: max('sentence'),
    coverage: max('coverage'),
    keys: max('keys'),
    control: first.signals.control,
    named: first.signals.named,
    controlsCovered,
    topics,
    rarestMissing: rarest,
    factSettled: Number(facts.found.some(f => f.settled && !f.isBeyond)),
    factBeyond: Number(facts.found.some(f => f.settled && f.isBeyond)),
    factUnsettled: Number(facts.found.length > 0 && facts.found.every(f => !f.settled)),
    nearest: question.bank.nearest,
    words: Math.log(1 + words.length),
  };
}
