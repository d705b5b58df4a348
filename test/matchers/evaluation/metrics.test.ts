import { describe, expect, it } from 'vitest';
import {
  isOverclaim,
  isRight,
  type Label,
  measure,
  rankOf,
  type Scored,
} from '../../../matchers/evaluation/metrics.ts';
import type { Answer, Status, Verdict } from '../../../matchers/model.ts';

const label = (answerable: Label['answerable'], sections: readonly string[], verdicts: readonly Verdict[]): Label => ({
  service: 'own',
  id: 'q',
  answerable,
  sections,
  verdicts,
});

const answer = (
  status: Status,
  verdict: Verdict,
  confidence: number,
  evidence: number,
  sections: readonly string[],
): Answer => ({
  id: 'q',
  service: 'own',
  status,
  verdict,
  confidence,
  evidence,
  citations: sections.map(section => ({
    section,
    control: section,
    title: '',
    quote: '',
    disclosure: { title: '', version: null, effective: null },
    score: 0.5,
  })),
  quoted: status === 'no-evidence' ? 0 : 1,
  uncovered: [],
  controls: [],
  explanation: { terms: [], guards: [], againstYes: [], precedents: [] },
});

/** Six pairs whose figures can be told by hand. */
const pairs: readonly Scored[] = [
  // Right in all: first section and verdict.
  [label('full', ['12.3.1'], ['yes']), answer('answered', 'yes', 0.95, 0.9, ['12.3.1', '12.4.1'])],
  // The section second, the verdict an overclaim.
  [label('full', ['12.4.1'], ['no']), answer('answered', 'yes', 0.85, 0.8, ['12.3.1', '12.4.1'])],
  // Right section, undecided: neither right nor wrong.
  [label('partial', ['9.2.3'], ['partial', 'unknown']), answer('review', 'unknown', 0.25, 0.6, ['9.2.3'])],
  // Nothing to cite, and left blank.
  [label('none', [], ['unknown']), answer('no-evidence', 'unknown', 0, 0.1, [])],
  // Nothing to cite, yet filled.
  [label('none', [], ['unknown']), answer('review', 'no', 0.35, 0.7, ['12.3.1'])],
  // Something to cite, yet left blank.
  [label('full', ['16.1.1'], ['info']), answer('no-evidence', 'unknown', 0, 0.2, [])],
];

describe('measure', () => {
  const m = measure(pairs);

  it('counts first and third citations over the pairs that have something to cite', () => {
    expect(m.pairs).toBe(6);
    // 12.3.1 and 9.2.3 of four; 12.4.1 is second.
    expect(m.hit1).toBe(2 / 4);
    expect(m.hit3).toBe(3 / 4);
    expect(m.mrr).toBeCloseTo((1 + 1 / 2 + 1 + 0) / 4, 12);
  });

  it('takes a blank as evidence 0 when it parts the answerable from the others', () => {
    // 0.9, 0.8, 0.6, 0 against 0, 0.7: wins 2 + 2 + 1 + (a tie with the blank) 0.5.
    expect(m.auc).toBeCloseTo(5.5 / 8, 12);
  });

  it('measures blanks both ways', () => {
    expect(m.blankRecall).toBe(1 / 2);
    expect(m.blankPrecision).toBe(1 / 2);
  });

  it('judges verdicts where the first citation is right', () => {
    expect(m.verdict).toBe(2 / 2);
  });

  it('measures what went out without review', () => {
    expect(m.answered).toBe(2);
    expect(m.precision).toBe(1 / 2);
    // Settled by some label: yes, no, partial, info.
    expect(m.recall).toBe(1 / 4);
    expect(m.overclaims).toBe(1);
  });

  it('finds the recall that a threshold reaches at 95 % precision', () => {
    // Above 0.85 one right answer of one; below it a wrong one spoils it.
    expect(m.recall95).toBe(1 / 4);
  });

  it('measures calibration over what was decided', () => {
    // Bins 0.9: |1 - 0.95|, 0.8: |0 - 0.85|, 0.3: |0 - 0.35|; three decided pairs.
    expect(m.ece).toBeCloseTo((0.05 + 0.85 + 0.35) / 3, 12);
  });

  it('says NaN where there is nothing to divide by, not zero', () => {
    const empty = measure([]);
    expect(empty.pairs).toBe(0);
    expect(empty.overclaims).toBe(0);
    for (const name of ['hit1', 'auc', 'blankRecall', 'precision', 'recall'] as const) expect(empty[name]).toBeNaN();
  });

  it('leaves pairs on which the labellers differ out of what is about citing and blanks', () => {
    const weak: Scored = [label('weak', ['12.3.1'], ['yes', 'unknown']), answer('no-evidence', 'unknown', 0, 0.1, [])];
    const { hit1, auc, blankRecall, blankPrecision } = measure([...pairs, weak]);
    expect([hit1, auc, blankRecall, blankPrecision]).toEqual([m.hit1, m.auc, m.blankRecall, m.blankPrecision]);
  });

  it('puts equal confidences on one side of a threshold, for no threshold parts them', () => {
    const tie = (verdict: Verdict): Scored => [
      label('full', ['12.3.1'], ['yes']),
      answer('review', verdict, 0.7, 0.9, ['12.3.1']),
    ];
    expect(measure([tie('yes'), tie('no')]).recall95).toBe(0);
    expect(measure([tie('no'), tie('yes')]).recall95).toBe(0);
  });
});

describe('rankOf, isRight and isOverclaim', () => {
  const cited = (...sections: string[]) => answer('answered', 'yes', 0.9, 0.9, sections);

  it('read CLD 8.1.5 and A.12.3.1 as other spellings of the same sections', () => {
    expect(rankOf([label('full', ['CLD 8.1.5'], []), cited('CLD.8.1.5')])).toBe(1);
    expect(rankOf([label('full', ['A.12.3.1'], []), cited('9.1.1', '12.3.1')])).toBe(2);
    expect(rankOf([label('full', ['12.3.1'], []), cited('2.3.1')])).toBe(Number.POSITIVE_INFINITY);
  });

  it('want section and verdict both right', () => {
    expect(isRight([label('full', ['12.3.1'], ['yes']), cited('12.3.1')])).toBe(true);
    expect(isRight([label('full', ['12.3.1'], ['no']), cited('12.3.1')])).toBe(false);
    expect(isRight([label('full', ['12.3.1'], ['yes']), cited('12.4.1', '12.3.1')])).toBe(false);
  });

  it.each([
    ['yes', ['no'], true],
    ['yes', ['partial'], true],
    ['yes', ['yes', 'no'], false],
    ['partial', ['no'], true],
    ['partial', ['yes'], false],
    ['no', ['yes'], false],
    ['info', ['unknown'], false],
  ] as const)('take %s where the labels are %j as overclaim: %s', (verdict, verdicts, is) => {
    const pair: Scored = [label('full', ['12.3.1'], verdicts), answer('answered', verdict, 0.9, 0.9, ['12.3.1'])];
    expect(isOverclaim(pair)).toBe(is);
  });
});
