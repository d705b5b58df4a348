import { isPlaceholder, isVerdictList, wordMeaning, writtenOptions } from '../options/index.ts';
import { mayWrite } from '../protection.ts';
import { type Grid, isBlank } from './grid.ts';
import { questionLikeness } from './question-text.ts';
import { numberShape } from './row-words.ts';

/** What the cells of a column show over some rows; all fractions 0..1 of those rows. */
export interface ColumnEvidence {
  readonly column: number;
  /** Rows in which a cell of this column starts and shows text. */
  readonly filled: number;
  /** Rows that lie under a merged cell of this column that started further up. */
  readonly inherited: number;
  /** Rows in which nobody has written yet: empty, or a placeholder such as 未確認. */
  readonly open: number;
  /** Rows whose cell starts in another column: a merge reaches over this one. */
  readonly covered: number;
  /** Different texts per filled row. */
  readonly distinct: number;
  /** Mean likeness to a question, and mean length in characters, of the filled rows. */
  readonly likeness: number;
  readonly length: number;
  /** Rows with a list validation, and with one that can say yes or no. */
  readonly list: number;
  readonly verdictList: number;
  readonly formula: number;
  /** Rows whose cell holds TRUE or FALSE: a checkbox of a spreadsheet that has them in cells. */
  readonly truth: number;
  /** Of the filled rows: numbers of questions, marks such as ○ and ✓, links. */
  readonly numbers: number;
  readonly marks: number;
  readonly links: number;
  /** Of the filled rows: words that an answer may be (はい, 未対応, 未確認). */
  readonly answerWords: number;
  /** Of the filled rows: choices to be circled or ticked by hand (`はい ・ いいえ`). */
  readonly choices: number;
  /** Rows that may be written in a protected sheet; 1 where the sheet is not protected. */
  readonly writable: number;
  /** Rows in which the cell has a style of its own although it shows nothing: somebody drew it. */
  readonly drawn: number;
  /** Characters. */
  readonly width: number;
}

/** More rows than this tell no more of a column. */
const SAMPLE = 300;

/** Looks at a column over the given rows (at most some hundreds of them, evenly spread). */
export function columnEvidence(grid: Grid, rows: readonly number[], column: number): ColumnEvidence {
  const step = Math.max(1, Math.ceil(rows.length / SAMPLE));
  const sample = rows.filter((_, at) => at % step === 0);
  const count = Math.max(1, sample.length);
  const texts: string[] = [];
  const sum = {
    inherited: 0,
    open: 0,
    covered: 0,
    list: 0,
    verdictList: 0,
    formula: 0,
    truth: 0,
    writable: 0,
    drawn: 0,
  };
  let width = 0;
  for (const row of sample) {
    const cell = grid.at(row, column);
    if (cell.column !== column) {
      sum.covered += 1;
      continue;
    }
    if (cell.row !== row) {
      sum.inherited += 1;
      continue;
    }
    width = Math.max(width, grid.width(cell));
    if (cell.text !== '') texts.push(cell.text);
    if (cell.cell?.kind === 'boolean') sum.truth += 1;
    if (cell.cell?.formula === true) sum.formula += 1;
    else if (isBlank(cell) || isUntouched(cell.text, cell.cell?.kind)) sum.open += 1;
    if (cell.text === '' && (cell.cell !== undefined || cell.range.right > cell.range.left)) sum.drawn += 1;
    const list = grid.listAt(row, column);
    if (list !== null) {
      sum.list += 1;
      if (list.options !== null && isVerdictList(list.options)) sum.verdictList += 1;
    }
    if (mayWrite(grid.sheet, row, column)) sum.writable += 1;
  }
  const share = (test: (text: string) => boolean) => texts.filter(test).length / Math.max(1, texts.length);
  const mean = (value: (text: string) => number) =>
    texts.reduce((total, text) => total + value(text), 0) / Math.max(1, texts.length);
  return {
    column,
    filled: texts.length / count,
    inherited: sum.inherited / count,
    open: sum.open / count,
    covered: sum.covered / count,
    distinct: new Set(texts).size / Math.max(1, texts.length),
    likeness: mean(questionLikeness),
    length: mean(text => text.length),
    list: sum.list / count,
    verdictList: sum.verdictList / count,
    formula: sum.formula / count,
    truth: sum.truth / count,
    numbers: share(text => text.length <= 16 && numberShape(text) !== null),
    marks: share(text => /^[○◯〇△×✓✔レ●◎※\-ー―－]$/.test(text)),
    links: share(text => /^https?:\/\//.test(text)),
    answerWords: share(text => text.length <= 30 && wordMeaning(text) !== null),
    choices: share(text => text.length <= 40 && writtenOptions(text) !== null),
    writable: sum.writable / count,
    drawn: sum.drawn / count,
    width,
  };
}

/** A cell that only waits for an answer: a placeholder word, or FALSE. */
export function isUntouched(text: string, kind: string | undefined): boolean {
  return (kind === 'boolean' && /^false$/i.test(text)) || (text.length <= 24 && isPlaceholder(text));
}
