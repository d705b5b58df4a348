import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../matchers/index.ts';
import { foldsOf } from '../../../matchers/learning/train.ts';
import { fixtureBase } from '../support/service.ts';

/** A pair of a question and a service, as far as folds look at it. */
const pair = (id: string, service: string) => ({
  question: readQuestion(fixtureBase(), { id, question: 'ログ' }),
  service,
});

describe('foldsOf', () => {
  it('never has a question on both sides, though it is asked of several services', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(ids, fc.integer({ min: 2, max: 5 }), (numbers, folds) => {
        const pairs = numbers.flatMap(n => ['one', 'two', 'three'].map(service => pair(`q${n}`, service)));
        for (const [train, test] of foldsOf(pairs, folds)) {
          const seen = new Set(train.map(p => p.question.input.id));
          expect(test.filter(p => seen.has(p.question.input.id))).toEqual([]);
          expect(train.length + test.length).toBe(pairs.length);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('tests every pair exactly once', () => {
    const pairs = Array.from({ length: 13 }, (_, n) => pair(`q${n}`, 'one'));
    const tested = foldsOf(pairs).flatMap(([, test]) => test);
    expect(new Set(tested)).toEqual(new Set(pairs));
    expect(tested).toHaveLength(pairs.length);
  });

  it('is the same every time', () => {
    const pairs = Array.from({ length: 13 }, (_, n) => pair(`q${n}`, 'one'));
    expect(foldsOf(pairs)).toEqual(foldsOf(pairs));
  });
});
