import { headingKey } from './contents.ts';

/** How alike two headings are, 0..1: the Dice coefficient of their character pairs, after normalization. */
export function headingSimilarity(a: string, b: string): number {
  const left = pairs(headingKey(a));
  const right = pairs(headingKey(b));
  if (left.length === 0 || right.length === 0) return 0;
  const pool = new Map<string, number>();
  for (const pair of right) pool.set(pair, (pool.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of left) {
    const left = pool.get(pair) ?? 0;
    if (left > 0) {
      shared += 1;
      pool.set(pair, left - 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

const pairs = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
