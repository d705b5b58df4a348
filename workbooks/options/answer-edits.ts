import type { Message } from '../../knowledge/errors.ts';
import type { BlockedReason, CellEdit, Question } from '../model.ts';
import { exclusiveCell, type NoWord, type Verdict, verdictWord } from './verdict-word.ts';

/** One answer and the question whose cells it goes into. */
export interface AnswerEditsInput {
  /** The sheet's name. */
  readonly sheet: string;
  readonly question: Question;
  /** Null where the verdict still needs a person: its cell stays empty. */
  readonly verdict: Verdict | null;
  /** The answer's text with its citations; null when there is none. */
  readonly comment: string | null;
  /** The citation for a column of its own; null when there is none. */
  readonly reference: string | null;
  /** The language of the sheet. */
  readonly lang: 'ja' | 'en';
}

/** What is to be written, and what could not be. */
export interface AnswerEdits {
  readonly edits: readonly CellEdit[];
  readonly messages: readonly Message[];
}

const blockedTexts: Readonly<Record<BlockedReason, { readonly ja: string; readonly en: string }>> = {
  filled: { ja: '既に記入があるため、書き込みませんでした。', en: 'The cell is filled already and was left as it is.' },
  formula: { ja: '数式のセルのため、書き込みませんでした。', en: 'The cell holds a formula and was left as it is.' },
  locked: {
    ja: 'シートの保護でロックされたセルのため、書き込みませんでした。',
    en: 'The cell is locked by the sheet protection.',
  },
  checkbox: {
    ja: 'チェックボックスのあるセルのため、書き込みませんでした。Excel でチェックしてください。',
    en: 'A checkbox belongs to this cell; tick it in Excel.',
  },
};

/**
 * The cells that one answer fills: the sheet's own word into the verdict cell, or the mark into the choice's column; the text
 * into the comment cell, where there is none into a free-text answer cell, else into the reference cell; the citation into
 * the reference cell. Nothing is written over: a prefilled question, a filled, locked or formula cell stays and is reported.
 */
export function answerEdits({ sheet, question, verdict, comment, reference, lang }: AnswerEditsInput): AnswerEdits {
  const edits: CellEdit[] = [];
  const messages: Message[] = [];
  if (question.prefilled) return { edits, messages };
  const { answer } = question;
  const report = (cell: string, what: { code: string; text: string; en: string }) =>
    messages.push({ severity: 'warning', where: `${sheet}!${cell}`, ...what });
  const write = (cell: string, value: string | boolean) => {
    const blocked = question.blocked?.[cell];
    if (blocked === undefined) edits.push({ sheet, cell, value });
    else report(cell, { code: `answer-cell-${blocked}`, text: blockedTexts[blocked].ja, en: blockedTexts[blocked].en });
  };

  const freeText = answer.verdict !== null && question.options === null && answer.comment === null;
  if (verdict !== null && answer.exclusive !== null) {
    const choice = exclusiveCell(verdict, answer.exclusive);
    if ('cell' in choice) write(choice.cell, question.mark ?? defaultMark(lang));
    else report(question.cell, choice.reason);
  } else if (verdict !== null && answer.verdict !== null && !freeText) {
    const word = verdictWord(verdict, question.options, question.optionMeanings);
    if ('reason' in word) report(answer.verdict, word.reason);
    else if (!(question.mark === true && truthValue(word.value) === false)) {
      write(answer.verdict, truthValue(word.value) ?? word.value);
    }
  }

  const textCell = answer.comment ?? (freeText ? answer.verdict : null) ?? answer.reference;
  if (comment !== null) {
    if (textCell !== null) write(textCell, comment);
    else report(question.cell, noTextCell);
  }
  if (reference !== null && answer.reference !== null && answer.reference !== textCell)
    write(answer.reference, reference);
  return { edits, messages };
}

const noTextCell: Omit<NoWord, 'code'> & { readonly code: string } = {
  code: 'no-text-cell',
  text: '説明を書く欄（備考・コメントなど）がないため、根拠の文を書き込めませんでした。',
  en: 'There is no cell for remarks; the text and its citation could not be written.',
};

function defaultMark(lang: 'ja' | 'en'): string {
  return lang === 'ja' ? '○' : 'X';
}

/** TRUE and FALSE in a list are Boolean values to Excel, not words. */
function truthValue(word: string): boolean | null {
  return /^(true|false)$/i.test(word) ? word.toLowerCase() === 'true' : null;
}
