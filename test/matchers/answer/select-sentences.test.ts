import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../knowledge/text/sentences.ts';
import { selectSentences } from '../../../matchers/answer/select-sentences.ts';
import type { IndexedPassage } from '../../../matchers/retrieval/passage-index.ts';
import { stanceOf } from '../../../matchers/verdict/stance.ts';

/** A passage with this text; what ranks passages plays no part in choosing sentences. */
const passageOf = (text: string): IndexedPassage => ({
  passage: {
    section: '12.3.1',
    control: '12.3.1',
    title: '情報のバックアップ',
    text,
    disclosure: { title: '白書', version: null, effective: null },
  },
  controls: ['12.3.1'],
  sentences: splitSentences(text).map(s => ({ ...s, features: new Map(), stance: stanceOf(s.text), aspects: [] })),
  features: new Map(),
  title: new Map(),
  keys: new Map(),
  pointsTo: [],
});
const five = passageOf('一文目です。二文目です。三文目です。四文目です。五文目です。');

describe('selectSentences', () => {
  it('quotes the best sentence alone when no neighbour answers nearly as well', () => {
    expect(selectSentences(five, [0.1, 0.2, 0.9, 0.2, 0.1])).toMatchObject({ best: 2, quote: '三文目です。' });
  });

  it('takes neighbours in that answer nearly as well, in the order of the text', () => {
    expect(selectSentences(five, [0.1, 0.8, 0.9, 0.2, 0.1])).toMatchObject({
      first: 1,
      last: 2,
      best: 2,
      quote: '二文目です。三文目です。',
    });
  });

  it('takes three at most, so that an answer stays short', () => {
    const { first, last } = selectSentences(five, [1, 1, 1, 1, 1]);
    expect(last - first + 1).toBe(3);
  });

  it('skips no sentence: a good one behind a bad one is left out', () => {
    expect(selectSentences(five, [0.9, 0.1, 0.9, 0.1, 0.9]).quote).toBe('一文目です。');
  });

  it('quotes one sentence when none answers, for a quote is never empty', () => {
    expect(selectSentences(five, [0, 0, 0, 0, 0]).quote).toBe('一文目です。');
    expect(selectSentences(five, [-0.4, -0.2, -0.3, -0.5, -0.4]).quote).toBe('二文目です。');
  });

  it('quotes line breaks as they stand, for every quote is verbatim', () => {
    const text = '通信：TLS\n保存：暗号化あり\n\nその他';
    expect(selectSentences(passageOf(text), [0.9, 0.9, 0.1]).quote).toBe('通信：TLS\n保存：暗号化あり');
  });

  it('quotes the whole of a passage that has no sentence', () => {
    expect(selectSentences(passageOf('・'), []).quote).toBe('・');
  });

  it('gives one to three consecutive sentences, the best among them, verbatim, for any scores', () => {
    const text = fc
      .array(fc.constantFrom('暗号化しています。', 'ログを保管します。', '見出し\n', '・一覧\n', 'A b c. ', '\n'), {
        minLength: 1,
        maxLength: 10,
      })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.double({ min: -1, max: 3, noNaN: true }), { maxLength: 10 }), (words, numbers) => {
        const passage = passageOf(words);
        fc.pre(passage.sentences.length > 0);
        const scores = passage.sentences.map((_, i) => numbers[i] ?? 0);
        const { first, last, best, quote } = selectSentences(passage, scores);
        expect(last - first).toBeGreaterThanOrEqual(0);
        expect(last - first).toBeLessThan(3);
        expect(best).toBeGreaterThanOrEqual(first);
        expect(best).toBeLessThanOrEqual(last);
        expect(scores.every(score => score <= (scores[best] ?? Number.NaN))).toBe(true);
        expect(words).toContain(quote);
        for (const sentence of passage.sentences.slice(first, last + 1)) expect(quote).toContain(sentence.text);
      }),
    );
  });
});
