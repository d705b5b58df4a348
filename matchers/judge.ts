import type { Fact } from '../knowledge/controls/facts.ts';
import type { RelatedSections } from '../knowledge/controls/related.ts';
import { type Selection, selectSentences } from './answer/select-sentences.ts';
import { sentenceScores } from './answer/sentence-scores.ts';
import { questionFacts } from './facts/question-facts.ts';
import { type Logistic, probability } from './learning/logistic.ts';
import type { CitablePassage, Verdict } from './model.ts';
import { clausesOf } from './question/clauses.ts';
import type { BankIndex } from './retrieval/bank-index.ts';
import type { Case } from './retrieval/case.ts';
import { evidenceSignals } from './retrieval/evidence-signals.ts';
import { PassageIndex } from './retrieval/passage-index.ts';
import type { QuestionView } from './retrieval/question-view.ts';
import { type RankedPassage, rankPassages } from './retrieval/rank.ts';
import type { TextReader } from './text/reader.ts';
import { type Guard, guardsAgainst } from './verdict/guards.ts';
import { type VerdictView, viewVerdict } from './verdict/verdict-signals.ts';

export const VERDICTS: readonly Verdict[] = ['yes', 'partial', 'no', 'customer', 'info', 'unknown'];

/** What every judgement is made with. */
export interface Bench {
  readonly bank: BankIndex;
  readonly facts: readonly Fact[];
  readonly related: RelatedSections;
  readonly read: TextReader;
  /** The numbers of 2013 for a control of any edition. */
  readonly numbersOf2013: (control: string) => readonly string[];
}

/** A question against one service, ranked. */
export interface Ranking {
  readonly ranked: readonly RankedPassage[];
  readonly signals: Readonly<Record<string, number>>;
}

/** Ranks the passages and gathers what tells whether there is evidence at all. */
export function judgeRanking(bench: Bench, asked: Case, rank: Logistic): Ranking {
  const ranked = rankPassages(asked, bench, rank);
  return { ranked, signals: evidenceSignals(asked, ranked, bench.bank) };
}

/** One service's passages, ready for questions. */
export function indexPassages(bench: Bench, passages: readonly CitablePassage[]): PassageIndex {
  return new PassageIndex(passages, bench.bank, bench.read, bench.numbersOf2013);
}

/** Puts a question to a service. */
export function openCase(bench: Bench, question: QuestionView, index: PassageIndex): Case {
  const { input } = question;
  return {
    question,
    index,
    similarities: index.sentenceIndex.scores(question.own),
    facts: questionFacts(bench.facts, input.question, clausesOf(input.question), index.factPassages),
  };
}

/** What was chosen of the first passage and how it stands to the question. */
export interface Reading {
  readonly selection: Selection;
  readonly view: VerdictView;
}

/** Chooses the sentences of a passage. */
export function quoteOf(asked: Case, at: number): Selection | null {
  const passage = asked.index.passages[at];
  return passage ? selectSentences(passage, sentenceScores(asked, at)) : null;
}

/** Chooses the sentences of a passage and compares them with the question. */
export function readPassage(bench: Bench, asked: Case, at: number): Reading | null {
  const selection = quoteOf(asked, at);
  if (!selection) return null;
  return { selection, view: viewVerdict(asked, at, selection, bench.bank, bench.read) };
}

/** A verdict with its share among all that were thinkable. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly share: number;
  /** Shares of every verdict, before the guards. */
  readonly shares: Readonly<Record<Verdict, number>>;
  /** What held stronger verdicts back. */
  readonly guards: readonly Guard[];
}

/** The likeliest verdict that no guard stands against; `unknown` always passes. */
export function judgeVerdict(view: VerdictView, models: Readonly<Record<Verdict, Logistic>>): Judgement {
  const raw = VERDICTS.map(verdict => [verdict, probability(models[verdict], view.signals)] as const);
  const total = raw.reduce((sum, [, p]) => sum + p, 0) || 1;
  const shares = Object.fromEntries(raw.map(([v, p]) => [v, p / total])) as Record<Verdict, number>;
  // What stands against a yes is told even where no yes was near: it is what a reviewer would have to prove.
  const guards: Guard[] = (view.signals.polar ?? 0) > 0 ? [...guardsAgainst('yes', view)] : [];
  for (const verdict of [...VERDICTS].sort((a, b) => shares[b] - shares[a])) {
    const against = guardsAgainst(verdict, view);
    if (against.length === 0)
      return { verdict, share: shares[verdict], shares, guards: verdict === 'yes' ? [] : guards };
    guards.push(...against.filter(g => !guards.includes(g)));
  }
  return { verdict: 'unknown', share: shares.unknown, shares, guards };
}

/** What tells whether the first citation and the verdict are both right. */
export function confidenceSignals(
  ranking: Ranking,
  judgement: Judgement,
  evidence: number,
  view: VerdictView,
): Readonly<Record<string, number>> {
  const sorted = Object.values(judgement.shares).sort((a, b) => b - a);
  const is = (verdict: Verdict) => Number(judgement.verdict === verdict);
  const s = (name: string) => view.signals[name] ?? 0;
  // The whole question, and nothing beyond it, is what a fact settles.
  const isSettled = s('factClean') === 1 && s('factUnsettled') === 0 && s('qualifiersMissing') === 0;
  // One plain clause without conditions, and a sentence about the very same thing.
  const isPlain = s('clauses') === 0 && s('thresholds') === 0 && s('qualifiersMissing') === 0 && s('aspect') > 0.7;
  return {
    share: judgement.share,
    lead: judgement.share - (sorted[0] === judgement.share ? (sorted[1] ?? 0) : (sorted[0] ?? 0)),
    unknownShare: judgement.shares.unknown,
    evidence,
    evidenceLogit: Math.log((evidence + 0.01) / (1.01 - evidence)),
    first: ranking.signals.first ?? 0,
    margin: Math.min(4, ranking.signals.margin ?? 0),
    aspect: view.signals.aspect ?? 0,
    quoteCoverage: view.signals.quoteCoverage ?? 0,
    leastCovered: view.signals.leastCovered ?? 0,
    rarestMissing: view.signals.rarestMissing ?? 0,
    clauses: view.signals.clauses ?? 0,
    factClean: view.signals.factClean ?? 0,
    factAll: view.signals.factAll ?? 0,
    factOpen: view.signals.factOpen ?? 0,
    factBeyond: view.signals.factBeyond ?? 0,
    factAgrees: Number(
      (is('yes') && !!view.signals.factYes) ||
        (is('no') && !!view.signals.factNo) ||
        (is('customer') && !!view.signals.factCustomer),
    ),
    notStated: view.signals.notStated ?? 0,
    guards: Math.min(3, judgement.guards.length),
    settledStatement: Number(isSettled) * (1 - is('yes') - is('partial')),
    settledYes: Number(isSettled) * is('yes'),
    plainYes: Number(isPlain) * is('yes'),
    plainInfo: Number(s('aspect') > 0.7) * is('info'),
    yes: is('yes'),
    partial: is('partial'),
    no: is('no'),
    customer: is('customer'),
    qualifiersMissing: view.signals.qualifiersMissing ?? 0,
    info: is('info'),
  };
}
