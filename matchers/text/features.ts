/** A text as weighted terms; the key's first letter is the kind of term (w word, g bigram, c single kanji). */
export type Features = ReadonlyMap<string, number>;

/** Weight of each kind of term before inverse document frequency; words and synonyms carry meaning, fragments only help. */
const KIND_WEIGHT = { word: 1, bigram: 0.55, kanji: 0.3 } as const;

/** Runs of one script: kanji, katakana, hiragana, Latin letters with digits. A synonym is wrapped as ‹id› by the thesaurus. */
const RUNS = /‹[^›]*›|[一-鿿々〆]+|[ァ-ヺー]+|[ぁ-ゖ]+|[a-z][a-z0-9+#.&/-]*|[0-9][0-9.]*/g;

/** English words that carry no subject. */
const STOP_WORDS = new Set(
  'a an and any are as at be been both by can do does each for from had has have how if in into is it its may must of on or our shall should so such than that the their them then there these they this those through to under us was we were what when where whether which who whom why will with would you your yes no please describe provide state'.split(
    ' ',
  ),
);

/** Crude English stemming: enough that plural and verb endings meet. */
function stem(word: string): string {
  const bare = word.replace(/[.&/-]+$/, '');
  if (bare.length > 5) {
    if (bare.endsWith('ies')) return `${bare.slice(0, -3)}y`;
    if (bare.endsWith('ing')) return bare.slice(0, -3).replace(/([^s])\1$/, '$1');
    if (bare.endsWith('ed')) return bare.slice(0, -2).replace(/([^s])\1$/, '$1');
    if (bare.endsWith('es')) return bare.slice(0, -2);
  }
  if (bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss')) return bare.slice(0, -1);
  return bare.length > 4 && bare.endsWith('e') ? bare.slice(0, -1) : bare;
}

/**
 * The terms of a text. Repetition is dampened by the square root: it says little in texts this short.
 * @param normalized  text after `normalize`; bigrams and single kanji are taken from it, so that what the thesaurus does not know still meets
 * @param folded  the same text after the thesaurus put ‹id› in the place of known words; words are taken from it
 */
export function features(normalized: string, folded: string): Features {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [run] of folded.matchAll(RUNS)) {
    if (/^[a-z]/.test(run)) {
      if (!STOP_WORDS.has(run)) add(`w${stem(run)}`);
    } else if (!/^[ぁ-ゖ]/.test(run)) add(`w${run}`);
  }
  for (const [run] of normalized.matchAll(/[一-鿿々〆ァ-ヺー]+/g)) {
    for (let i = 0; i + 1 < run.length; i++) add(`g${run.slice(i, i + 2)}`);
  }
  for (const [kanji] of normalized.matchAll(/[一-鿿]/g)) add(`c${kanji}`);
  const out = new Map<string, number>();
  for (const [key, count] of counts) out.set(key, Math.sqrt(count) * weightOf(key));
  return out;
}

const weightOf = (key: string): number =>
  key.startsWith('w') ? KIND_WEIGHT.word : key.startsWith('g') ? KIND_WEIGHT.bigram : KIND_WEIGHT.kanji;

/** The terms of several texts as one, e.g. all lines of an aspect. */
export function mergeFeatures(parts: readonly { readonly features: Features; readonly weight: number }[]): Features {
  const sums = new Map<string, number>();
  for (const { features: part, weight } of parts) {
    for (const [term, w] of part) sums.set(term, (sums.get(term) ?? 0) + w * weight);
  }
  return sums;
}

/** Dampens sums of many texts, so that what all lines share does not drown what one of them says. */
export function dampen(sums: Features): Features {
  const out = new Map<string, number>();
  for (const [term, weight] of sums) out.set(term, Math.sqrt(weight));
  return out;
}
