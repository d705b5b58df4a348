import type { QuestionInput } from '../../../matchers/model.ts';
import { answerText, langOf } from '../../services/answer-text.ts';
import { type GlobalFlags, matcherFor, openKnowledge } from '../context.ts';
import { asRecord, readJsonLines, textField } from '../jsonl.ts';

/** The shape of a question line. */
export const QUESTION_SHAPE = 'id, question, category?, lang?';

/** A question line as the matcher takes it. */
export function toQuestion(value: unknown): QuestionInput | undefined {
  const record = asRecord(value);
  const id = record && textField(record, 'id');
  const question = record && textField(record, 'question');
  if (!record || id === undefined || question === undefined) return undefined;
  const lang = textField(record, 'lang');
  return {
    id,
    question,
    category: textField(record, 'category'),
    lang: lang === 'ja' || lang === 'en' ? lang : undefined,
  };
}

/** `kotae match`: one JSON line per question. */
export async function runMatch(flags: GlobalFlags & { service: string; questions: string }): Promise<void> {
  const db = await openKnowledge(flags);
  const matcher = await matcherFor(db, flags.service);
  for (const question of await readJsonLines(flags.questions, QUESTION_SHAPE, toQuestion)) {
    const answer = matcher.answer(question);
    const text = answerText(answer, question.lang ?? langOf(question.question));
    process.stdout.write(`${JSON.stringify({ ...answer, text })}\n`);
  }
}
