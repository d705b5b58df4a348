import type { OptionMeaning } from '../model.ts';
import { marks, phrases, uncertain, type WordMeaning, words } from './vocabulary.ts';

/** Which option stands for which meaning; a meaning that no option surely carries is absent. */
export type OptionMeanings = Readonly<Partial<Record<OptionMeaning | 'customer', string>>>;

const markMeanings = new Map<string, WordMeaning>();
for (const [meaning, list] of Object.entries(marks)) {
  for (const mark of list) markMeanings.set(fold(mark), meaning as WordMeaning);
}
const wordMeanings = new Map<string, WordMeaning>();
for (const [meaning, list] of Object.entries(words)) {
  for (const word of list) wordMeanings.set(fold(word), meaning as WordMeaning);
}

/** Longer texts are explanations, not options. */
const LONGEST_OPTION = 200;

const uncertainWords = new Set(uncertain.map(fold));

/**
 * What one option means by itself: a mark (`○`), a word (`対応済`), a word with its number (`1. はい`), a mark with its meaning
 * (`○：対応している`), a sentence, two languages (`はい / Yes`). Null where that is not certain, e.g. where the parts disagree.
 */
export function wordMeaning(option: string): WordMeaning | null {
  if (option.length > LONGEST_OPTION) return null;
  const text = fold(option);
  const bare = text.replace(/^[([]?([0-9]{1,2}|[a-z])(?:[)\].:、,]|\s)\s*(?=\S)/, '');
  return meaningOf(text) ?? (bare === text ? null : meaningOf(bare));
}

function meaningOf(text: string): WordMeaning | null {
  if (text === '' || uncertainWords.has(text)) return null;
  const whole = markMeanings.get(text) ?? wordMeanings.get(text);
  if (whole !== undefined) return whole;
  const composite = compositeMeaning(text);
  return composite === undefined ? phraseMeaning(text) : composite;
}

/** Whether the mark's meaning is only a convention (`○`), so that a written legend overrules it. */
export function isMark(option: string): boolean {
  return markMeanings.has(fold(option));
}

/**
 * Which of a list's options stands for yes, partial, no, not applicable and the customer's own responsibility. Where two
 * options share a meaning neither is taken: choosing between them would claim what is not known.
 *
 * @param legend  what the sheet writes of its options (`3` → `実施済`), which overrules the option's own meaning
 */
export function optionMeanings(options: readonly string[], legend?: ReadonlyMap<string, string>): OptionMeanings {
  const found = new Map<WordMeaning, string | null>();
  for (const option of options) {
    const written = legend?.get(option);
    const told = written === undefined ? null : wordMeaning(written);
    // A mark is only a convention: what is written beside it counts, even where that is not understood.
    const meaning = told ?? (written !== undefined && isMark(option) ? null : wordMeaning(option));
    if (meaning === null) continue;
    found.set(meaning, found.has(meaning) && found.get(meaning) !== option ? null : option);
  }
  const meanings: Partial<Record<OptionMeaning | 'customer', string>> = {};
  for (const meaning of ['yes', 'partial', 'no', 'na', 'customer'] as const) {
    const option = found.get(meaning);
    if (typeof option === 'string') meanings[meaning] = option;
  }
  return meanings;
}

/** Whether the list is one to answer a question with: it can say at least two different things of yes, partial, no and n/a. */
export function isVerdictList(options: readonly string[]): boolean {
  const meanings = new Set(options.map(wordMeaning).filter(meaning => meaning !== null && meaning !== 'unanswered'));
  return meanings.size >= 2 && (meanings.has('yes') || meanings.has('no'));
}

/** Whether a cell's text is a placeholder that stands for an answer not yet given (`未確認`, `選択してください`, `Not Started`). */
export function isPlaceholder(text: string): boolean {
  return wordMeaning(text) === 'unanswered';
}

/** Meanings that go together in one text, and what both say at most. */
const together: readonly (readonly [WordMeaning, WordMeaning, WordMeaning])[] = [
  ['yes', 'partial', 'partial'],
  ['planned', 'partial', 'partial'],
  ['planned', 'no', 'planned'],
];

/** What the parts of a text agree on; null where they disagree, undefined where it has no parts that mean something. */
function compositeMeaning(text: string): WordMeaning | null | undefined {
  const parts = text
    .replace(/n\/a/g, 'na')
    .split(/[:=→/|()[\]「」\n、,・]|\s[-–]\s/)
    .map(part => part.trim())
    .filter(part => part !== '');
  if (parts.length < 2) return undefined;
  const written = parts.filter(part => !markMeanings.has(part) && !/^[0-9a-z]$/.test(part));
  const meanings = new Set(written.map(part => wordMeanings.get(part) ?? phraseMeaning(part)));
  meanings.delete(null);
  const [first, second, third] = meanings;
  if (first === undefined || first === null) return undefined;
  if (second === undefined) return first;
  if (third !== undefined) return null;
  return together.find(([a, b]) => meanings.has(a) && meanings.has(b))?.[2] ?? null;
}

function phraseMeaning(text: string): WordMeaning | null {
  return phrases.find(phrase => phrase.pattern.test(text))?.meaning ?? null;
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^ ?[□☐] ?(?=\S)/, '')
    .trim()
    .toLowerCase();
}
