import type { BankLine } from '../../knowledge/model.ts';
import type { Features } from '../text/features.ts';
import { TermIndex } from './term-index.ts';

/** An aspect of a control or topic: a distinct thing that customers ask about. */
export interface Aspect {
  /** `12.3.1/復元テスト`. */
  readonly id: string;
  /** Control number, or `topic.` and a name. */
  readonly key: string;
  readonly name: string;
}

/** How much a text is about each aspect; same order as `aspects`, sums to 1. */
export type AspectShares = Float32Array;

/** Exponent that turns the similarity of lines into votes: high, so that near lines outvote many far ones. Set by leave-one-out on the bank. */
const SHARPNESS = 5;
/** A provider's statement tells less of how customers ask than a question does. */
const STATEMENT_VOTE = 0.7;

/** The question bank as an index: a text goes in, the aspects (and by them the controls) that it is about come out. */
export class BankIndex {
  readonly aspects: readonly Aspect[];
  readonly keys: readonly string[];
  private readonly index: TermIndex;
  private readonly aspectOfLine: Int32Array;
  private readonly voteOfLine: Float32Array;

  constructor(lines: readonly BankLine[], featuresOf: (text: string) => Features) {
    const aspects: Aspect[] = [];
    const placeOf = new Map<string, number>();
    this.aspectOfLine = Int32Array.from(lines, line => {
      const id = `${line.key}/${line.aspect}`;
      let place = placeOf.get(id);
      if (place === undefined) {
        place = aspects.length;
        placeOf.set(id, place);
        aspects.push({ id, key: line.key, name: line.aspect });
      }
      return place;
    });
    this.voteOfLine = Float32Array.from(lines, line => (line.kind === 'question' ? 1 : STATEMENT_VOTE));
    this.aspects = aspects;
    this.keys = [...new Set(aspects.map(a => a.key))];
    // The aspect's name and the control's title stand beside every line: what the line takes for granted is said there.
    this.index = new TermIndex(lines.map(line => featuresOf(line.text)));
  }

  /** Inverse document frequency of a term among the bank's lines. */
  idfOf(term: string): number {
    return this.index.idfOf(term);
  }

  /** Similarity of a text with every line, 0..1. */
  lineScores(text: Features): Float32Array {
    return this.index.scores(text);
  }

  /**
   * Votes of the lines for their aspects.
   * @param exclude  a line that must not vote (its own text, when the bank is measured against itself)
   */
  votes(text: Features, exclude = -1): Float32Array {
    const scores = this.index.scores(text);
    if (exclude >= 0) scores[exclude] = 0;
    const best = new Float32Array(this.aspects.length);
    const second = new Float32Array(this.aspects.length);
    for (let i = 0; i < scores.length; i++) {
      const s = (scores[i] as number) * (this.voteOfLine[i] as number);
      const a = this.aspectOfLine[i] as number;
      if (s > (best[a] as number)) {
        second[a] = best[a] as number;
        best[a] = s;
      } else if (s > (second[a] as number)) second[a] = s;
    }
    for (let a = 0; a < best.length; a++) best[a] = (best[a] as number) * 0.7 + (second[a] as number) * 0.3;
    return best;
  }

  /** Votes sharpened into shares that sum to 1; all 0 when nothing in the bank resembles the text. */
  shares(votes: Float32Array): AspectShares {
    const out = new Float32Array(votes.length);
    let sum = 0;
    for (let i = 0; i < votes.length; i++) {
      out[i] = (votes[i] as number) ** SHARPNESS;
      sum += out[i] as number;
    }
    if (sum > 0) for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) / sum;
    return out;
  }
}
