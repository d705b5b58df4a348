import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseCellRef, parseRange } from '../workbooks/cell-ref.ts';
import { readWorkbook } from '../workbooks/index.ts';
import { detectLayout } from '../workbooks/layout/index.ts';
import type { Layout, Question } from '../workbooks/model.ts';
import { optionMeanings } from '../workbooks/options/index.ts';

/** Where the workbooks with their truths lie; absent in a bare clone. */
export const SHARED_WORKBOOKS = new URL('../../shared/workbooks/', import.meta.url);

interface TrueQuestion {
  readonly sheet: string;
  readonly row: number;
  readonly questionCell: string;
  readonly category: string;
  readonly verdictCell: string | null;
  readonly commentCell: string | null;
  readonly referenceCell: string | null;
  readonly options: readonly string[] | null;
  readonly optionMeaning: Readonly<Record<string, string | null>> | null;
  readonly exclusiveCells: Readonly<Record<string, string>> | null;
  readonly prefilled: boolean;
}

interface Truth {
  readonly questionSheets: readonly string[];
  readonly questions: readonly TrueQuestion[];
  readonly mustNotTouch: readonly string[];
}

/** How a workbook's layout compares with its truth: counts, and the differences in words. */
export interface LayoutScore {
  readonly file: string;
  readonly questions: number;
  readonly found: number;
  readonly wrong: number;
  readonly missed: number;
  /** Found questions whose every answer cell is right; then the same of options, meanings, category, prefilled. */
  readonly cells: number;
  readonly options: number;
  readonly meanings: number;
  readonly category: number;
  readonly prefilled: number;
  /** Cells that must not be touched and that an answer would be written to. */
  readonly touched: number;
  readonly sheets: boolean;
  readonly differences: readonly string[];
}

/** Reads the workbook and finds its layout. */
export async function layoutOf(file: string): Promise<Layout> {
  return detectLayout(await readWorkbook(readFileSync(new URL(file, SHARED_WORKBOOKS)), file));
}

/** The made workbooks that have a truth; empty where they are absent. */
export function truthFiles(): readonly string[] {
  const made = new URL('made/', SHARED_WORKBOOKS);
  if (!existsSync(made)) return [];
  return readdirSync(made)
    .filter(name => name.endsWith('.truth.json'))
    .toSorted()
    .map(name => `made/${name.replace('.truth.json', '.xlsx')}`);
}

/** Compares the layout found in a workbook with its truth. */
export async function scoreLayout(file: string): Promise<LayoutScore> {
  const truth: Truth = JSON.parse(
    readFileSync(new URL(file.replace('.xlsx', '.truth.json'), SHARED_WORKBOOKS), 'utf8'),
  );
  const layout = await layoutOf(file);
  const found = new Map<string, Question>();
  for (const { name, questions } of layout.sheets) {
    for (const question of questions) found.set(`${name}!${question.cell}`, question);
  }
  const differences: string[] = [];
  const right = { found: 0, cells: 0, options: 0, meanings: 0, category: 0, prefilled: 0 };
  for (const wanted of truth.questions) {
    const place = `${wanted.sheet}!${wanted.questionCell}`;
    const question = found.get(place);
    if (question === undefined) {
      differences.push(`${place} missed`);
      continue;
    }
    right.found += 1;
    const { answer } = question;
    const same = (name: keyof typeof right, expected: unknown, actual: unknown) => {
      if (JSON.stringify(expected) === JSON.stringify(actual)) right[name] += 1;
      else differences.push(`${place} ${name}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
    };
    same(
      'cells',
      [wanted.verdictCell, wanted.commentCell, wanted.referenceCell, sorted(wanted.exclusiveCells)],
      [answer.verdict, answer.comment, answer.reference, sorted(answer.exclusive)],
    );
    same('options', wanted.options, question.options);
    const meanings = question.options === null ? null : (question.optionMeanings ?? optionMeanings(question.options));
    same('meanings', known(wanted.optionMeaning), known(meanings));
    same('category', wanted.category, question.category);
    same('prefilled', wanted.prefilled, question.prefilled);
  }
  const wanted = new Set(truth.questions.map(({ sheet, questionCell }) => `${sheet}!${questionCell}`));
  const wrong = [...found.keys()].filter(place => !wanted.has(place));
  differences.push(...wrong.map(place => `${place} wrongly taken`));
  const touched = touchedCells(truth, layout);
  differences.push(...touched.map(place => `${place} must not be touched`));
  const asking = layout.sheets.filter(({ role }) => role === 'questions').map(({ name }) => name);
  return {
    file,
    questions: truth.questions.length,
    ...right,
    wrong: wrong.length,
    missed: truth.questions.length - right.found,
    touched: touched.length,
    sheets: JSON.stringify(asking) === JSON.stringify(truth.questionSheets),
    differences,
  };
}

function touchedCells(truth: Truth, layout: Layout): readonly string[] {
  const forbidden = truth.mustNotTouch.map(text => {
    const at = text.lastIndexOf('!');
    return { sheet: text.slice(0, at), range: parseRange(text.slice(at + 1)) };
  });
  return layout.sheets.flatMap(({ name, questions }) =>
    questions
      .filter(({ prefilled }) => !prefilled)
      .flatMap(({ answer }) => [
        answer.verdict,
        answer.comment,
        answer.reference,
        ...Object.values(answer.exclusive ?? {}),
      ])
      .filter(cell => cell !== null)
      .filter(cell => {
        const place = parseCellRef(cell);
        return forbidden.some(
          ({ sheet, range }) =>
            sheet === name &&
            range !== null &&
            place !== null &&
            place.row >= range.top &&
            place.row <= range.bottom &&
            place.column >= range.left &&
            place.column <= range.right,
        );
      })
      .map(cell => `${name}!${cell}`),
  );
}

function sorted(cells: Readonly<Record<string, string>> | null): unknown {
  return cells === null ? null : Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function known(meanings: Readonly<Partial<Record<string, string | null>>> | null): unknown {
  if (meanings === null) return null;
  return ['yes', 'partial', 'no', 'na'].map(meaning => meanings[meaning] ?? null);
}
