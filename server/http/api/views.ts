import type { QuestionnaireView } from '../../services/questionnaire-service.ts';
import { effectiveAnswer } from '../../services/review.ts';
import type { StoredQuestion } from '../../store/question-store.ts';

/** A questionnaire as the API tells it. */
export function questionnaireJson(q: QuestionnaireView) {
  const { id, fileName, service, status, progress, counts, reviews, customer, due, owner, createdAt, finishedAt } = q;
  const error = q.error && { code: q.error.code, message: q.error.ja, messageEn: q.error.en };
  return {
    id,
    fileName,
    service,
    status,
    progress,
    counts,
    reviews,
    customer,
    due,
    owner,
    createdAt,
    finishedAt,
    ...(error && { error }),
  };
}

/**
 * A question as the API tells it: `text` is the question's, `answer` is what counts now (the matcher's, with a person's
 * decision over it), `candidates` are the matcher's citations, by whose index `choose` names one.
 */
export function questionJson(q: StoredQuestion) {
  const { question } = q;
  const answer = effectiveAnswer(q);
  return {
    questionId: String(q.id),
    version: q.version,
    review: q.review,
    position: q.position,
    sheet: q.sheet,
    row: question.row,
    cell: question.cell,
    number: question.number,
    category: question.category,
    text: question.text,
    options: question.options,
    prefilled: question.prefilled,
    status: answer?.status ?? null,
    verdict: answer?.verdict ?? null,
    confidence: answer?.confidence ?? null,
    evidence: answer?.evidence ?? null,
    citations: answer?.citations ?? [],
    controls: answer?.controls ?? [],
    answer,
    candidates: q.answer?.citations ?? [],
    decision: q.decision,
    note: q.note,
    assignee: q.assignee,
  };
}

/** The few fields by which the desk lists and filters a question. */
export function queueJson(q: StoredQuestion) {
  const { question, answer } = q;
  return {
    id: q.id,
    position: q.position,
    version: q.version,
    review: q.review,
    sheet: q.sheet,
    cell: question.cell,
    number: question.number,
    category: question.category,
    text: question.text,
    status: answer?.status ?? null,
    verdict: effectiveAnswer(q)?.verdict ?? null,
    confidence: answer?.confidence ?? null,
    control: answer?.citations[0]?.section ?? answer?.controls[0]?.number ?? null,
    prefilled: question.prefilled,
    assignee: q.assignee,
    noted: q.note !== '',
  };
}
