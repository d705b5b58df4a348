import { normalize } from '../../knowledge/text/normalize.ts';
import { type Sentence, splitSentences } from '../../knowledge/text/sentences.ts';
import type { FactPassage } from '../facts/find-facts.ts';
import type { CitablePassage } from '../model.ts';
import { type Features, mergeFeatures } from '../text/features.ts';
import { type Stance, stanceOf } from '../verdict/stance.ts';
import { type BankIndex, sharesOf } from './bank-index.ts';
import { crossReferences } from './cross-references.ts';
import { KeywordIndex } from './keyword-index.ts';
import { TermIndex } from './term-index.ts';

/** Power that turns bank scores into shares: a text is about few aspects. */
export const SHARE_POWER = 8;

/** A sentence of a passage, ready to be compared with questions. */
export interface IndexedSentence extends Sentence {
  readonly features: Features;
  readonly stance: Stance;
  /** Aspects that the sentence is about, best first, with shares; few. */
  readonly aspects: readonly (readonly [aspect: number, share: number])[];
}

/** A passage, ready to be compared with questions. */
export interface IndexedPassage {
  readonly passage: CitablePassage;
  /** The controls it stands under, by their numbers of 2013, which the question bank is sorted by; empty under none. */
  readonly controls: readonly string[];
  readonly sentences: readonly IndexedSentence[];
  readonly features: Features;
  readonly title: Features;
  /** Keys of the bank that the whole passage is about, with shares; few. */
  readonly keys: ReadonlyMap<string, number>;
  /** Places of the passages that this one points to. */
  readonly pointsTo: readonly number[];
}

/** The largest shares, best first; what is left out would not change a product of two. */
export function topShares(shares: Float32Array, count: number): readonly (readonly [number, number])[] {
  const picked: [number, number][] = [];
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i] ?? 0;
    if (share < 0.01) continue;
    picked.push([i, share]);
  }
  return picked.sort((a, b) => b[1] - a[1]).slice(0, count);
}

/** One service's passages as an index. */
export class PassageIndex {
  readonly passages: readonly IndexedPassage[];
  /** The same passages as the patterns of facts read them. */
  readonly factPassages: readonly FactPassage[];
  /** Every sentence's similarity with a question at once; `sentenceStart[i]` is where passage i's sentences begin. */
  readonly sentenceIndex: TermIndex;
  readonly passageIndex: TermIndex;
  readonly titleIndex: TermIndex;
  readonly keywords: KeywordIndex;
  readonly sentenceStart: readonly number[];

  /**
   * @param numbersOf2013  the numbers of 2013 for a control of any edition; default: the number itself
   */
  constructor(
    passages: readonly CitablePassage[],
    bank: BankIndex,
    featuresOf: (text: string) => Features,
    numbersOf2013: (control: string) => readonly string[] = control => [control],
  ) {
    this.passages = passages.map(passage => {
      const title = featuresOf(passage.title);
      const sentences = splitSentences(passage.text).map((sentence): IndexedSentence => {
        const features = featuresOf(sentence.text);
        // A sentence takes its subject from the heading, so the heading helps to tell what it is about.
        const { aspects } = bank.scores(
          mergeFeatures([
            { features, weight: 1 },
            { features: title, weight: 0.5 },
          ]),
        );
        return {
          ...sentence,
          features,
          stance: stanceOf(sentence.text),
          aspects: topShares(sharesOf(aspects, SHARE_POWER), 8),
        };
      });
      const features = featuresOf(`${passage.title}\n${passage.text}`);
      const keys = topShares(sharesOf(bank.scores(features).keys, SHARE_POWER), 8);
      return {
        passage,
        controls: passage.control === null ? [] : numbersOf2013(passage.control),
        sentences,
        features,
        title,
        keys: new Map(keys.map(([at, share]) => [bank.keys[at] ?? '', share])),
        pointsTo: crossReferences(passage, passages),
      };
    });
    this.factPassages = this.passages.map(({ passage, controls, sentences }) => ({
      sections: [passage.section, ...controls],
      sentences: sentences.map(s => normalize(s.text)),
    }));
    const corpus = bank.lineIndex;
    this.sentenceIndex = new TermIndex(
      this.passages.flatMap(p => p.sentences.map(s => s.features)),
      corpus,
    );
    this.passageIndex = new TermIndex(
      this.passages.map(p => p.features),
      corpus,
    );
    this.titleIndex = new TermIndex(
      this.passages.map(p => p.title),
      corpus,
    );
    this.keywords = new KeywordIndex(this.passages.map(p => ({ title: p.title, text: p.features })));
    let at = 0;
    this.sentenceStart = this.passages.map(p => {
      const start = at;
      at += p.sentences.length;
      return start;
    });
  }
}
