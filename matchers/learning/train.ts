import type { Label } from '../evaluation/metrics.ts';
import {
  type Bench,
  confidenceSignals,
  type Judgement,
  judgeRanking,
  judgeVerdict,
  openCase,
  type Ranking,
  type Reading,
  readPassage,
  VERDICTS,
} from '../judge.ts';
import type { Verdict } from '../model.ts';
import { isClaim, type Models, type Weights } from '../models.ts';
import type { Case } from '../retrieval/case.ts';
import type { PassageIndex } from '../retrieval/passage-index.ts';
import type { QuestionView } from '../retrieval/question-view.ts';
import { type PassageSignals, signalsOf } from '../retrieval/signals.ts';
import { type Example, fitLogistic, type Logistic, probability } from './logistic.ts';
import { fitSoftmax } from './softmax.ts';

/** A question, a service's passages and what a person found there. */
export interface LabelledPair {
  readonly question: QuestionView;
  readonly index: PassageIndex;
  readonly label: Label;
}

/** A labelled pair with the question put to the service. */
interface TrainingPair extends Case {
  readonly label: Label;
}

/** Precision that answers without review must reach on the whole; a false claim (yes, partial) is worse than any other. */
const STATED_PRECISION = { claim: 0.97, statement: 0.95 } as const;
/** Share of the blanks that must have nothing to cite; out of sample, where entries by the same author are silent, it is lower than in use. */
const BLANK_PRECISION = 0.82;
const FOLDS = 5;
/** Answers over which a precision is believed. */
const ENOUGH = 20;
/** Ridge penalties, chosen once by cross-validation: the fewer the examples a signal, the stronger. */
const RIDGE = { agreement: 3, rank: 2, evidence: 5, verdict: 10, confidence: 8 } as const;

const isCitable = ({ label }: { readonly label: Label }): boolean =>
  label.answerable === 'full' || label.answerable === 'partial';

/** Splits pairs into folds by question, so that no question is both learned from and measured. */
export function foldsOf<T extends { readonly question: QuestionView }>(
  pairs: readonly T[],
  folds = FOLDS,
): readonly (readonly [train: readonly T[], test: readonly T[]])[] {
  const ids = [...new Set(pairs.map(p => p.question.input.id))];
  const foldOf = new Map(ids.map((id, at) => [id, at % folds]));
  return Array.from({ length: folds }, (_, fold) => [
    pairs.filter(p => foldOf.get(p.question.input.id) !== fold),
    pairs.filter(p => foldOf.get(p.question.input.id) === fold),
  ]);
}

/**
 * Learns all weights from labelled pairs, whose questions' neighbours are by other authors. Deterministic: the same pairs give the
 * same weights.
 * @param say  is told what is being done, for it takes minutes
 */
export function train(bench: Bench, pairs: readonly LabelledPair[], say: (doing: string) => void = () => {}): Weights {
  say(`agreement of questions, ${pairs.length} pairs`);
  const agreement = trainAgreement(pairs);
  const opened = (isAnswered: boolean) =>
    pairs.map(({ question, label, index }) => ({
      ...openCase(bench, question, { service: label.service, index, agreement, isAnswered }),
      label,
    }));
  say('with the library');
  const withLibrary = trainModels(bench, opened(true), say);
  say('without the library');
  return { agreement, withLibrary, withoutLibrary: trainModels(bench, opened(false), say) };
}

/** Learns how far the verdict of one question holds for another, from questions and their neighbours by other authors. */
function trainAgreement(pairs: readonly LabelledPair[]): Logistic {
  const examples: Example[] = [];
  for (const { question, label } of pairs.filter(isCitable)) {
    for (const { entry, comparison } of question.neighbours) {
      const answer = entry.answers.get(label.service);
      if (!answer?.sections[0] || !label.sections.includes(answer.sections[0])) continue;
      const agrees = answer.verdicts.filter(v => label.verdicts.includes(v)).length / answer.verdicts.length;
      examples.push({ signals: comparison, label: agrees >= 0.5 });
    }
  }
  return fitLogistic(examples, RIDGE.agreement);
}

/** A pair with the signals of its passages, and what each passage was read as, so that neither is worked out twice. */
interface Prepared {
  readonly question: QuestionView;
  readonly pair: TrainingPair;
  readonly signals: readonly PassageSignals[];
  readonly read: (at: number) => Reading | null;
}

function prepared(bench: Bench, pair: TrainingPair): Prepared {
  const readings = new Map<number, Reading | null>();
  const read = (at: number) => {
    const known = readings.get(at);
    if (known !== undefined) return known;
    const reading = readPassage(bench, pair, at);
    readings.set(at, reading);
    return reading;
  };
  return { question: pair.question, pair, signals: signalsOf(pair, bench), read };
}

/**
 * Learns one set of models. Each model learns from what the ones before it say of questions they never saw, so that its
 * probabilities hold out of sample.
 */
