import type { Label } from '../evaluation/metrics.ts';
import {
  type Bench,
  confidenceSignals,
  type Judgement,
  judgeRanking,
  judgeVerdict,
  type Ranking,
  type Reading,
  readPassage,
  VERDICTS,
} from '../judge.ts';
import type { Verdict } from '../model.ts';
import { isClaim, type Models } from '../models.ts';
import type { Case } from '../retrieval/case.ts';
import type { QuestionView } from '../retrieval/question-view.ts';
import { signalsOf } from '../retrieval/signals.ts';
import { type Example, fitLogistic, type Logistic, probability } from './logistic.ts';

/** A labelled pair ready to learn from. */
export interface TrainingPair extends Case {
  readonly label: Label;
  /**
   * The knowledge (facts above all) was written without sight of this pair, so that what is learned from it holds for questions to
   * come: confidence is learned from such pairs alone, and verdicts mostly.
   */
  readonly calibrates: boolean;
}

/** Precision that answers without review must reach, each of them and all together; a wrong yes is worse than a blank. */
export const STATED_PRECISION = 0.95;
const FOLDS = 5;
/** Answers over which a precision is believed. */
const ENOUGH = 20;
/** Ridge penalties, chosen once by cross-validation: the fewer the examples a signal, the stronger. */
const RIDGE = { rank: 2, evidence: 5, verdict: 8, confidence: 8 } as const;

/** How much a pair counts for verdicts that the authors of the knowledge had in view. */
const SEEN_WEIGHT = 0.3;

const isCitable = ({ label }: TrainingPair): boolean => label.answerable === 'full' || label.answerable === 'partial';

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

