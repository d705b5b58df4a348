import type { Message } from '../../knowledge/errors.ts';
import { InputError } from '../../knowledge/errors.ts';
import type { Matcher } from '../../matchers/index.ts';
import type { Answer } from '../../matchers/model.ts';
import { answerEdits, detectLayout, readWorkbook, refuseSheetInText, writeCells } from '../../workbooks/index.ts';
import type { CellEdit, Layout, LayoutCorrection, Question } from '../../workbooks/model.ts';
import { answerText, type Lang, langOf, referenceText } from './answer-text.ts';
import { addEvidenceSheet, EVIDENCE_SHEET, evidenceSheet } from './evidence-sheet.ts';

/** draft fills all that has evidence and flags what needs review; final fills only what is sure or approved. */
export type Mode = 'draft' | 'final';

/** An answer where it stands in the workbook. */
export type PlacedAnswer = Answer & { readonly sheet: string; readonly row: number; readonly text: string };

/** How many questions ended how. */
export interface Counts {
  readonly questions: number;
  readonly answered: number;
  readonly review: number;
  readonly noEvidence: number;
  readonly prefilled: number;
}

/** The report of the contract: what was read, answered and written. */
export interface Report {
  readonly layout: Layout;
  readonly answers: readonly PlacedAnswer[];
  readonly edits: readonly CellEdit[];
  readonly counts: Counts;
  readonly messages: readonly Message[];
}

/** A question with the sheet it stands on. */
export interface PlacedQuestion {
  readonly sheet: string;
  readonly question: Question;
}

/** The id that an answer carries in a report: its sheet and cell. */
export const questionId = ({ sheet, question }: PlacedQuestion): string => `${sheet}!${question.cell}`;

/** The language that most of the questions are asked in; Japanese where there are as many of each. */
export function langOfQuestions(questions: readonly PlacedQuestion[]): Lang {
  const japanese = questions.filter(({ question }) => langOf(question.text) === 'ja').length;
  return japanese * 2 >= questions.length ? 'ja' : 'en';
}

/** Every question of a layout in reading order. */
export function questionsOf(layout: Layout): readonly PlacedQuestion[] {
  return layout.sheets.flatMap(({ name, questions }) => questions.map(question => ({ sheet: name, question })));
}

/**
 * Reads a workbook and finds its questions.
 * @throws InputError when it is no workbook that can be read, or `no-question` when nothing in it asks
 */
export async function inspectWorkbook(
  bytes: Uint8Array,
  fileName: string,
  correction?: LayoutCorrection,
): Promise<Layout> {
  const workbook = await readWorkbook(bytes, fileName);
  const layout = detectLayout(workbook, correction);
  return { ...layout, messages: [...workbook.messages, ...layout.messages] };
}

/** Refuses a layout without questions, telling how each sheet was judged. */
export function requireQuestions(layout: Layout): void {
  if (layout.sheets.some(sheet => sheet.questions.length > 0)) return;
  const reasons = layout.sheets.map(sheet => `${sheet.name}: ${sheet.reason}`).join(' / ');
  throw new InputError(
    'no-question',
    `「${layout.file}」に質問が見つかりません（${reasons}）。質問のある列を --layout か画面の「レイアウト」で指定してください。`,
    `No question was found in "${layout.file}". Name its question column with --layout or on the layout page.`,
  );
}

/** Answers one question of a sheet and gives it the text that would be written. */
export function answerQuestion(matcher: Matcher, placed: PlacedQuestion): PlacedAnswer {
  const { sheet, question } = placed;
  const lang = langOf(question.text);
  const answer = matcher.answer({ id: questionId(placed), question: question.text, category: question.category, lang });
  return { ...answer, sheet, row: question.row, text: answerText(answer, lang) };
}

/** What is written into the cells of one question; `final` writes nothing that still needs review. */
export function editsFor(
  { sheet, question }: PlacedQuestion,
  answer: PlacedAnswer,
  mode: Mode,
): { readonly edits: readonly CellEdit[]; readonly messages: readonly Message[] } {
  if (question.prefilled || answer.status === 'no-evidence') return { edits: [], messages: [] };
  if (mode === 'final' && answer.status === 'review') return { edits: [], messages: [] };
  return answerEdits({
    sheet,
    question,
    verdict: answer.status === 'answered' ? answer.verdict : null,
    comment: answer.text,
    reference: referenceText(answer),
    lang: langOf(question.text),
  });
}

/** Counts the outcome of a workbook. */
export function countOutcome(questions: readonly PlacedQuestion[], answers: readonly PlacedAnswer[]): Counts {
  const of = (status: Answer['status']) => answers.filter(a => a.status === status).length;
  return {
    questions: questions.length,
    answered: of('answered'),
    review: of('review'),
    noEvidence: of('no-evidence'),
    prefilled: questions.filter(({ question }) => question.prefilled).length,
  };
}

/** What a workbook is answered with. */
export interface AnswerWorkbookInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly matcher: Matcher;
  readonly mode: Mode;
  readonly correction?: LayoutCorrection | undefined;
  /** Adds a sheet that lists the evidence (`--evidence-sheet`); default false. */
  readonly withEvidence?: boolean | undefined;
  /** Called after every question. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * The main job: a customer's workbook in, the same workbook filled and the report out.
 * @throws InputError as `inspectWorkbook` does, `no-question`, and `no-sheets-in-text` for evidence in a text file
 */
export async function answerWorkbook(
  input: AnswerWorkbookInput,
): Promise<{ readonly bytes: Uint8Array; readonly report: Report }> {
  const { bytes, fileName, matcher, mode, correction, withEvidence, onProgress } = input;
  if (withEvidence) refuseSheetInText(bytes, EVIDENCE_SHEET, fileName);
  const layout = await inspectWorkbook(bytes, fileName, correction);
  requireQuestions(layout);
  const questions = questionsOf(layout);
  const answers: PlacedAnswer[] = [];
  const edits: CellEdit[] = [];
  const messages: Message[] = [...layout.messages];
  for (const [at, placed] of questions.entries()) {
    if (!placed.question.prefilled) {
      const answer = answerQuestion(matcher, placed);
      const planned = editsFor(placed, answer, mode);
      answers.push(answer);
      edits.push(...planned.edits);
      messages.push(...planned.messages);
    }
    onProgress?.(at + 1, questions.length);
  }
  const result = await writeCells(bytes, edits, fileName);
  const evidence = withEvidence
    ? await addEvidenceSheet(
        result.bytes,
        evidenceSheet(questions, answers, mode, langOfQuestions(questions)),
        fileName,
      )
    : null;
  return {
    bytes: evidence?.bytes ?? result.bytes,
    report: {
      layout,
      answers,
      edits: result.written,
      counts: countOutcome(questions, answers),
      messages: [...messages, ...result.messages, ...(evidence ? [evidence.message] : [])],
    },
  };
}
