import MiniSearch from 'minisearch';
import type { Features } from '../text/features.ts';

/** A passage's heading weighs more than its text. */
const TITLE_BOOST = 1.5;

/**
 * Passages by their words, scored by BM25+ (MiniSearch). Beside the cosine of the term index it looks at whole words alone and
 * saturates repetition otherwise; together they find one passage in a hundred more than either. Fuse.js's token search was
 * measured in its place: it added nothing and took ten times as long (bench/TRIED.md).
 */
export class KeywordIndex {
  private readonly search: MiniSearch<{ readonly id: number; readonly title: string; readonly text: string }>;

  constructor(passages: readonly { readonly title: Features; readonly text: Features }[]) {
    this.search = new MiniSearch({
      fields: ['title', 'text'],
      tokenize: joined => joined.split(' '),
      processTerm: term => term,
    });
    this.search.addAll(passages.map(({ title, text }, id) => ({ id, title: words(title), text: words(text) })));
  }

  /** Scores of the passages that share a word with the question, relative to the best (0..1), by the passage's place. */
  scores(question: Features): ReadonlyMap<number, number> {
    const found = this.search.search(words(question), { boost: { title: TITLE_BOOST } });
    const top = found[0]?.score ?? 1;
    return new Map(found.map(({ id, score }) => [id as number, score / top]));
  }
}

/** The whole words of a text, in one string; a word with spaces stays one. */
const words = (text: Features): string =>
  [...text.keys()]
    .filter(term => term.startsWith('w'))
    .map(term => term.replaceAll(' ', '_'))
    .join(' ');
