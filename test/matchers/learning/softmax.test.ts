import { describe, expect, it } from 'vitest';
import { logit } from '../../../matchers/learning/logistic.ts';
import { fitSoftmax, softmax } from '../../../matchers/learning/softmax.ts';

/** Three classes that lie apart on two signals. */
const EXAMPLES = Array.from({ length: 300 }, (_, at) => {
  const of = at % 3;
  const wobble = ((at * 7919) % 100) / 400;
  return {
    signals: { x: (of === 0 ? 1 : 0) + wobble, y: (of === 1 ? 1 : 0) - wobble },
    shares: [Number(of === 0), Number(of === 1), Number(of === 2)],
  };
});

describe('softmax', () => {
  it('gives shares that sum to one, whatever the size of the numbers', () => {
    for (const logits of [
      [0, 0],
      [1000, -1000, 3],
      [-5, -6, -7, -8],
    ]) {
      expect(softmax(logits).reduce((a, b) => a + b, 0)).toBeCloseTo(1);
    }
    expect(softmax([2, 2])).toEqual([0.5, 0.5]);
  });
});

describe('fitSoftmax', () => {
  it('learns classes that lie apart', () => {
    const models = fitSoftmax(EXAMPLES, 3, 1);
    const right = EXAMPLES.filter(({ signals, shares }) => {
      const by = models.map(model => logit(model, signals));
      return shares[by.indexOf(Math.max(...by))] === 1;
    });
    expect(right.length / EXAMPLES.length).toBeGreaterThan(0.97);
  });

  it('learns the shares where nothing tells the classes apart', () => {
    const examples = Array.from({ length: 100 }, (_, at) => ({ signals: { x: at % 2 }, shares: [0.7, 0.3] }));
    const [first, second] = fitSoftmax(examples, 2, 1).map(model => logit(model, { x: 1 }));
    expect(softmax([first ?? 0, second ?? 0])[0]).toBeCloseTo(0.7, 2);
  });

  it('shrinks towards no effect under a strong penalty', () => {
    const weights = fitSoftmax(EXAMPLES, 3, 1e6).flatMap(model => Object.values(model.weights));
    expect(Math.max(...weights.map(Math.abs))).toBeLessThan(0.01);
  });

  it('gives the same models for the same examples', () => {
    expect(fitSoftmax(EXAMPLES, 3, 1)).toEqual(fitSoftmax(EXAMPLES, 3, 1));
  });
});
