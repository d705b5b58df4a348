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
  if (word.length > 5) {
    if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
    if (word.endsWith('ing')) return word.slice(0, -3).replace(/(.)\1$/, '$1');
    if (word.endsWith('ed')) return word.slice(0, -2).replace(/(.)\1$/, '$1');
    if (word.endsWith('es')) return word.slice(0, -2);
  }
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}

/**
 * The terms of a text.
 * @param normalized  text after `normalize`; bigrams and single kanji are taken from it, so that what the thesaurus does not know still meets
 * @param folded  the same text after the thesaurus put ‹id› in the place of known words; words are taken from it
 */
export function features(normalized: string, folded: string): Features {
  const out = new Map<string, number>();
  const add = (key: string, weight: number) => out.set(key, (out.get(key) ?? 0) + weight);
  for (const [run] of folded.matchAll(RUNS)) {
    if (run.startsWith('‹')) add(`w${run}`, KIND_WEIGHT.word);
    else if (/^[a-z]/.test(run)) {
      if (!STOP_WORDS.has(run)) add(`w${stem(run)}`, KIND_WEIGHT.word);
    } else if (/^[0-9]/.test(run)) add(`w${run}`, KIND_WEIGHT.word * 0.6);
    else if (!/^[ぁ-ゖ]/.test(run)) add(`w${run}`, KIND_WEIGHT.word);
  }
  for (const [run] of normalized.matchAll(/[一-鿿々〆ァ-ヺー]+/g)) {
    for (let i = 0; i + 1 < run.length; i++) add(`g${run.slice(i, i + 2)}`, KIND_WEIGHT.bigram);
  }
  for (const [kanji] of normalized.matchAll(/[一-鿿]/g)) add(`c${kanji}`, KIND_WEIGHT.kanji);
  // Repetition says little in texts this short: dampen it.
  for (const [key, weight] of out)
    out.set(
      key,
      Math.sqrt(weight * (key.startsWith('w') ? 1 : key.startsWith('g') ? KIND_WEIGHT.bigram : KIND_WEIGHT.kanji)),
    );
  return out;
}
