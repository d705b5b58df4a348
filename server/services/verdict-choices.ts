import type { Verdict } from '../../matchers/model.ts';
import { answerEdits } from '../../workbooks/index.ts';
import type { OptionMeaning } from '../../workbooks/model.ts';
import { langOf } from './answer-text.ts';
import type { PlacedQuestion } from './answer-workbook.ts';

/** One way to fill the verdict, as a button of the desk. */
export interface VerdictChoice {
  /** The sheet's own word; null for a column that gets a mark. */
  readonly word: string | null;
  /** The verdicts for which the sheet gets this; the first is meant when a person chooses it. Empty where no verdict means it. */
  readonly verdicts: readonly Verdict[];
  /** How a person chooses it directly: the word of the list, or the meaning of the mark's column. */
  readonly option: string | null;
}

const VERDICTS: readonly Verdict[] = ['yes', 'partial', 'no', 'customer'];

/** What the code that fills the sheet would write for a verdict alone. */
function written({ sheet, question }: PlacedQuestion, verdict: Verdict): { cell: string; value: string } | undefined {
  const { verdict: cell, exclusive } = question.answer;
  const cells = [cell, ...Object.values(exclusive ?? {})];
  const lang = langOf(question.text);
  const { edits } = answerEdits({ sheet, question, verdict, comment: null, reference: null, lang });
  const found = edits.find(edit => cells.includes(edit.cell) && edit.value !== '');
  return found && { cell: found.cell, value: String(found.value) };
}

/**
 * The choices that a question's verdict has: the words of its list in the sheet's order, else the columns for a mark, else the
 * words that the sheet would get. None where it has no cell for a verdict.
 */
export function verdictChoices(placed: PlacedQuestion): readonly VerdictChoice[] {
  const { options, answer } = placed.question;
  const { exclusive } = answer;
  const results = VERDICTS.flatMap(verdict => {
    const result = written(placed, verdict);
    return result ? [{ verdict, ...result }] : [];
  });
  const verdictsOf = (met: (result: (typeof results)[number]) => boolean) => results.filter(met).map(r => r.verdict);
  if (exclusive) {
    return Object.entries(exclusive).map(([meaning, cell]) => ({
      word: null,
      verdicts: verdictsOf(r => r.cell === cell),
      option: meaning,
    }));
  }
  if (answer.verdict === null) return [];
  const words = options && options.length > 0 ? options : [...new Set(results.map(r => r.value))];
  return words.map(word => ({
    word,
    verdicts: verdictsOf(r => r.value === word),
    option: options?.includes(word) ? word : null,
  }));
}

/** The cell and value of a choice that a person made directly, or null where the question has no such choice. */
export function optionCell(placed: PlacedQuestion, option: string): { cell: string; value: string } | null {
  const { options, answer } = placed.question;
  const marked = answer.exclusive?.[option as OptionMeaning];
  if (marked !== undefined) {
    // The mark is the same in every column; a sheet that says none of its own gets the circle of Japanese forms.
    const mark = VERDICTS.map(verdict => written(placed, verdict)).find(result => result !== undefined);
    return { cell: marked, value: mark?.value ?? '○' };
  }
  return answer.verdict !== null && options?.includes(option) ? { cell: answer.verdict, value: option } : null;
}
