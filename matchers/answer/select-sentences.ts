import type { IndexedPassage } from '../retrieval/passage-index.ts';

/** At most this many sentences are quoted of one passage. */
const MOST = 3;
/** A sentence beside the best one is quoted too when it answers at least this share as well. */
const NEARLY = 0.6;

/** A quote: consecutive sentences of a passage, verbatim. */
export interface Selection {
  /** First and last sentence, inclusive. */
  readonly first: number;
  readonly last: number;
  /** Place of the sentence that answers best. */
  readonly best: number;
  readonly quote: string;
}

/**
 * The one to three consecutive sentences of a passage that answer best: the best one, and neighbours that answer nearly as well.
 * @param scores  how well each sentence answers, by its place
 */
export function selectSentences(passage: IndexedPassage, scores: readonly number[]): Selection {
  const { sentences } = passage;
  let best = 0;
  scores.forEach((score, i) => {
    if (score > (scores[best] ?? 0)) best = i;
  });
  const enough = (scores[best] ?? 0) * NEARLY;
  let first = best;
  let last = best;
  while (last - first + 1 < MOST) {
    const before = first > 0 ? (scores[first - 1] ?? 0) : -1;
    const after = last + 1 < sentences.length ? (scores[last + 1] ?? 0) : -1;
    if (Math.max(before, after) < enough || Math.max(before, after) <= 0) break;
    if (after >= before) last++;
    else first--;
  }
  const start = sentences[first]?.start ?? 0;
  const end = sentences[last]?.end ?? passage.passage.text.length;
  return { first, last, best, quote: passage.passage.text.slice(start, end) };
}
