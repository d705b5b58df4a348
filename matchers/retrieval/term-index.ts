import type { Features } from '../text/features.ts';

/**
 * An inverted index over short texts that scores every text at once by the cosine of tf-idf vectors.
 *
 * Why our own: 6,000 lines of the bank are scored for every question, and all scores are needed (they are summed by
 * aspect), not the ten best; typed arrays do that in a tenth of a millisecond.
 */
export class TermIndex {
  readonly size: number;
  private readonly idf = new Map<string, number>();
  /** Lengths of texts that were asked for: one question is compared with many indexes over the same corpus. */
  private readonly norms = new WeakMap<Features, number>();
  private readonly postings = new Map<string, { readonly docs: Int32Array; readonly weights: Float32Array }>();

  /**
   * @param documents  the texts, by place
   * @param corpus  a larger corpus, for a handful of texts that cannot tell rare from common: its rarities and lengths count
   */
  constructor(
    documents: readonly Features[],
    private readonly corpus?: TermIndex,
  ) {
    this.size = documents.length;
    const frequency = new Map<string, number>();
    for (const doc of documents) for (const term of doc.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    for (const [term, n] of frequency) this.idf.set(term, Math.log(1 + (this.size + 1) / (n + 0.5)));
    const lists = new Map<string, { docs: number[]; weights: number[] }>();
    documents.forEach((doc, at) => {
      const length = this.norm(doc);
      for (const [term, weight] of doc) {
        const list = lists.get(term) ?? { docs: [], weights: [] };
        list.docs.push(at);
        list.weights.push((weight * this.idfOf(term)) / length);
        lists.set(term, list);
      }
    });
    for (const [term, list] of lists) {
      this.postings.set(term, { docs: Int32Array.from(list.docs), weights: Float32Array.from(list.weights) });
    }
  }

  /** Inverse document frequency; a term that no document has counts as the rarest. */
  idfOf(term: string): number {
    if (this.corpus) return this.corpus.idfOf(term);
    return this.idf.get(term) ?? Math.log(1 + (this.size + 1) / 0.5);
  }

  /** Length of a text's vector. */
  norm(doc: Features): number {
    if (this.corpus) return this.corpus.norm(doc);
    const known = this.norms.get(doc);
    if (known !== undefined) return known;
    let sum = 0;
    for (const [term, weight] of doc) sum += (weight * this.idfOf(term)) ** 2;
    const norm = Math.sqrt(sum) || 1;
    this.norms.set(doc, norm);
    return norm;
  }

  /** Cosine with every document, 0..1, by the document's place. */
  scores(query: Features): Float32Array {
    const out = new Float32Array(this.size);
    const length = this.norm(query);
    for (const [term, weight] of query) {
      const list = this.postings.get(term);
      if (!list) continue;
      const q = (weight * this.idfOf(term)) / length;
      const { docs, weights } = list;
      for (let i = 0; i < docs.length; i++) {
        const at = docs[i] as number;
        out[at] = (out[at] as number) + q * (weights[i] as number);
      }
    }
    return out;
  }
}
