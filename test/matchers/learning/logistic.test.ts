import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Example, fitLogistic, logit, probability } from '../../../matchers/learning/logistic.ts';

/** Right when `a` is large; `b` says nothing. */
const separable: readonly Example[] = [0, 0.1, 0.2, 0.3, 0.7, 0.8, 0.9, 1].map((a, at) => ({
  signals: { a, b: at % 2 },
  label: a > 0.5,
}));

describe('probability', () => {
  it('is one half where nothing speaks for or against', () => {
    expect(probability({ bias: 0, weights: {} }, { a: 7 })).toBe(0.5);
  });

  it('does not count a signal that the model has no weight for, nor one that is absent', () => {
    const model = { bias: 1, weights: { a: 2 } };
    expect(logit(model, { a: 3, other: 100 })).toBe(7);
    expect(logit(model, {})).toBe(1);
  });

  it('stays within 0 and 1, however large the signals', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), a => {
        const p = probability({ bias: 0, weights: { a: 1 } }, { a });
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('fitLogistic', () => {
  it('learns a separable example set', () => {
    const model = fitLogistic(separable);
    for (const { signals, label } of separable) expect(probability(model, signals) > 0.5).toBe(label);
  });

  it('gives a signal that says nothing next to no weight', () => {
    const { weights } = fitLogistic(separable);
    expect(Math.abs(weights.b ?? Number.NaN)).toBeLessThan(0.2 * Math.abs(weights.a ?? 0));
  });

  it('is deterministic: the same examples give the same weights', () => {
    expect(fitLogistic(separable)).toEqual(fitLogistic(separable));
  });

  it('does not depend on the order of the examples', () => {
    const model = fitLogistic(separable);
    const turned = fitLogistic([...separable].reverse());
    expect(turned.bias).toBeCloseTo(model.bias, 8);
    expect(turned.weights.a).toBeCloseTo(model.weights.a ?? Number.NaN, 8);
  });

  it('shrinks with the ridge: the stronger the penalty, the smaller the weight', () => {
    const weights = [0.1, 1, 10, 100].map(ridge => Math.abs(fitLogistic(separable, ridge).weights.a ?? Number.NaN));
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights[3]).toBeLessThan(0.2 * (weights[0] ?? 0));
  });

  it('reaches the base rate when no signal tells anything', () => {
    const examples = Array.from({ length: 10 }, (_, at) => ({ signals: { a: 1 }, label: at < 3 }));
    expect(probability(fitLogistic(examples), { a: 1 })).toBeCloseTo(0.3, 3);
  });

  it('counts an example by its weight', () => {
    const signals = { a: 1 };
    const model = fitLogistic([
      { signals, label: true, weight: 3 },
      { signals, label: false, weight: 1 },
    ]);
    expect(probability(model, signals)).toBeCloseTo(0.75, 3);
  });

  it('does not care about the scale of a signal, for signals are standardised', () => {
    const hundredfold = separable.map(({ signals, label }) => ({
      signals: { a: signals.a ?? 0, b: (signals.b ?? 0) * 100 },
      label,
    }));
    const model = fitLogistic(separable);
    const scaled = fitLogistic(hundredfold);
    expect((scaled.weights.b ?? Number.NaN) * 100).toBeCloseTo(model.weights.b ?? Number.NaN, 6);
  });

  it('gives finite weights for a signal that never varies, and for examples of one label alone', () => {
    for (const labels of [
      [true, true, true],
      [true, false, true],
    ]) {
      const { bias, weights } = fitLogistic(labels.map((label, at) => ({ signals: { same: 1, a: at }, label })));
      expect(Number.isFinite(bias)).toBe(true);
      expect(Object.values(weights).every(Number.isFinite)).toBe(true);
    }
  });
});
