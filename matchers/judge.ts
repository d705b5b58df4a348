import type { Fact } from '../knowledge/controls/facts.ts';
import type { RelatedSections } from '../knowledge/controls/related.ts';
import { type Selection, selectSentences } from './answer/select-sentences.ts';
import { sentenceScores } from './answer/sentence-scores.ts';
import { questionFacts } from './facts/question-facts.ts';
import { type Logistic, logit } from './learning/logistic.ts';
import { softmax } from './learning/softmax.ts';
import { controlVotes } from './library/control-votes.ts';
import { NO_PRECEDENTS, precedentsOf } from './library/precedents.ts';
import { weigh } from './library/weigh.ts';
import type { CitablePassage, Verdict } from './model.ts';
import { clausesOf } from './question/clauses.ts';
import type { BankIndex } from './retrieval/bank-index.ts';
import type { Case } from './retrieval/case.ts';
import { evidenceSignals } from './retrieval/evidence-signals.ts';
import { PassageIndex } from './retrieval/passage-index.ts';
import type { QuestionView } from './retrieval/question-view.ts';
import { type RankedPassage, rankPassages } from './retrieval/rank.ts';
import { type PassageSignals, signalsOf } from './retrieval/signals.ts';
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

/**
 * Ranks the passages and gathers what tells whether there is evidence at all.
 * @param signals  the passages' signals, where they are known already
 */
export function judgeRanking(
  bench: Bench,
  asked: Case,
  rank: Logistic,
  signals: readonly PassageSignals[] = signalsOf(asked, bench),
): Ranking {
  const ranked = rankPassages(asked, signals, rank);
  return { ranked, signals: evidenceSignals(asked, ranked, bench.bank) };
}

/** One service's passages, ready for questions. */
export function indexPassages(bench: Bench, passages: readonly CitablePassage[]): PassageIndex {
  return new PassageIndex(passages, bench.bank, bench.read, bench.numbersOf2013);
}

/** Where a question is put to: a service's passages, and what the library's answers weigh. */
export interface Addressee {
  readonly service: string;
  readonly index: PassageIndex;
  /** Comparison of two questions -> what holds for the one holds for the other. */
  readonly agreement: Logistic;
  /** Whether the library was answered from the service's present disclosure. */
  readonly isAnswered: boolean;
}

/** Puts a question to a service. */
export function openCase(bench: Bench, question: QuestionView, addressee: Addressee): Case {
  const { service, index, agreement, isAnswered } = addressee;
  const { input } = question;
  const neighbours = weigh(question.neighbours, agreement);
  return {
    question,
    index,
    votes: controlVotes(neighbours, service),
    precedents: isAnswered ? precedentsOf(neighbours, service) : NO_PRECEDENTS,
    partPrecedents: isAnswered ? question.parts.map(part => precedentsOf(weigh(part, agreement), service)) : [],
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
  readonly shares: Readonly<Record<Verdict, number>>;
  /** What stands between the verdict and the customer: with one of these it is never answered without review. */
  readonly guards: readonly Guard[];
  /** What stands against a yes where the verdict is another: what a reviewer would have to prove. */
  readonly againstYes: readonly Guard[];
}

/** The likeliest verdict, and the guards that stand against it. */
export function judgeVerdict(view: VerdictView, models: Readonly<Record<Verdict, Logistic>>): Judgement {
  const by = softmax(VERDICTS.map(verdict => logit(models[verdict], view.signals)));
  const shares = Object.fromEntries(VERDICTS.map((verdict, at) => [verdict, by[at] ?? 0])) as Record<Verdict, number>;
  const verdict = VERDICTS.reduce((best, other) => (shares[other] > shares[best] ? other : best));
  const isAsked = (view.signals.polar ?? 0) > 0 && verdict !== 'yes';
  return {
    verdict,
    share: shares[verdict],
    shares,
    guards: guardsAgainst(verdict, view),
    againstYes: isAsked ? guardsAgainst('yes', view) : [],
  };
}

/**
 * What tells whether the first citation and the verdict are both right: the shares' own opinion and the evidence, as log-odds. Forty
 * further signals were tried beside these two and told nothing more (bench/TRIED.md).
 */
export const confidenceSignals = ({ share }: Judgement, evidence: number): Readonly<Record<string, number>> => ({
  share: logOdds(share),
  evidence: logOdds(evidence),
});

const logOdds = (p: number): number => Math.log((p + 0.001) / (1.001 - p));
