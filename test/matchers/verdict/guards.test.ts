import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../../matchers/judge.ts';
import type { Verdict } from '../../../matchers/model.ts';
import { type Guard, guardsAgainst, uncoveredClauses } from '../../../matchers/verdict/guards.ts';
import type { VerdictView } from '../../../matchers/verdict/verdict-signals.ts';

/** A question with one clause and a sentence that affirms it plainly. */
const plain: VerdictView = {
  signals: { affirmative: 1, polar: 1 },
  clauses: [{ clause: '通信を暗号化していますか。', coverage: 0.9 }],
  notStated: [],
  missed: [],
  others: [],
};

const withSignals = (signals: Readonly<Record<string, number>>): VerdictView => ({
  ...plain,
  signals: { ...plain.signals, ...signals },
});

describe('the guards against yes', () => {
  it('let a plain affirmation pass', () => {
    expect(guardsAgainst('yes', plain)).toEqual([]);
  });

  it('let a function that the customer can use pass', () => {
    expect(guardsAgainst('yes', withSignals({ affirmative: 0, feature: 1 }))).toEqual([]);
  });

  it.each<readonly [guard: Guard, why: string, view: VerdictView]>([
    ['nothing-affirmed', 'no sentence says so', withSignals({ affirmative: 0 })],
    ['sentence-denies', 'the sentence says the contrary', withSignals({ bestNegative: 1 })],
    ['customer-responsibility', 'the customer does it, not the provider', withSignals({ bestCustomer: 1 })],
    ['hedged', 'might, planned, optional: no commitment', withSignals({ hedged: 1 })],
    ['threshold-not-stated', 'the figure asked for is not given', { ...plain, notStated: ['1年'] }],
    ['threshold-missed', 'the figure given is worse', { ...plain, missed: ['1年'] }],
    ['only-a-pointer', 'it only says where it is written', withSignals({ pointer: 1 })],
    [
      'clause-not-covered',
      'half of the question is not spoken of',
      { ...plain, clauses: [...plain.clauses, { clause: '鍵は毎年更新していますか。', coverage: 0 }] },
    ],
  ])('%s holds it back: %s', (guard, _why, view) => {
    expect(guardsAgainst('yes', view)).toContain(guard);
  });

  it('read a denial relative to the question: for 〜しないこと it is what affirms', () => {
    const denied = withSignals({ affirmative: 0, bestNegative: 1, absence: 1 });
    expect(guardsAgainst('yes', denied)).toEqual([]);
    expect(guardsAgainst('yes', { ...denied, signals: { ...denied.signals, absence: 0 } })).toContain(
      'sentence-denies',
    );
  });
});

describe('the guards against the other verdicts', () => {
  it.each<readonly [verdict: Verdict, guard: Guard, why: string, view: VerdictView]>([
    ['partial', 'only-a-pointer', 'a pointer alone settles nothing', withSignals({ pointer: 1, affirmative: 0 })],
    ['no', 'nothing-denied', 'nobody said no', plain],
    ['customer', 'not-the-customer', 'nobody spoke of the customer', plain],
    ['info', 'not-an-open-question', 'a yes/no question wants a yes or a no', plain],
    [
      'info',
      'asked-thing-not-told',
      'the thing asked for is not told',
      { ...withSignals({ open: 1, polar: 0 }), notStated: ['1年'] },
    ],
  ])('%s is held back by %s: %s', (verdict, guard, _why, view) => {
    expect(guardsAgainst(verdict, view)).toContain(guard);
  });

  it('let no pass when the sentence denies, or when the figure given is worse than the one asked for', () => {
    expect(guardsAgainst('no', withSignals({ bestNegative: 1 }))).toEqual([]);
    expect(guardsAgainst('no', { ...plain, missed: ['1年'] })).toEqual([]);
  });

  it('let customer pass when the passage speaks of the customer', () => {
    expect(guardsAgainst('customer', withSignals({ customer: 1 }))).toEqual([]);
    expect(guardsAgainst('customer', withSignals({ passageCustomer: 1 }))).toEqual([]);
  });

  it('let info pass for an open question and for a subject alone', () => {
    expect(guardsAgainst('info', withSignals({ open: 1, polar: 0 }))).toEqual([]);
    expect(guardsAgainst('info', withSignals({ noun: 1, polar: 0 }))).toEqual([]);
  });
});

/** Any view, also ones that no question gives. */
const anyView = fc.record({
  signals: fc.dictionary(
    fc.constantFrom(
      ...['affirmative', 'feature', 'bestNegative', 'bestCustomer', 'hedged', 'pointer', 'absence', 'open', 'noun'],
      ...['held', 'customer', 'passageCustomer', 'polar'],
    ),
    fc.constantFrom(0, 0.5, 1),
  ),
  clauses: fc.array(fc.record({ clause: fc.string(), coverage: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 4,
  }),
  notStated: fc.array(fc.string(), { maxLength: 2 }),
  missed: fc.array(fc.string(), { maxLength: 2 }),
  others: fc.array(fc.string(), { maxLength: 2 }),
});

describe('a near likeness of what is asked', () => {
  it('holds back every verdict but unknown: nothing is said of the thing itself', () => {
    const view = { ...plain, others: ['アクセスログ'] };
    for (const verdict of VERDICTS.filter(v => v !== 'unknown')) {
      expect(guardsAgainst(verdict, view)).toContain('another-thing');
    }
    expect(guardsAgainst('unknown', view)).toEqual([]);
    expect(guardsAgainst('yes', plain)).toEqual([]);
  });
});

describe('for any view', () => {
  it('unknown always passes, so that there is always a verdict', () => {
    fc.assert(
      fc.property(anyView, view => {
        expect(guardsAgainst('unknown', view)).toEqual([]);
      }),
    );
  });

  it('what speaks against a yes never stops doing so when more is said against it', () => {
    fc.assert(
      fc.property(anyView, view => {
        const worse = { ...view, missed: [...view.missed, '1年'], signals: { ...view.signals, hedged: 1 } };
        expect(guardsAgainst('yes', worse)).toEqual(expect.arrayContaining([...guardsAgainst('yes', view)]));
        expect(guardsAgainst('yes', worse)).toContain('threshold-missed');
      }),
    );
  });

  it('names each guard once', () => {
    fc.assert(
      fc.property(anyView, fc.constantFrom(...VERDICTS), (view, verdict) => {
        const guards = guardsAgainst(verdict, view);
        expect(new Set(guards).size).toBe(guards.length);
      }),
    );
  });
});

describe('uncoveredClauses', () => {
  it('names the clauses that the passage does not speak of', () => {
    const clauses = [
      { clause: 'ログを取得していますか。', coverage: 0.8 },
      { clause: '端末を施錠していますか。', coverage: 0.05 },
    ];
    expect(uncoveredClauses({ ...plain, clauses })).toEqual(['端末を施錠していますか。']);
  });

  it('names none of a question with a single clause, for the evidence as a whole tells of that', () => {
    expect(uncoveredClauses({ ...plain, clauses: [{ clause: '端末を施錠していますか。', coverage: 0 }] })).toEqual([]);
  });
});
