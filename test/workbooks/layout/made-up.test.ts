import { describe, expect, it } from 'vitest';
import { type Draw, makeUp } from './made-up.ts';
import { layoutOf, placed } from './placed.ts';

/** Mulberry32: the same numbers for the same seed. Source: Tommy Ettinger, public domain. */
function numbers(seed: number): Draw {
  let state = seed >>> 0;
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

describe('five hundred made-up questionnaires', () => {
  it('are read with every question, answer cell and category, and nothing else', () => {
    const wrong: string[] = [];
    for (let seed = 0; seed < 500; seed += 1) {
      const { sheet, expected, categories } = makeUp(numbers(seed));
      const found = placed(sheet);
      const read = layoutOf(sheet).questions.map(({ category }) => category);
      if (found.join('\n') !== expected.join('\n') || read.join('\n') !== categories.join('\n')) {
        wrong.push(`seed ${seed}: ${expected.length} expected, ${found.length} found`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
