import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { ConflictError, InputError } from '../../knowledge/errors.ts';
import type { Database } from '../store/database.ts';
import { currentPassages } from '../store/knowledge-store.ts';
import { storeAnswers, unansweredQuestions } from '../store/question-store.ts';
import { findQuestionnaire, finishAnswering, listQuestionnaires, setStatus } from '../store/questionnaire-store.ts';
import type { Tasks } from './tasks.ts';

/** Questions answered and stored at a time: progress moves and a killed server loses at most these. */
const BATCH = 20;

/** The questionnaires that wait for their answers, worked off one after the other. */
export interface AnsweringQueue {
  /** Adds a questionnaire whose status is `queued`; adding it twice is harmless. */
  add(id: string): void;
  /** Questionnaires that wait or are being answered. */
  readonly size: number;
  /** Tells who watches a questionnaire that it moved on, or is gone. */
  tell(id: string): void;
  /** Calls back whenever the questionnaire moved on; returns how to stop that. */
  watch(id: string, moved: () => void): () => void;
  /** How many watch a questionnaire. */
  watchers(id: string): number;
  /** Takes up what an earlier process left queued or half answered. */
  resume(): Promise<void>;
  /** Resolves once nothing waits. */
  idle(): Promise<void>;
  /** Stops after the batch at hand; the rest is taken up by the next `resume`. */
  close(): Promise<void>;
}

/** Starts an empty queue. `report` gets faults that are nobody's input, for the log. */
export function createAnsweringQueue(db: Database, tasks: Tasks, report: (fault: unknown) => void): AnsweringQueue {
  const waiting = new Set<string>();
  const moved = new EventEmitter();
  moved.setMaxListeners(0);
  let closed = false;
  let current: string | undefined;
  let running: Promise<void> | undefined;

  const answerOne = async (id: string): Promise<void> => {
    const questionnaire = await findQuestionnaire(db, id);
    if (questionnaire?.status !== 'queued' && questionnaire?.status !== 'answering') return;
    await setStatus(db, id, 'answering');
    moved.emit(id);
    const { service } = questionnaire;
    const passages = await currentPassages(db, service);
    const key = createHash('sha256').update(service).update(JSON.stringify(passages)).digest('hex');
    // Asked anew for every batch: a corrected layout may have changed the questions in the meantime.
    for (;;) {
      if (closed) return;
      const batch = await unansweredQuestions(db, id, BATCH);
      // Questions that a corrected layout brings at this very moment keep it from being ready.
      if (batch.length === 0 && (await finishAnswering(db, id, new Date().toISOString()))) break;
      const answers = await tasks.answer({ key, service, passages, questions: batch });
      if (answers.length !== batch.length) throw new Error('the matcher left a question without a word');
      await storeAnswers(
        db,
        batch.map(q => q.id),
        answers,
      );
      moved.emit(id);
    }
    moved.emit(id);
  };

  const run = async (): Promise<void> => {
    for (const id of waiting) {
      if (closed) return;
      // Out of the line before its turn: who adds it from here on means another turn.
      waiting.delete(id);
      current = id;
      try {
        await answerOne(id);
      } catch (fault) {
        if (closed) return;
        report(fault);
        await setStatus(db, id, 'failed', { error: asFailure(fault) }).catch(report);
        moved.emit(id);
      } finally {
        current = undefined;
      }
    }
  };

  const kick = (): void => {
    running ??= run().finally(() => {
      running = undefined;
      if (waiting.size > 0 && !closed) kick();
    });
  };

  return {
    add(id) {
      waiting.add(id);
      kick();
    },
    get size() {
      return waiting.size + (current === undefined || waiting.has(current) ? 0 : 1);
    },
    tell(id) {
      moved.emit(id);
    },
    watch(id, listener) {
      moved.on(id, listener);
      return () => moved.off(id, listener);
    },
    watchers: id => moved.listenerCount(id),
    async resume() {
      for (const { id, status } of [...(await listQuestionnaires(db))].reverse()) {
        if (status === 'queued' || status === 'answering') this.add(id);
      }
    },
    async idle() {
      while (running) await running;
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

function asFailure(fault: unknown): { code: string; ja: string; en: string } {
  if (fault instanceof InputError || fault instanceof ConflictError) {
    return { code: fault.code, ja: fault.message, en: fault.en };
  }
  return {
    code: 'internal',
    ja: '回答中に予期しないエラーが起きました。「もう一度回答する」を試し、続くようならログを確かめてください。',
    en: 'An unexpected error came up while answering. Try again; if it stays, look at the log.',
  };
}
