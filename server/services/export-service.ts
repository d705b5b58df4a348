import { createHash } from 'node:crypto';
import { ConflictError } from '../../knowledge/errors.ts';
import { type ExportEvent, listExports, recordExport } from '../store/export-store.ts';
import { listQuestions, type StoredQuestion } from '../store/question-store.ts';
import { layoutOf } from '../store/questionnaire-store.ts';
import { countOutcome, langOfQuestions, type Mode, type Report } from './answer-workbook.ts';
import type { Desk } from './desk.ts';
import { evidenceSheet } from './evidence-sheet.ts';
import { planExport, wholeLayout } from './export-plan.ts';
import { type QuestionnaireView, requireQuestionnaire } from './questionnaire-service.ts';

/** A filled workbook with what was written into it. */
export interface FilledWorkbook {
  readonly questionnaire: QuestionnaireView;
  readonly bytes: Uint8Array;
  readonly report: Report;
  readonly leftBlank: number;
}

/** The final workbook may not go out while people have not decided; the list says what. */
export class UndecidedError extends ConflictError {
  constructor(readonly undecided: readonly StoredQuestion[]) {
    super(
      'needs-review',
      `要確認の質問が${undecided.length}件残っているため、最終版を出力できません。確認を済ませるか、未確認を空欄にして出力してください。`,
      `${undecided.length} questions still need review, so the final workbook cannot go out. Decide them, or leave them blank with unreviewed=blank.`,
    );
    this.name = 'UndecidedError';
  }
}

/** What may be asked of an export beside its mode. */
export interface FillOptions {
  /** What happens to questions that nobody has decided in a `final` workbook; default `refuse`. */
  readonly unreviewed?: 'refuse' | 'blank';
  /** Adds a sheet that lists the evidence; default false. */
  readonly withEvidence?: boolean;
}

/**
 * Fills the customer's workbook as the questionnaire stands.
 * @throws InputError `no-such-questionnaire`, `no-sheets-in-text`; ConflictError `not-ready`; UndecidedError where `final` may not go out
 */
export async function fillWorkbook(
  desk: Desk,
  id: string,
  mode: Mode,
  { unreviewed = 'refuse', withEvidence = false }: FillOptions = {},
): Promise<FilledWorkbook> {
  const questionnaire = await requireQuestionnaire(desk, id);
  if (questionnaire.status !== 'ready') {
    throw new ConflictError(
      'not-ready',
      'このチェックシートはまだ回答が終わっていません。終わってから出力してください。',
      'This questionnaire is not answered yet. Export it when it is.',
    );
  }
  const questions = await listQuestions(desk.db, id);
  const plan = planExport(questions, mode);
  if (mode === 'final' && unreviewed === 'refuse' && plan.undecided.length > 0) {
    throw new UndecidedError(plan.undecided);
  }
  const layout = wholeLayout(await layoutOf(desk.db, id), questions);
  const { fileName } = questionnaire;
  const evidence = withEvidence ? evidenceSheet(questions, plan.answers, mode, langOfQuestions(questions)) : undefined;
  const filled = await desk.tasks.fill({
    bytes: await desk.originals.read(id),
    fileName,
    edits: plan.edits,
    evidence,
  });
  return {
    questionnaire,
    bytes: filled.bytes,
    report: {
      layout,
      answers: plan.answers,
      edits: filled.written,
      counts: countOutcome(questions, plan.answers),
      messages: [...layout.messages, ...plan.messages, ...filled.messages],
    },
    leftBlank: mode === 'final' ? plan.undecided.length : 0,
  };
}

/** Puts on record that a file left Kotae; call it for what is sent, not for what is only asked after (HEAD). */
export async function recordDeparture(
  desk: Desk,
  id: string,
  file: { readonly kind: ExportEvent['kind']; readonly bytes: Uint8Array | string; readonly actor: string } & Partial<
    Pick<ExportEvent, 'cells' | 'leftBlank'>
  >,
): Promise<void> {
  const { kind, bytes, actor, cells = 0, leftBlank = 0 } = file;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // A page is looked at again and again: the same report to the same person is one line of the record.
  const [last] = kind === 'evidence' ? await listExports(desk.db, id) : [];
  if (last?.kind === kind && last.actor === actor && last.sha256 === sha256) return;
  await recordExport(desk.db, id, { at: desk.now(), actor, kind, cells, leftBlank, sha256 });
}
