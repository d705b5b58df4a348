import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermIndex } from '../../../matchers/retrieval/term-index.ts';
import type { Features } from '../../../matchers/text/features.ts';

const doc = (...terms: string[]): Features => new Map(terms.map(term => [term, 1]));

/** Texts over few terms, so that they often share some. */
const features = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.double({ min: 0.1, max: 3, noNaN: true }))
  .map((record): Features => new Map(Object.entries(record)));
const corpus = fc.array(features, { minLength: 1, maxLength: 8 });

describe('TermIndex', () => {
  it('scores by cosine: 0 for no shared term, 1 for the same text, between for some', () => {
    fc.assert(
      fc.property(corpus, features, (documents, query) => {
        const scores = new TermIndex(documents).scores(query);
        expect(scores).toHaveLength(documents.length);
        documents.forEach((document, at) => {
          const score = scores[at] ?? Number.NaN;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-5);
          const isShared = [...query.keys()].some(term => document.has(term));
          expect(score > 0).toBe(isShared);
        });
      }),
    );
  });

  it('gives a text the score 1 with itself', () => {
    fc.assert(
      fc.property(corpus, documents => {
        const index = new TermIndex(documents);
        documents.forEach((document, at) => {
          if (document.size > 0) expect(index.scores(document)[at]).toBeCloseTo(1, 4);
        });
      }),
    );
  });

  it('does not care how long the query is: all its weights doubled give the same scores', () => {
    fc.assert(
      fc.property(corpus, features, (documents, query) => {
        const index = new TermIndex(documents);
        const doubled = new Map([...query].map(([term, weight]) => [term, weight * 2]));
        const once = index.scores(query);
        index.scores(doubled).forEach((score, at) => {
          expect(score).toBeCloseTo(once[at] ?? 0, 5);
        });
      }),
    );
  });

  it('scores two texts the same whichever of them asks', () => {
    fc.assert(
      fc.property(features, features, (one, other) => {
        const index = new TermIndex([one, other]);
        expect(index.scores(one)[1]).toBeCloseTo(index.scores(other)[0] ?? 0, 5);
      }),
    );
  });

  it('lets a rare term tell more than a common one', () => {
    const index = new TermIndex([doc('log', 'key'), doc('log', 'door'), doc('log', 'fire'), doc('log', 'staff')]);
    const scores = index.scores(doc('log', 'door'));
    expect(scores[1]).toBeGreaterThan(2 * (scores[0] ?? 0));
    expect(index.idfOf('door')).toBeGreaterThan(index.idfOf('log'));
  });

  it('counts a term that no text has as the rarest', () => {
    const index = new TermIndex([doc('a', 'b'), doc('a')]);
    expect(index.idfOf('zz')).toBeGreaterThan(index.idfOf('b'));
  });

  it('takes rarity from a larger corpus where one is given, for five passages cannot tell it', () => {
    const corpus = new TermIndex([doc('a'), ...Array.from({ length: 50 }, () => doc('b', 'c'))]);
    const scores = new TermIndex([doc('a', 'b'), doc('b', 'c')], corpus).scores(doc('a', 'b', 'c'));
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 1);
  });

  it('answers an empty query and an empty corpus with nothing', () => {
    expect([...new TermIndex([doc('a')]).scores(new Map())]).toEqual([0]);
    expect([...new TermIndex([]).scores(doc('a'))]).toEqual([]);
  });
});