function trainModels(bench: Bench, pairs: readonly TrainingPair[], say: (doing: string) => void): Models {
  say('  passages');
  const all = pairs.map(pair => prepared(bench, pair));
  const items = foldsOf(all).flatMap(([learn, test]) => {
    const rank = trainRank(learn);
    return test.map(item => ranked(bench, item, rank));
  });
  say('  verdicts');
  const outOfSample = foldsOf(items).flatMap(([learn, test]) => {
    const evidence = trainEvidence(learn);
    const verdict = trainVerdict(learn);
    return test.flatMap(item => judged(item, evidence, verdict));
  });
  const blankBelow = chooseBlank(outOfSample);
  const decided = outOfSample.filter(j => j.judgement.verdict !== 'unknown' && j.evidence >= blankBelow);
  say('  confidence');
  const confidences = foldsOf(decided).flatMap(([learn, test]) => {
    const model = fitLogistic(learn.map(confidenceExample), RIDGE.confidence);
    return test.map(j => ({ ...j, confidence: probability(model, confidenceExample(j).signals) }));
  });
  const unguarded = confidences.filter(c => c.judgement.guards.length === 0);
  return {
    rank: trainRank(all),
    evidence: trainEvidence(items),
    verdict: trainVerdict(items),
    confidence: fitLogistic(decided.map(confidenceExample), RIDGE.confidence),
    blankBelow,
    answeredFrom: {
      claim: chooseAnswered(
        unguarded.filter(c => isClaim(c.judgement.verdict)),
        STATED_PRECISION.claim,
      ),
      statement: chooseAnswered(
        unguarded.filter(c => !isClaim(c.judgement.verdict)),
        STATED_PRECISION.statement,
      ),
    },
  };
}

function trainRank(items: readonly Prepared[]): Logistic {
  const examples: Example[] = [];
  for (const { pair, signals } of items) {
    if (!isCitable(pair)) continue;
    signals.forEach((own, at) => {
      const section = pair.index.passages[at]?.passage.section ?? '';
      examples.push({
        signals: own,
        label: pair.label.sections.includes(section),
      });
    });
  }
  return fitLogistic(examples, RIDGE.rank);
}

interface Ranked {
  readonly question: QuestionView;
  readonly pair: TrainingPair;
  readonly ranking: Ranking;
  readonly reading: Reading | null;
  readonly firstIsRight: boolean;
}

function ranked(bench: Bench, { question, pair, signals, read }: Prepared, rank: Logistic): Ranked {
  const ranking = judgeRanking(bench, pair, rank, signals);
  const at = ranking.ranked[0]?.at ?? -1;
  const section = pair.index.passages[at]?.passage.section ?? '';
  return { question, pair, ranking, reading: read(at), firstIsRight: pair.label.sections.includes(section) };
}

const trainEvidence = (items: readonly Ranked[]): Logistic =>
  fitLogistic(
    items
      .filter(i => i.pair.label.answerable !== 'weak')
      .map(i => ({ signals: i.ranking.signals, label: isCitable(i.pair) })),
    RIDGE.evidence,
  );

function trainVerdict(items: readonly Ranked[]): Record<Verdict, Logistic> {
  const examples = items.flatMap(({ firstIsRight, reading, pair: { label } }) =>
    firstIsRight && reading
      ? [
          {
            signals: reading.view.signals,
            shares: VERDICTS.map(verdict => Number(label.verdicts.includes(verdict)) / label.verdicts.length),
          },
        ]
      : [],
  );
  const models = fitSoftmax(examples, VERDICTS.length, RIDGE.verdict);
  return Object.fromEntries(VERDICTS.map((verdict, at) => [verdict, models[at]])) as Record<Verdict, Logistic>;
}

interface Judged {
  readonly question: QuestionView;
  readonly item: Ranked;
  readonly evidence: number;
  readonly judgement: Judgement;
  readonly right: boolean;
}

function judged(item: Ranked, evidence: Logistic, verdict: Record<Verdict, Logistic>): readonly Judged[] {
  const { question, reading, firstIsRight, pair } = item;
  if (!reading) return [];
  const judgement = judgeVerdict(reading.view, verdict);
  return [
    {
      question,
      item,
      evidence: probability(evidence, item.ranking.signals),
      judgement,
      right: firstIsRight && pair.label.verdicts.includes(judgement.verdict),
    },
  ];
}

const confidenceExample = ({ judgement, evidence, right }: Judged): Example => ({
  signals: confidenceSignals(judgement, evidence),
  label: right,
});

/**
 * The evidence below which a question is left blank: where blanks are as often right as what has nothing to cite is blank, and from
 * there on up as long as the stated share of the blanks is right: in doubt a blank, for what is cited wrongly is worse.
 */
function chooseBlank(items: readonly Judged[]): number {
  const known = items.filter(j => j.item.pair.label.answerable !== 'weak').sort((a, b) => a.evidence - b.evidence);
  const none = known.filter(j => j.item.pair.label.answerable === 'none').length;
  let right = 0;
  let threshold = 0;
  known.forEach(({ item, evidence }, i) => {
    if (item.pair.label.answerable === 'none') right++;
    const precision = right / (i + 1);
    if (right / none <= precision || precision >= BLANK_PRECISION) threshold = evidence;
  });
  return Number(threshold.toFixed(2));
}

/** The lowest confidence above which the stated precision held over at least twenty answers; above 1 when it held nowhere. */
function chooseAnswered(
  items: readonly { readonly confidence: number; readonly right: boolean }[],
  precision: number,
): number {
  const sorted = [...items].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold = 1.01;
  sorted.forEach(({ confidence, right: isRight }, i) => {
    if (isRight) right++;
    if (i + 1 >= ENOUGH && right / (i + 1) >= precision) threshold = confidence;
  });
  return Number(threshold.toFixed(4));
}
