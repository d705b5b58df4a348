/** What a quantity measures; only quantities of one kind are compared. */
export type QuantityKind = 'duration' | 'count-per-year' | 'tls' | 'bits' | 'percent' | 'generations' | 'characters';

/** A quantity that a text states. */
export interface Quantity {
  readonly kind: QuantityKind;
  /** In the kind's unit: duration in hours, tls as 1.2, the rest as written. */
  readonly value: number;
  /** at-least (以上), at-most (以内, まで, 未満), or the plain figure. */
  readonly bound: 'at-least' | 'at-most' | 'exact';
  /** The words it was read from. */
  readonly text: string;
}

const HOURS: readonly (readonly [RegExp, number])[] = [
  [/^(?:秒|seconds?)/, 1 / 3600],
  [/^(?:分|minutes?)/, 1 / 60],
  [/^(?:時間|hours?)/, 1],
  [/^(?:営業日|business days?)/, 24],
  [/^(?:日|days?)/, 24],
  [/^(?:週間|週|weeks?)/, 168],
  [/^(?:か月|カ月|ヶ月|ヵ月|ケ月|箇月|months?)/, 730],
  [/^(?:年|years?)/, 8760],
];

const NUMBER =
  /(?<![\d.A-Za-z./-])(\d+(?:\.\d+)?)\s*[-~]?\s*(秒|分(?!離|割|類|散|析|担)|時間|営業日|日(?!本)|週間|週|か月|カ月|ヶ月|ヵ月|ケ月|箇月|年(?!度|\d|月|版)|seconds?|minutes?|hours?|business days?|days?|weeks?|months?|years?|bit|ビット|%|パーセント|世代|文字|桁|回)/g;
const WORDS: readonly (readonly [RegExp, QuantityKind, number])[] = [
  [/毎日|日次|daily/, 'count-per-year', 365],
  [/毎週|週次|weekly/, 'count-per-year', 52],
  [/毎月|月次|monthly/, 'count-per-year', 12],
  [/四半期(?:毎|ごと)?|quarterly/, 'count-per-year', 4],
  [/半年(?:に1回|ごと|毎)|semi-?annually/, 'count-per-year', 2],
  [/毎年|年次|年一回|annually|yearly|every year/, 'count-per-year', 1],
];
const KANJI_DIGIT: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 五: '5', 七: '7', 十: '10' };

/**
 * The quantities that a text states: thresholds of a question, figures of a sentence.
 * @param text  any text; full-width digits and kanji digits before a unit are understood
 */
export function quantitiesIn(text: string): readonly Quantity[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(
      /([一二三五七十])(?=(?:時間|営業日|日間|日以|週間|か月|カ月|ヶ月|年以|年間|回|世代))/g,
      d => KANJI_DIGIT[d] ?? d,
    );
  const out: Quantity[] = [];
  for (const match of plain.matchAll(NUMBER)) {
    const [words, digits = '', unit = ''] = match;
    const quantity = measured(Number(digits), unit, plain, match.index, words);
    if (quantity) out.push(quantity);
  }
  for (const match of plain.matchAll(/(?:tls|ssl)\s*v?\.?\s*(\d(?:\.\d)?)/g)) {
    out.push({
      kind: 'tls',
      value: Number(match[1]),
      bound: boundAfter(plain, match.index + match[0].length, 'exact'),
      text: match[0],
    });
  }
  for (const [pattern, kind, value] of WORDS) {
    const match = pattern.exec(plain);
    if (match) out.push({ kind, value, bound: 'exact', text: match[0] });
  }
  return out;
}

function measured(value: number, unit: string, plain: string, at: number, words: string): Quantity | null {
  const bound = boundAfter(plain, at + words.length, 'exact');
  if (/^(?:bit|ビット)/.test(unit)) return { kind: 'bits', value, bound, text: words };
  if (/^(?:%|パーセント)/.test(unit)) return { kind: 'percent', value, bound, text: words };
  if (unit === '世代') return { kind: 'generations', value, bound, text: words };
  if (/^(?:文字|桁)/.test(unit)) return { kind: 'characters', value, bound, text: words };
  if (unit === '回') {
    const before = plain.slice(Math.max(0, at - 3), at);
    const perYear = /年(?:に)?$/.test(before)
      ? 1
      : /月(?:に)?$/.test(before)
        ? 12
        : /週(?:に)?$/.test(before)
          ? 52
          : /日(?:に)?$/.test(before)
            ? 365
            : 0;
    return perYear
      ? { kind: 'count-per-year', value: value * perYear, bound, text: plain.slice(at - 1, at) + words }
      : null;
  }
  const hours = HOURS.find(([pattern]) => pattern.test(unit))?.[1];
  // 年1回, 3年ごと: the year is part of a frequency, not a duration.
  if (hours === undefined) return null;
  return { kind: 'duration', value: value * hours, bound, text: words };
}

function boundAfter(text: string, end: number, otherwise: Quantity['bound']): Quantity['bound'] {
  const after = text.slice(end, end + 8);
  const before = text.slice(Math.max(0, end - 24), end);
  if (
    /^\s*(?:間)?(?:以上|超|を超え|or (?:more|high|later|newer)|\+)/.test(after) ||
    /at least|minimum|or more/.test(before)
  )
    return 'at-least';
  if (
    /^\s*(?:間)?(?:前)?(?:以内|以下|未満|まで|を目標|or less)/.test(after) ||
    /within|no later than|at most|under/.test(before)
  )
    return 'at-most';
  return otherwise;
}

/** How a stated figure stands to a threshold. */
export type Comparison = 'met' | 'missed' | 'not-stated';

/**
 * Whether figures of a disclosure meet a threshold of a question; only figures of the same kind are compared.
 * A plain figure in a question counts as a lower bound for retention and counts, which is how checklists mean it.
 */
export function compare(threshold: Quantity, stated: readonly Quantity[]): Comparison {
  const same = stated.filter(s => s.kind === threshold.kind);
  if (same.length === 0) return 'not-stated';
  const met = same.some(s => (threshold.bound === 'at-most' ? s.value <= threshold.value : s.value >= threshold.value));
  return met ? 'met' : 'missed';
}
