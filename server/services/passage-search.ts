import Fuse from 'fuse.js';
import type { Passage } from '../../knowledge/model.ts';

/** The most passages that a search shows. */
const MOST = 30;

/**
 * The passages nearest to what a person types, best first: section numbers, titles and words of the text, each word on its own,
 * spelling mistakes forgiven. A search box wants near misses where the matcher wants proof, so this is Fuse.js alone.
 */
export function searchPassages<P extends Passage>(passages: readonly P[], typed: string): readonly P[] {
  const words = typed.normalize('NFKC').trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return passages;
  const folded = passages.map(passage => ({
    passage,
    section: passage.section,
    title: passage.title.normalize('NFKC'),
    text: passage.text.normalize('NFKC'),
  }));
  const fuse = new Fuse(folded, {
    keys: [
      { name: 'section', weight: 3 },
      { name: 'title', weight: 2 },
      { name: 'text', weight: 1 },
    ],
    threshold: 0.2,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    includeScore: true,
  });
  // Every word must be near: the score of a passage is the sum over the words.
  const found = words.map(word => new Map(fuse.search(word).map(({ item, score }) => [item, score ?? 1])));
  const [first, ...others] = found;
  return [...(first ?? new Map<(typeof folded)[number], number>())]
    .flatMap(([item, score]) => {
      const scores = others.map(scoresOf => scoresOf.get(item));
      return scores.includes(undefined)
        ? []
        : [{ item, score: scores.reduce<number>((sum, s) => sum + (s ?? 0), score) }];
    })
    .sort((a, b) => a.score - b.score)
    .slice(0, MOST)
    .map(({ item }) => item.passage);
}
