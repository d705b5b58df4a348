import type { OptionMeaning } from '../model.ts';
import { type OptionMeanings, optionMeanings } from './meaning.ts';

/** What Kotae found out about a question, as the matchers say it. */
export type Verdict = 'yes' | 'partial' | 'no' | 'customer' | 'info' | 'unknown';

/** Why a verdict cell stays empty. */
export interface NoWord {
  /** Stable kebab-case name. */
  readonly code:
    | 'options-unknown'
    | 'no-option-for-verdict'
    | 'verdict-not-decided'
    | 'customer-has-no-option'
    | 'answer-is-information';
  /** Japanese. */
  readonly text: string;
  /** English. */
  readonly en: string;
}

/** The sheet's own word for a verdict, or why there is none. */
export type VerdictWord =
  | { readonly value: string; readonly meaning: OptionMeaning | 'customer' }
  | { readonly reason: NoWord };

const verdictNames: Readonly<Record<Verdict, { readonly ja: string; readonly en: string }>> = {
  yes: { ja: 'はい', en: 'yes' },
  partial: { ja: '一部', en: 'partial' },
  no: { ja: 'いいえ', en: 'no' },
  customer: { ja: 'お客様の責任範囲', en: 'customer responsibility' },
  info: { ja: '情報提供', en: 'information' },
  unknown: { ja: '判断できず', en: 'undecided' },
};

/**
 * The word of the sheet's list that says a verdict, by meaning. Never a word that the list does not hold, and none where the
 * meaning is not certain: a customer's responsibility is not `対象外` unless the list says so, a partial answer is no yes.
 *
 * @param options  the list of the question's own verdict cell, in the sheet's words; null where it is not known
 * @param meanings  what the sheet itself writes of its options; by default the options' own meanings
 */
export function verdictWord(
  verdict: Verdict,
  options: readonly string[] | null,
  meanings?: OptionMeanings,
): VerdictWord {
  if (verdict === 'info' || verdict === 'unknown') return { reason: undecided(verdict) };
  if (options === null) return { reason: optionsUnknown(verdict) };
  const value = (meanings ?? optionMeanings(options))[verdict];
  if (value === undefined || !options.includes(value)) return { reason: noOption(verdict, options.join('／')) };
  return { value, meaning: verdict };
}

/**
 * The cell to mark where the sheet has one column per choice.
 * @param exclusive  the choices' cells
 */
export function exclusiveCell(
  verdict: Verdict,
  exclusive: Readonly<Partial<Record<OptionMeaning, string>>>,
): { readonly cell: string; readonly meaning: OptionMeaning } | { readonly reason: NoWord } {
  if (verdict === 'info' || verdict === 'unknown') return { reason: undecided(verdict) };
  const cell = verdict === 'customer' ? undefined : exclusive[verdict];
  if (cell === undefined || verdict === 'customer') {
    return { reason: noOption(verdict, Object.keys(exclusive).join('／')) };
  }
  return { cell, meaning: verdict };
}

function undecided(verdict: 'info' | 'unknown'): NoWord {
  return verdict === 'info'
    ? {
        code: 'answer-is-information',
        text: '回答は情報の提供であり、はい・いいえを示すものではないため、選択肢は空欄にしました。',
        en: 'The answer gives information and is neither yes nor no; the choice was left empty.',
      }
    : {
        code: 'verdict-not-decided',
        text: '引用した文だけでは可否を判断できないため、選択肢は空欄にしました。',
        en: 'The cited text does not settle the question; the choice was left empty.',
      };
}

function optionsUnknown(verdict: Verdict): NoWord {
  return {
    code: 'options-unknown',
    text: `回答欄の選択肢が分からないため、「${verdictNames[verdict].ja}」に当たる語を書きませんでした。`,
    en: `The answer cell's options are not known; no word for "${verdictNames[verdict].en}" was written.`,
  };
}

function noOption(verdict: Verdict, list: string): NoWord {
  return {
    code: verdict === 'customer' ? 'customer-has-no-option' : 'no-option-for-verdict',
    text: `選択肢（${list}）に「${verdictNames[verdict].ja}」を確かに表す語がないため、空欄にしました。`,
    en: `None of the options (${list}) surely says "${verdictNames[verdict].en}"; the cell was left empty.`,
  };
}
