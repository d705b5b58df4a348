import type { LibraryEntry } from '../../knowledge/library/library.ts';
import { TermIndex } from '../retrieval/term-index.ts';
import type { Features } from '../text/features.ts';
import type { TextReader } from '../text/reader.ts';
import { compareQuestions, type QuestionTraits, questionTraits } from './question-traits.ts';

/** How many of the nearest entries speak for a question; more add noise. */
const NEAREST = 40;

/** An entry of the library beside a question. */
export interface Neighbour {
  readonly entry: LibraryEntry;
  /** How far what holds for the entry may hold for the question, by name. */
  readonly comparison: Readonly<Record<string, number>>;
}

/** The answered questions of the library as an index: a question goes in, those most like it come out. */
export class LibraryIndex {
  private readonly features: readonly Features[];
  private readonly index: TermIndex;
  private readonly traits: (QuestionTraits | undefined)[] = [];

  constructor(
    private readonly entries: readonly LibraryEntry[],
    read: TextReader,
    private readonly idf: (term: string) => number,
  ) {
    this.features = entries.map(entry => read(entry.question));
    this.index = new TermIndex(this.features);
  }

  /**
   * The entries nearest to a question, nearest first.
   * @param without  an author whose entries are left out, so that nobody's questions are answered by their own like
   */
  neighbours(text: string, features: Features, without?: string): readonly Neighbour[] {
    const asked = questionTraits(text, features, this.idf);
    return this.nearest(features, without).map(([at, similarity]) => {
      const entry = this.entries[at] as LibraryEntry;
      return { entry, comparison: compareQuestions(asked, this.traitsOf(at), similarity) };
    });
  }

  private nearest(features: Features, without?: string): readonly (readonly [at: number, similarity: number])[] {
    const scores = this.index.scores(features);
    const best: [number, number][] = [];
    let least = 0;
    for (let at = 0; at < scores.length; at++) {
      const score = scores[at] as number;
      if (score <= least || (without !== undefined && this.entries[at]?.author === without)) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1] as [number, number])[1] < score) place--;
      best.splice(place, 0, [at, score]);
      if (best.length > NEAREST) best.pop();
      if (best.length === NEAREST) least = (best[NEAREST - 1] as [number, number])[1];
    }
    return best;
  }

  /** Traits are read at the first use: most entries are never near anything in a run. */
  private traitsOf(at: number): QuestionTraits {
    const known = this.traits[at];
    if (known) return known;
    const traits = questionTraits(this.entries[at]?.question ?? '', this.features[at] ?? new Map(), this.idf);
    this.traits[at] = traits;
    return traits;
  }
}