function trainRank(bench: Bench, pairs: readonly TrainingPair[]): Logistic {
  const examples: Example[] = [];
  for (const pair of pairs.filter(isCitable)) {
    signalsOf(pair, bench).forEach((signals, at) => {
      const section = pair.index.passages[at]?.passage.section ?? '';
      examples.push({ signals: { ...signals }, label: pair.label.sections.includes(section) });
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

/** Rankings of pairs by models that never saw their questions. */
function rankOutOfSample(bench: Bench, pairs: readonly TrainingPair[]): readonly Ranked[] {
  return foldsOf(pairs).flatMap(([train, test]) => {
    const rank = trainRank(bench, train);
    return test.map(pair => ranked(bench, pair, rank));
  });
}

function ranked(bench: Bench, pair: TrainingPair, rank: Logistic): Ranked {
  const { question, index, label } = pair;
  const ranking = judgeRanking(bench, pair, rank);
  const at = ranking.ranked[0]?.at ?? -1;
  const section = index.passages[at]?.passage.section ?? '';
  return {
    question,
    pair,
    ranking,
    reading: readPassage(bench, pair, at),
    firstIsRight: label.sections.includes(section),
  };
}

const trainEvidence = (items: readonly Ranked[]): Logistic =>
  fitLogistic(
    items
      .filter(i => i.pair.label.answerable !== 'weak')
      .map(i => ({ signals: i.ranking.signals, label: isCitable(i.pair) })),
    RIDGE.evidence,
  );

function trainVerdict(items: readonly Ranked[]): Record<Verdict, Logistic> {
  const right = items.filter(i => i.firstIsRight && i.reading);
  const models = VERDICTS.map(verdict => {
    const examples = right.map(({ reading, pair }) => ({
      signals: reading?.view.signals ?? {},
      label: pair.label.verdicts.includes(verdict),
      weight:
        (pair.calibrates ? 1 : SEEN_WEIGHT) *
        (pair.label.verdicts.includes(verdict) ? 1 / pair.label.verdicts.length : 1),
    }));
    return [verdict, fitLogistic(examples, RIDGE.verdict)] as const;
  });
  return Object.fromEntries(models) as Record<Verdict, Logistic>;
}

interface Judged {
  readonly question: QuestionView;
  readonly item: Ranked;
  readonly evidence: number;
  readonly judgement: Judgement;
  readonly right: boolean;
}

function judged(item: Ranked, evidence: Logistic, verdict: Record<Verdict, Logistic>): readonly Judged[] {
  if (!item.reading) return [];
  const judgement = judgeVerdict(item.reading.view, verdict);
  return [
    {
      question: item.question,
      item,
      evidence: probability(evidence, item.ranking.signals),
      judgement,
      right: item.firstIsRight && item.pair.label.verdicts.includes(judgement.verdict),
    },
  ];
}

const confidenceExample = (j: Judged): Example => ({
  signals: confidenceSignals(
    j.item.ranking,
    j.judgement,
    j.evidence,
    j.item.reading?.view ?? { signals: {}, clauses: [], notStated: [], missed: [] },
  ),
  label: j.right,
});

/**
 * Learns all models from labelled pairs. Each model learns from what the ones before it say of questions they never saw, so that
 * its probabilities hold out of sample. Deterministic: the same pairs give the same weights.
 */
export function train(bench: Bench, pairs: readonly TrainingPair[]): Models {
  const items = rankOutOfSample(bench, pairs);
  const outOfSample = foldsOf(items).flatMap(([learn, test]) => {
    const evidence = trainEvidence(learn);
    const verdict = trainVerdict(learn);
    return test.flatMap(item => judged(item, evidence, verdict));
  });
  const unseen = outOfSample.filter(j => j.item.pair.calibrates);
  const blankBelow = chooseBlank(unseen);
  const decided = unseen.filter(j => j.judgement.verdict !== 'unknown' && j.evidence >= blankBelow);
  const confidences = foldsOf(decided).flatMap(([learn, test]) => {
    const model = fitLogistic(learn.map(confidenceExample), RIDGE.confidence);
    return test.map(j => ({
      isClaim: isClaim(j.judgement.verdict),
      confidence: probability(model, confidenceExample(j).signals),
      right: j.right,
    }));
  });
  return {
    rank: trainRank(bench, pairs),
    evidence: trainEvidence(items),
    verdict: trainVerdict(items),
    confidence: fitLogistic(decided.map(confidenceExample), RIDGE.confidence),
    blankBelow,
    answeredFrom: {
      claim: chooseAnswered(confidences.filter(c => c.isClaim)),
      statement: chooseAnswered(confidences.filter(c => !c.isClaim)),
    },
  };
}

/** The evidence at which blanks are as often right as the pairs without evidence are blank. */
function chooseBlank(items: readonly Judged[]): number {
  const known = items.filter(j => j.item.pair.label.answerable !== 'weak');
  const none = known.filter(j => j.item.pair.label.answerable === 'none');
  let best = { threshold: 0.5, worst: -1 };
  for (let threshold = 0.05; threshold < 0.9; threshold += 0.01) {
    const blank = known.filter(j => j.evidence < threshold);
    const rightBlank = blank.filter(j => j.item.pair.label.answerable === 'none').length;
    const worst = Math.min(rightBlank / Math.max(1, none.length), rightBlank / Math.max(1, blank.length));
    if (worst > best.worst) best = { threshold, worst };
  }
  return Number(best.threshold.toFixed(2));
}

/**
 * The lowest confidence above which the stated precision held over at least twenty answers, and never below that precision itself:
 * an answer that is less likely right than stated is not carried along by surer ones. Above 1 when it held nowhere.
 */
function chooseAnswered(items: readonly { readonly confidence: number; readonly right: boolean }[]): number {
  const sorted = [...items].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold = 1.01;
  sorted.forEach(({ confidence, right: isRight }, i) => {
    if (isRight) right++;
    if (i + 1 >= ENOUGH && right / (i + 1) >= STATED_PRECISION) threshold = confidence;
  });
  return Math.max(STATED_PRECISION, Number(threshold.toFixed(4)));
}
