/** Characters of Japanese writing: kana, kanji, the long-vowel mark, iteration marks and full-width punctuation. */
const japanese = '\\u3000-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef';
const spaceBesideJapanese = new RegExp(`(?<=[${japanese}])\\s+|\\s+(?=[${japanese}])`, 'g');
/** `N T T`: capitals that a layout spread out. Three or more, so that `A B` of a list stays. */
const spreadCapitals = /(?<![A-Za-z])[A-Z](?: [A-Z]){2,}(?![A-Za-z])/g;
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63]/g;
/** A long-vowel mark at the end of a katakana word of three letters or more: サーバー is サーバ, キー stays キー. */
const finalLongVowel = /(?<=[ァ-ヺ][ァ-ヺー]+)ー(?![ァ-ヺー])/g;
const foreignSounds: readonly (readonly [RegExp, string])[] = [
  [/ヴァ/g, 'バ'],
  [/ヴィ/g, 'ビ'],
  [/ヴェ/g, 'ベ'],
  [/ヴォ/g, 'ボ'],
  [/ヴ/g, 'ブ'],
  [/ウィ/g, 'ウイ'],
  [/ヂ/g, 'ジ'],
  [/ヅ/g, 'ズ'],
];

/** Hiragana and kanji, or lower-case Latin words: nothing to unify. Half of all terms are such, and the check is cheap. */
const settled = /^(?:[\u3041-\u3096\u4e00-\u9fff]+|[a-z0-9]+(?: [a-z0-9]+)*)$/;

/**
 * Unifies what only differs in typing: full- and half-width (NFKC), wave dashes (`～ 〜` to `~`), dashes (to `-`), quotes,
 * spaces that stand beside a Japanese character or between spread capitals (`N T T`), runs of white space (to one space).
 * Case and words stay. Suits text that is shown or parsed; to compare, use {@link normalize}.
 */
export function unifyWidth(text: string): string {
  if (settled.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[〜∼]/g, '~')
    .replace(/[‧•∙⋅]/g, '・')
    .replace(dashes, '-')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(spreadCapitals, capitals => capitals.replaceAll(' ', ''))
    .replace(/\s+/g, ' ')
    .replace(spaceBesideJapanese, '')
    .trim();
}

/**
 * The form in which two texts are compared: {@link unifyWidth}, lower case, and kana spellings folded (`サーバー` to `サーバ`,
 * `ヴァ` to `バ`, `ウィ` to `ウイ`). Both sides must be normalized; offsets into the original are lost.
 */
export function normalize(text: string): string {
  if (settled.test(text)) return text;
  let folded = unifyWidth(text).toLowerCase();
  if (!/[ァ-ヺ]/.test(folded)) return folded;
  for (const [pattern, sound] of foreignSounds) folded = folded.replace(pattern, sound);
  return folded.replace(finalLongVowel, '');
}

/** The language a line is written in: `ja` as soon as it holds kana or kanji, else `en`. */
export function languageOf(text: string): 'ja' | 'en' {
  return /[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]/.test(text) ? 'ja' : 'en';
}
