import type { BankEntry } from '../../knowledge/controls/bank.ts';
import { dampen, type Features, mergeFeatures } from '../text/features.ts';
import { TermIndex } from './term-index.ts';

/** A distinct thing that customers ask about under a control or topic. */
export interface Aspect {
  /** Control number, or `topic.` and a name. */
  readonly key: string;
  readonly name: string;
}

/** How much a text is about each aspect (same order as `BankIndex.aspects`) and about each key (same order as `keys`). */
export interface BankScores {
  readonly aspects: Float32Array;
  /** Best aspect of the key plus the key's own similarity. */
  readonly keys: Float32Array;
  /** Similarity of the nearest line of the bank, 0..1: whether anybody asked in this way before. */
  readonly nearest: number;
}

/** Weights of the three views, found by leave-one-out on the bank: an aspect as a whole, its nearest line, the whole control. */
const VIEW = { aspect: 1, line: 0.7, key: 1 } as const;
/** A provider's statement tells less of how customers ask than a question does. */
const STATEMENT = 0.7;

/** The question bank as an index: a text goes in, the aspects and controls that it is about come out. */
export class BankIndex {
  readonly aspects: readonly Aspect[];
  readonly keys: readonly string[];
  private readonly keyOfAspect: Int32Array;
  private readonly aspectOfLine: Int32Array;
  private readonly voteOfLine: Float32Array;
  /** Every line by itself; its rarities count for all texts of the field. */
  readonly lineIndex: TermIndex;
  private readonly aspectIndex: TermIndex;
  private readonly keyIndex: TermIndex;

  /**
   * @param entries  the bank
   * @param featuresOf  the terms of a text
   * @param wordings  further texts by key, e.g. how disclosures word a control; they join the key's view alone
   */
  constructor(
    entries: readonly BankEntry[],
    featuresOf: (text: string) => Features,
    wordings: readonly { readonly key: string; readonly text: string }[] = [],
  ) {
    const lines = entries.map(entry => featuresOf(entry.text));
    const groups = new Map<string, { aspect: Aspect; title: string; lines: number[] }>();
    for (const [at, { key, aspect, title }] of entries.entries()) {
      const id = `${key}/${aspect}`;
      const group = groups.get(id) ?? { aspect: { key, name: aspect }, title, lines: [] };
      group.lines.push(at);
      groups.set(id, group);
    }
    const all = [...groups.values()];
    this.aspects = all.map(g => g.aspect);
    this.keys = [...new Set(this.aspects.map(a => a.key))];
    const placeOfKey = new Map(this.keys.map((key, at) => [key, at]));
    this.keyOfAspect = Int32Array.from(this.aspects, a => placeOfKey.get(a.key) ?? 0);
    this.aspectOfLine = new Int32Array(entries.length);
    for (const [at, g] of all.entries()) for (const line of g.lines) this.aspectOfLine[line] = at;
    this.voteOfLine = Float32Array.from(entries, e => (e.kind === 'question' ? 1 : STATEMENT));
    this.lineIndex = new TermIndex(lines);
    const pick = (at: number) => ({ features: lines[at] ?? new Map<string, number>(), weight: 1 });
    const aspectSums = all.map(g =>
      mergeFeatures([...g.lines.map(pick), { features: featuresOf(`${g.title} ${g.aspect.name}`), weight: 1 }]),
    );
    this.aspectIndex = new TermIndex(aspectSums.map(dampen));
    const keySums = this.keys.map((key, k) =>
      mergeFeatures([
        ...aspectSums.filter((_, a) => this.keyOfAspect[a] === k).map(sums => ({ features: sums, weight: 1 })),
        ...wordings.filter(w => w.key === key).map(w => ({ features: featuresOf(w.text), weight: 1 })),
      ]),
    );
    this.keyIndex = new TermIndex(keySums.map(dampen));
  }

  /** Inverse document frequency of a term among the bank's lines. */
  idfOf(term: string): number {
    return this.lineIndex.idfOf(term);
  }

  /** What a text is about. */
  scores(text: Features): BankScores {
    const lineScores = this.lineIndex.scores(text);
    const aspects = this.aspectIndex.scores(text);
    const keyScores = this.keyIndex.scores(text);
    const nearestOf = new Float32Array(aspects.length);
    let nearest = 0;
    for (let i = 0; i < lineScores.length; i++) {
      const score = (lineScores[i] ?? 0) * (this.voteOfLine[i] ?? 0);
      const a = this.aspectOfLine[i] ?? 0;
      if (score > (nearestOf[a] ?? 0)) nearestOf[a] = score;
      if (score > nearest) nearest = score;
    }
    const keys = new Float32Array(this.keys.length);
    for (let a = 0; a < aspects.length; a++) {
      const score = VIEW.aspect * (aspects[a] ?? 0) + VIEW.line * (nearestOf[a] ?? 0);
      aspects[a] = score;
      const k = this.keyOfAspect[a] ?? 0;
      if (score > (keys[k] ?? 0)) keys[k] = score;
    }
    for (let k = 0; k < keys.length; k++) keys[k] = (keys[k] ?? 0) + VIEW.key * (keyScores[k] ?? 0);
    return { aspects, keys, nearest };
  }
}

/** Sharpens scores into shares that sum to 1; high powers let the near outvote the many far. All 0 when every score is 0. */
export function sharesOf(scores: Float32Array, power: number): Float32Array {
  const out = new Float32Array(scores.length);
  let top = 0;
  for (const s of scores) if (s > top) top = s;
  if (top === 0) return out;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const share = ((scores[i] ?? 0) / top) ** power;
    out[i] = share;
    sum += share;
  }
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) / sum;
  return out;
}
