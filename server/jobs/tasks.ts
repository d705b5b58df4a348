import { type ImportedDisclosure, importDisclosure } from '../../knowledge/index.ts';
import type { Matcher } from '../../matchers/index.ts';
import type { Answer } from '../../matchers/model.ts';
import { detectLayout, layoutFingerprint, type NewSheet, readWorkbook, writeCells } from '../../workbooks/index.ts';
import type { CellEdit, Layout, LayoutCorrection } from '../../workbooks/model.ts';
import { type Lang, langOf } from '../services/answer-text.ts';
import { type PlacedQuestion, questionId } from '../services/answer-workbook.ts';
import { addEvidenceSheet } from '../services/evidence-sheet.ts';
import { matcherOver } from '../services/matcher.ts';
import { type ReviewLine, reviewWorkbook } from '../services/review-workbook.ts';
import type { StoredPassage } from '../store/knowledge-store.ts';
import { pictureOf, type SheetPicture } from './sheet-picture.ts';

/** A file as it came. */
export interface WorkbookFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** What a batch of questions is answered with. */
export interface AnswerBatch {
  /** Same as long as the passages are: the matcher over them is kept. */
  readonly key: string;
  readonly service: string;
  readonly passages: readonly StoredPassage[];
  readonly questions: readonly PlacedQuestion[];
}

/** What the review workbook is made of. */
export interface ReviewInput {
  readonly fileName: string;
  readonly lines: readonly ReviewLine[];
  readonly lang: Lang;
}

/**
 * The heavy work of the web application. The server does it in a worker thread (worker-client.ts), so that no page waits
 * for another's workbook; tests may do it in place. Each throws the errors of what it calls.
 */
export interface Tasks {
  /** Reads a workbook and finds its questions; `fingerprint` is the same for workbooks of one template. */
  inspect(
    input: WorkbookFile & { readonly correction: LayoutCorrection | null },
  ): Promise<{ readonly layout: Layout; readonly fingerprint: string }>;
  /** Reads a disclosure, storing nothing. */
  readDisclosure(input: WorkbookFile): Promise<ImportedDisclosure>;
  /** A sheet as it looks, for the layout page. */
  picture(input: WorkbookFile & { readonly sheet: string }): Promise<SheetPicture>;
  answer(input: AnswerBatch): Promise<readonly Answer[]>;
  /** Writes the edits; `evidence` is added as a sheet of its own. */
  fill(
    input: WorkbookFile & { readonly edits: readonly CellEdit[]; readonly evidence?: NewSheet | undefined },
  ): ReturnType<typeof writeCells>;
  /** A new workbook for colleagues (review-workbook.ts). */
  review(input: ReviewInput): Promise<Uint8Array>;
}

/** The tasks, done in the calling thread. */
export function localTasks(): Tasks {
  let kept: { readonly key: string; readonly matcher: Matcher } | undefined;
  return {
    async inspect({ bytes, fileName, correction }) {
      const workbook = await readWorkbook(bytes, fileName);
      const layout = detectLayout(workbook, correction ?? undefined);
      return {
        layout: { ...layout, messages: [...workbook.messages, ...layout.messages] },
        fingerprint: layoutFingerprint(workbook),
      };
    },
    async readDisclosure({ bytes, fileName }) {
      return importDisclosure(bytes, fileName);
    },
    async picture({ bytes, fileName, sheet }) {
      return pictureOf(await readWorkbook(bytes, fileName), sheet);
    },
    async answer({ key, service, passages, questions }) {
      if (kept?.key !== key) kept = { key, matcher: matcherOver(service, passages) };
      const { matcher } = kept;
      return questions.map(placed => {
        const { text, category } = placed.question;
        return matcher.answer({ id: questionId(placed), question: text, category, lang: langOf(text) });
      });
    },
    async review({ fileName, lines, lang }) {
      return reviewWorkbook(fileName, lines, lang);
    },
    async fill({ bytes, edits, evidence, fileName }) {
      const filled = await writeCells(bytes, edits, fileName);
      if (evidence === undefined) return filled;
      const added = await addEvidenceSheet(filled.bytes, evidence, fileName);
      return { ...filled, bytes: added.bytes, messages: [...filled.messages, added.message] };
    },
  };
}
