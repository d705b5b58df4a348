import { beforeAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../../knowledge/index.ts';
import { readQuestion } from '../../../matchers/index.ts';
import { indexPassages, VERDICTS } from '../../../matchers/judge.ts';
import { type LabelledPair, train } from '../../../matchers/learning/train.ts';
import type { Weights } from '../../../matchers/models.ts';
import { bundledPassages } from '../../../server/services/labelled-pairs.ts';
import { fixtureBase } from '../support/service.ts';

/** A few of the library's questions for one service: enough to learn something, few enough to learn it quickly. */
function someAsked(): readonly LabelledPair[] {
  const base = fixtureBase();
  const index = indexPassages(base, bundledPassages().get('tatsujin-cube') ?? []);
  return loadLibrary()
    .filter((_, at) => at % 40 === 0)
    .flatMap(entry => {
      const answer = entry.answers.get('tatsujin-cube');
      if (!answer) return [];
      const label = { service: 'tatsujin-cube', id: entry.id, ...answer };
      return [{ question: readQuestion(base, entry, entry.author), index, label }];
    });
}

describe('train', () => {
  let weights: Weights;
  const said: string[] = [];
  beforeAll(() => {
    weights = train(fixtureBase(), someAsked(), doing => said.push(doing));
  }, 60_000);

  it('gives the same weights for the same pairs', () => {
    expect(train(fixtureBase(), someAsked())).toEqual(weights);
  }, 60_000);

  it('learns a model for every verdict, with the library and without', () => {
    for (const models of [weights.withLibrary, weights.withoutLibrary]) {
      expect(Object.keys(models.verdict)).toEqual([...VERDICTS]);
      expect(models.blankBelow).toBeGreaterThan(0);
    }
    expect(Object.keys(weights.withLibrary.verdict.yes.weights)).toContain('precedent:yes');
    expect(weights.withoutLibrary.verdict.yes.weights['precedent:yes'] ?? 0, 'there is nothing to see').toBe(0);
  });

  it('trusts a like question more than an unlike one', () => {
    expect(weights.agreement.weights.leastCovered).toBeGreaterThan(0);
  });

  it('answers nothing without review where too few answers prove the stated precision', () => {
    const few = train(fixtureBase(), someAsked().slice(0, 40));
    for (const { answeredFrom } of [few.withLibrary, few.withoutLibrary]) {
      expect(answeredFrom).toEqual({ claim: 1.01, statement: 1.01 });
    }
  });

  it('says what it is doing, for it takes minutes on all pairs', () => {
    expect(said).toContain('with the library');
    expect(said).toContain('without the library');
  });
});
