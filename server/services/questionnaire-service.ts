import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '../../knowledge/errors.ts';
import type { Layout, LayoutCorrection } from '../../workbooks/model.ts';
import type { WorkbookFile } from '../jobs/tasks.ts';
import { findService, listServices } from '../store/knowledge-store.ts';
import { rememberCorrection, rememberedCorrection } from '../store/layout-memory-store.ts';
import {
  findQuestionnaire,
  insertQuestionnaire,
  listQuestionnaires,
  noSuchQuestionnaire,
  removeQuestionnaire,
  replaceLayout,
  type StoredQuestionnaire,
  setStatus,
} from '../store/questionnaire-store.ts';
import { NO_TALLY, type Tally, tallies } from '../store/tally-store.ts';
import { questionsOf, requireQuestions } from './answer-workbook.ts';
import { isCalendarDate } from './calendar-date.ts';
import type { Desk } from './desk.ts';

/** A questionnaire with how far it is. */
export type QuestionnaireView = StoredQuestionnaire & Tally;

/** Unfinished questionnaires beyond which no further one is taken. */
const MAX_WAITING = 50;

/** A workbook that someone brought. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly service: string;
  readonly correction?: LayoutCorrection | undefined;
  /** Wait with answering until a person has looked at the layout; a workbook without a question is taken too. */
  readonly checkLayout?: boolean | undefined;
  readonly customer?: string | undefined;
  readonly due?: string | undefined;
  readonly owner?: string | undefined;
}

/**
 * Takes a workbook in: reads it, keeps it and queues it for answering.
 * @returns the questionnaire's id
 * @throws InputError `unknown-service`, `busy`, `bad-date`, `no-question`, or what reading the workbook throws
 */
export async function takeIn(desk: Desk, upload: Upload): Promise<string> {
  const { db } = desk;
  if (!(await findService(db, upload.service))) throw await noSuchService(desk, upload.service);
  if (desk.queue.size >= MAX_WAITING) {
    throw new InputError(
      'busy',
      `回答待ちのチェックシートが${MAX_WAITING}件あります。終わってからもう一度アップロードしてください。`,
      `${MAX_WAITING} questionnaires are waiting. Upload again when they are done.`,
    );
  }
  const due = upload.due ? checkedDate(upload.due) : null;
  const file = { bytes: upload.bytes, fileName: upload.fileName };
  const { read, correction } = await readByMemory(desk, file, upload.correction ?? null);
  if (!upload.checkLayout) requireQuestions(read.layout);
  const id = randomUUID();
  await desk.originals.keep(id, upload.bytes);
  try {
    await insertQuestionnaire(
      db,
      {
        id,
        fileName: upload.fileName,
        service: upload.service,
        status: upload.checkLayout ? 'layout' : 'queued',
        correction,
        fingerprint: read.fingerprint,
        customer: upload.customer ?? '',
        due,
        owner: upload.owner ?? '',
        createdAt: desk.now(),
      },
      read.layout,
      questionsOf(read.layout),
    );
  } catch (fault) {
    await desk.originals.remove(id);
    throw fault;
  }
  if (!upload.checkLayout) desk.queue.add(id);
  return id;
}

/** Reads a workbook, by the correction that came with it or the one that a person made for its template before. */
async function readByMemory(desk: Desk, file: WorkbookFile, given: LayoutCorrection | null) {
  const detected = await desk.tasks.inspect({ ...file, correction: given });
  const known = given ? null : await rememberedCorrection(desk.db, detected.fingerprint);
  if (!known) return { read: detected, correction: given };
  try {
    return { read: await desk.tasks.inspect({ ...file, correction: known }), correction: known };
  } catch (fault) {
    // A template may be told alike and still lack a row that the correction names: then the detection stands.
    if (fault instanceof InputError) return { read: detected, correction: null };
    throw fault;
  }
}

/** Reads the workbook anew by a person's correction, keeps it for the template, and answers what is new. */
export async function correctLayout(desk: Desk, id: string, correction: LayoutCorrection): Promise<void> {
  const questionnaire = await requireQuestionnaire(desk, id);
  const bytes = await desk.originals.read(id);
  const { layout } = await desk.tasks.inspect({ bytes, fileName: questionnaire.fileName, correction });
  requireQuestions(layout);
  await replaceLayout(desk.db, id, { layout, correction, status: 'queued' }, questionsOf(layout));
  await rememberCorrection(desk.db, questionnaire.fingerprint, correction, desk.now());
  desk.queue.add(id);
}

/** How the workbook would be read by a correction; nothing is stored. */
export async function previewLayout(desk: Desk, id: string, correction: LayoutCorrection): Promise<Layout> {
  const { fileName } = await requireQuestionnaire(desk, id);
  const bytes = await desk.originals.read(id);
  return (await desk.tasks.inspect({ bytes, fileName, correction })).layout;
}

/** Starts answering after a look at the layout, or again after a failure. @throws ConflictError `not-waiting` */
export async function startAnswering(desk: Desk, id: string): Promise<void> {
  const { status, progress } = await requireQuestionnaire(desk, id);
  if (status === 'queued' || status === 'answering' || status === 'ready') {
    throw new ConflictError(
      'not-waiting',
      'このチェックシートの回答はすでに始まっています。',
      'Answering this questionnaire has begun already.',
    );
  }
  if (progress.total === 0) {
    throw new InputError(
      'no-question',
      '質問の列がまだ指定されていません。レイアウトの画面で指定してください。',
      'No question column is named yet. Name it on the layout page.',
    );
  }
  await setStatus(desk.db, id, 'queued');
  desk.queue.add(id);
}

/** Removes a questionnaire, its history and its original. */
export async function discard(desk: Desk, id: string): Promise<void> {
  await requireQuestionnaire(desk, id);
  await removeQuestionnaire(desk.db, id);
  await desk.originals.remove(id);
  desk.queue.tell(id);
}

/** @throws InputError `no-such-questionnaire` */
export async function requireQuestionnaire({ db }: Pick<Desk, 'db'>, id: string): Promise<QuestionnaireView> {
  const found = await findQuestionnaire(db, id);
  if (!found) throw noSuchQuestionnaire();
  return { ...found, ...((await tallies(db, id)).get(id) ?? NO_TALLY) };
}

/** Every questionnaire with how far it is, newest first. */
export async function allQuestionnaires({ db }: Pick<Desk, 'db'>): Promise<readonly QuestionnaireView[]> {
  const byId = await tallies(db);
  return (await listQuestionnaires(db)).map(q => ({ ...q, ...(byId.get(q.id) ?? NO_TALLY) }));
}

/** @throws InputError `bad-date` */
export function checkedDate(date: string): string {
  if (isCalendarDate(date)) return date;
  throw new InputError(
    'bad-date',
    `期限は YYYY-MM-DD の形の日付で指定してください（指定値: ${date}）。`,
    `The due date must be a date written YYYY-MM-DD (it is ${date}).`,
  );
}

async function noSuchService({ db }: Desk, service: string): Promise<InputError> {
  const known = (await listServices(db)).map(s => s.id).join(', ');
  return new InputError(
    'unknown-service',
    `サービス「${service}」は登録されていません（登録済み: ${known}）。`,
    `The service "${service}" is not known (known: ${known}).`,
  );
}
