import type { BankEntry } from '../knowledge/controls/bank.ts';
import { type Catalogue, edition2013Of, edition2022Of } from '../knowledge/controls/catalogue.ts';
import { controlsNamedIn } from '../knowledge/controls/control-numbers.ts';
import type { Fact } from '../knowledge/controls/facts.ts';
import type { RelatedSections } from '../knowledge/controls/related.ts';
import type { Thesaurus } from '../knowledge/controls/thesaurus.ts';
import {
  type Bench,
  confidenceSignals,
  indexPassages,
  judgeRanking,
  judgeVerdict,
  openCase,
  quoteOf,
  readPassage,
} from './judge.ts';
import { probability } from './learning/logistic.ts';
import type { Answer, CitablePassage, Citation, ControlMatch, QuestionInput } from './model.ts';
import type { Models } from './models.ts';
import { BankIndex } from './retrieval/bank-index.ts';
import type { Case } from './retrieval/case.ts';
import type { PassageIndex } from './retrieval/passage-index.ts';
import { type QuestionView, viewQuestion } from './retrieval/question-view.ts';
import type { RankedPassage } from './retrieval/rank.ts';
import { sharedTerms } from './retrieval/signals.ts';
import { readable, textReader } from './text/reader.ts';
import { uncoveredClauses } from './verdict/guards.ts';
import weights from './weights.json' with { type: 'json' };

/** What every service's matcher shares: the bank as an index, the thesaurus, the catalogue. Made once; about half a second. */
export interface MatcherBase extends Bench {
  readonly catalogue: Catalogue;
}

/** Content that a matcher is made of; `loadKnowledge` gives it. */
export interface MatcherContent {
  readonly catalogue: Catalogue;
  readonly bank: readonly BankEntry[];
  readonly thesaurus: Thesaurus;
  readonly related: RelatedSections;
  readonly facts: readonly Fact[];
  /** Passages of any disclosures whose wording of a control helps to tell which control a question is about; never cited. */
  readonly wordings?: readonly { readonly key: string; readonly text: string }[];
}

/** Answers questions for one service; pure and synchronous. */
export interface Matcher {
  readonly service: string;
  answer(question: QuestionInput): Answer;
}

/** Longest question that is read; what is beyond is cut off, for no question needs it. */
const LONGEST_QUESTION = 4000;
const MOST_CITATIONS = 5;
const MOST_CONTROLS = 10;
/** A citation beside the first is shown when it may be cited with at least this log-odds relative to the first. */
const SECOND_WITHIN = 6;

export function createMatcherBase({
  catalogue,
  bank,
  thesaurus,
  related,
  facts,
  wordings,
}: MatcherContent): MatcherBase {
  const read = textReader(thesaurus);
  const numbersOf2013 = (control: string) =>
    catalogue.byNumber.get(control)?.standard === '27002:2022' ? edition2013Of(catalogue, control) : [control];
  return { catalogue, read, related, facts, numbersOf2013, bank: new BankIndex(bank, read, wordings) };
}

/** Reads a question; empty and symbol-only texts give a view that matches nothing. */
export function readQuestion(base: MatcherBase, input: QuestionInput): QuestionView {
  const cut = input.question.slice(0, LONGEST_QUESTION);
  return viewQuestion({ ...input, question: cut }, base.bank, base.read, text => controlsNamedIn(text, base.catalogue));
}

/**
 * A matcher over one service's passages.
 * @param base  from `createMatcherBase`, shared by all services
 * @param models  learned weights; default: those that come with Kotae
 */
export function createMatcher(
  base: MatcherBase,
  service: string,
  passages: readonly CitablePassage[],
  models: Models = weights as Models,
): Matcher {
  const index = indexPassages(base, passages);
  return { service, answer: input => answer(base, service, index, models, readQuestion(base, input)) };
}

function answer(
  base: MatcherBase,
  service: string,
  index: PassageIndex,
  models: Models,
  question: QuestionView,
): Answer {
  const { id } = question.input;
  const controls = controlsOf(base, question);
  const nothing: Answer = {
    id,
    service,
    status: 'no-evidence',
    verdict: 'unknown',
    confidence: 0,
    evidence: 0,
    citations: [],
    quoted: 0,
    uncovered: [],
    controls,
    explanation: { terms: [], guards: ['no-words'] },
  };
  if (![...question.own.keys()].some(term => term.startsWith('w'))) return nothing;
  const asked = openCase(base, question, index);
  const ranking = judgeRanking(base, asked, models.rank);
  const first = ranking.ranked[0];
  const reading = first ? readPassage(base, asked, first.at) : null;
  if (!first || !reading) return nothing;
  const evidence = probability(models.evidence, ranking.signals);
  const found = {
    ...nothing,
    evidence: round(evidence),
    citations: citationsOf(asked, ranking.ranked),
  };
  if (evidence < models.blankBelow) return { ...found, explanation: { terms: [], guards: ['no-evidence'] } };
  const judgement = judgeVerdict(reading.view, models.verdict);
  const confidence = probability(models.confidence, confidenceSignals(ranking, judgement, evidence, reading.view));
  const isSure = judgement.verdict !== 'unknown' && confidence >= models.answeredFrom;
  return {
    ...found,
    status: isSure ? 'answered' : 'review',
    verdict: judgement.verdict,
    confidence: round(confidence),
    quoted: 1,
    uncovered: uncoveredClauses(reading.view),
    explanation: {
      terms: sharedTerms(question, index.passages[first.at]?.features ?? new Map()).map(readable),
      guards: [...judgement.guards, ...(isSure ? [] : ['low-confidence'])],
    },
  };
}

/** The passages worth showing, best first, each with the sentences that answer best. */
function citationsOf(asked: Case, ranked: readonly RankedPassage[]): readonly Citation[] {
  const best = ranked[0]?.logit ?? 0;
  return ranked
    .filter(r => r.logit >= best - SECOND_WITHIN)
    .slice(0, MOST_CITATIONS)
    .flatMap(({ at, logit }): readonly Citation[] => {
      const passage = asked.index.passages[at]?.passage;
      const selection = quoteOf(asked, at);
      if (!passage || !selection) return [];
      const { section, control, title, disclosure } = passage;
      return [
        {
          section,
          control,
          title,
          quote: selection.quote,
          disclosure,
          score: round(1 / (1 + Math.exp(-logit))),
        },
      ];
    });
}

/** The controls that a question is about: those it names, then those of the bank, best first. */
function controlsOf(base: MatcherBase, question: QuestionView): readonly ControlMatch[] {
  const ranked = question.keys.filter(({ key }) => !key.startsWith('topic.') && !question.named.includes(key));
  return [
    ...question.named.map(key => ({ key, score: 1 })),
    ...ranked.map(({ key, score }) => ({ key, score: score * 0.99 })),
  ]
    .slice(0, MOST_CONTROLS)
    .map(({ key, score }) => ({
      number: key,
      iso27002_2022: edition2022Of(base.catalogue, key),
      title: base.catalogue.byNumber.get(key)?.ja ?? key,
      score: round(score),
    }));
}

const round = (x: number): number => Math.round(x * 10_000) / 10_000;
