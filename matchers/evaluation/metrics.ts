import type { Answer, Verdict } from '../model.ts';

/** What a labeller says of one question for one service. */
export interface Label {
  readonly service: string;
  readonly id: string;
  /** weak: the labellers differ on whether there is anything to cite. */
  readonly answerable: 'full' | 'partial' | 'none' | 'weak';
  /** Every section that may be cited first. */
  readonly sections: readonly string[];
  /** Every verdict that counts as right. */
  readonly verdicts: readonly Verdict[];
}

/** Rates are 0..1 and NaN where there is nothing to divide by; counts are pairs. */
export interface Metrics {
  readonly pairs: number;
  /** First citation accepted, over the pairs that have something to cite. */
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr: number;
  /** How well `evidence` parts pairs with something to cite from those without. */
  readonly auc: number;
  /** Pairs without anything to cite that were left blank. */
  readonly blankRecall: number;
  /** Blanks that had nothing to cite. */
  readonly blankPrecision: number;
  /** Right verdicts over right first citations. */
  readonly verdict: number;
  readonly answered: number;
  /** Answered pairs with first citation and verdict both right. */
  readonly precision: number;
  /** Right answered pairs over the pairs that some label settles. */
  readonly recall: number;
  /** Answered yes (or partial) where no label allows it: false statements to a customer. */
  readonly overclaims: number;
  /** Largest recall that a threshold on confidence reaches at 95 % precision. */
  readonly recall95: number;
  /** Expected calibration error of confidence, ten bins. */
  readonly ece: number;
}

/** A labelled pair and what was answered. */
export type Scored = readonly [label: Label, answer: Answer];

/** `CLD 8.1.5` and `A.12.3.1` name the same sections as `CLD.8.1.5` and `12.3.1`. */
const sectionId = (section: string): string =>
  section
    .trim()
    .replace(/^CLD[.\s]?/i, 'CLD.')
    .replace(/^A\.(?=\d)/, '');

/** Place of the first accepted citation, 1-based; Infinity when none is. */
export function rankOf([label, answer]: Scored): number {
  const accepted = new Set(label.sections.map(sectionId));
  const at = answer.citations.findIndex(c => accepted.has(sectionId(c.section)));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

/** First citation and verdict are both right. */
export const isRight = (pair: Scored): boolean => rankOf(pair) === 1 && pair[0].verdicts.includes(pair[1].verdict);

/** Claims more than any labeller would let stand. */
export const isOverclaim = ([label, answer]: Scored): boolean =>
  (answer.verdict === 'yes' && !label.verdicts.includes('yes')) ||
  (answer.verdict === 'partial' && !label.verdicts.some(v => v === 'yes' || v === 'partial'));

const share = (part: number, whole: number): number => (whole ? part / whole : Number.NaN);

function areaUnderCurve(positive: readonly Scored[], negative: readonly Scored[]): number {
  const evidence = ([, a]: Scored) => (a.status === 'no-evidence' ? 0 : a.evidence);
  let wins = 0;
  for (const p of positive) {
    for (const n of negative) wins += evidence(p) > evidence(n) ? 1 : evidence(p) === evidence(n) ? 0.5 : 0;
  }
  return share(wins, positive.length * negative.length);
}

function calibrationError(decided: readonly Scored[]): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0, confidence: 0 }));
  for (const pair of decided) {
    const bin = bins[Math.min(9, Math.floor(pair[1].confidence * 10))];
    if (!bin) continue;
    bin.n++;
    bin.confidence += pair[1].confidence;
    if (isRight(pair)) bin.right++;
  }
  return bins.reduce((sum, b) => sum + Math.abs(b.right - b.confidence), 0) / Math.max(1, decided.length);
}

function recallAtPrecision(decided: readonly Scored[], settled: number, precision: number): number {
  const sorted = [...decided].sort((a, b) => b[1].confidence - a[1].confidence);
  let right = 0;
  let best = 0;
  sorted.forEach((pair, i) => {
    if (isRight(pair)) right++;
    const next = sorted[i + 1];
    const isEdge = !next || next[1].confidence < pair[1].confidence;
    if (isEdge && right / (i + 1) >= precision) best = right;
  });
  return share(best, settled);
}

/** The figures by which Kotae is judged, over labelled pairs. */
export function measure(pairs: readonly Scored[]): Metrics {
  const citable = pairs.filter(([l]) => l.answerable === 'full' || l.answerable === 'partial');
  const none = pairs.filter(([l]) => l.answerable === 'none');
  const settled = pairs.filter(([l]) => l.verdicts.some(v => v !== 'unknown')).length;
  const decided = pairs.filter(([, a]) => a.status !== 'no-evidence' && a.verdict !== 'unknown');
  const answered = decided.filter(([, a]) => a.status === 'answered');
  const blank = pairs.filter(([l, a]) => a.status === 'no-evidence' && l.answerable !== 'weak');
  const found = citable.filter(pair => rankOf(pair) === 1);
  return {
    pairs: pairs.length,
    hit1: share(found.length, citable.length),
    hit3: share(citable.filter(pair => rankOf(pair) <= 3).length, citable.length),
    mrr: share(
      citable.reduce((sum, pair) => sum + 1 / rankOf(pair), 0),
      citable.length,
    ),
    auc: areaUnderCurve(citable, none),
    blankRecall: share(none.filter(([, a]) => a.status === 'no-evidence').length, none.length),
    blankPrecision: share(blank.filter(([l]) => l.answerable === 'none').length, blank.length),
    verdict: share(found.filter(([l, a]) => l.verdicts.includes(a.verdict)).length, found.length),
    answered: answered.length,
    precision: share(answered.filter(isRight).length, answered.length),
    recall: share(answered.filter(isRight).length, settled),
    overclaims: answered.filter(isOverclaim).length,
    recall95: recallAtPrecision(decided, settled, 0.95),
    ece: calibrationError(decided),
  };
}
