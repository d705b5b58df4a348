import { type Request, type Response, Router } from 'express';
import type { Desk } from '../../services/desk.ts';
import { planExport, wholeLayout } from '../../services/export-plan.ts';
import { recordDeparture } from '../../services/export-service.ts';
import { groupMessages } from '../../services/message-groups.ts';
import { type QuestionnaireView, requireQuestionnaire } from '../../services/questionnaire-service.ts';
import { effectiveAnswer } from '../../services/review.ts';
import { listExports } from '../../store/export-store.ts';
import { findService } from '../../store/knowledge-store.ts';
import { listQuestions, type StoredQuestion } from '../../store/question-store.ts';
import { layoutOf } from '../../store/questionnaire-store.ts';
import { questionnaireJson } from '../api/views.ts';
import { messageKey, say, sentences } from '../messages/index.ts';
import { actorOf, param } from '../request.ts';
import { langOfRequest, sendPage } from './view.ts';

const DESK_WORDS = ['desk.', 'review.', 'answer.', 'verdict.', 'action.', 'guard.', 'key.', 'count.'];
const PROGRESS_WORDS = ['progress.', 'status.', 'count.', 'desk.offline'];

/** The pages of one questionnaire. */
export function questionnairePages(desk: Desk): Router {
  const pages = Router();
  const questionnaireOf = (req: Request) => requireQuestionnaire(desk, param(req, 'id'));
  const send = async (
    req: Request,
    res: Response,
    page: string,
    questionnaire: QuestionnaireView,
    data: Readonly<Record<string, unknown>>,
  ) => {
    const service = await findService(desk.db, questionnaire.service);
    sendPage(req, res, page, { title: 'home.title', questionnaire, service, ...data });
  };

  pages.get('/questionnaires/:id', async (req, res) => {
    const questionnaire = await questionnaireOf(req);
    const { id, status, error } = questionnaire;
    if (status === 'layout') return res.redirect(303, `/questionnaires/${id}/layout`);
    const lang = langOfRequest(req, res);
    await send(req, res, status === 'ready' ? 'desk' : 'progress', questionnaire, {
      here: 'desk',
      error: error?.[lang],
      state: questionnaireJson(questionnaire),
      messages: sentences(lang, status === 'ready' ? DESK_WORDS : PROGRESS_WORDS),
    });
  });

  pages.get('/questionnaires/:id/layout', async (req, res) => {
    const questionnaire = await questionnaireOf(req);
    const layout = wholeLayout(
      await layoutOf(desk.db, questionnaire.id),
      await listQuestions(desk.db, questionnaire.id),
    );
    const lang = langOfRequest(req, res);
    await send(req, res, 'layout', questionnaire, {
      here: 'layout',
      layout,
      layoutMessages: layout.messages.map(m => ({ where: m.where, text: lang === 'ja' ? m.text : m.en })),
      messages: sentences(lang, ['layout.', 'desk.offline']),
    });
  });

  pages.get('/questionnaires/:id/export', async (req, res) => {
    const questionnaire = await questionnaireOf(req);
    const { id, fileName, reviews, status } = questionnaire;
    const questions = await listQuestions(desk.db, id);
    const plan = planExport(questions, 'final');
    const lang = langOfRequest(req, res);
    const told = groupMessages(planExport(questions, 'draft').messages.filter(m => m.severity === 'warning'));
    await send(req, res, 'export', questionnaire, {
      here: 'export',
      ready: status === 'ready',
      // A text file has no place for a further sheet.
      takesSheet: !/\.(csv|tsv|tab|txt)$/i.test(fileName),
      undecided: reviews['needs-review'],
      blanks: plan.answers.filter(answer => answer.status === 'no-evidence').length,
      warnings: told.map(m => ({ where: m.where, text: lang === 'ja' ? m.text : m.en })),
      exports: await listExports(desk.db, id),
      jsonName: `${fileName.replace(/\.[^.]*$/, '')}.json`,
      messages: sentences(lang, ['desk.saved', 'desk.offline', 'export.working', 'export.done']),
    });
  });

  pages.get('/questionnaires/:id/evidence', async (req, res) => {
    const questionnaire = await questionnaireOf(req);
    const lang = langOfRequest(req, res);
    const lines = (await listQuestions(desk.db, questionnaire.id)).map(q =>
      evidenceLine(q, key => say(lang, messageKey(key))),
    );
    const cited = lines.flatMap(line => line.citations.map(c => c.disclosure));
    const documents = [...new Map(cited.map(d => [`${d.title} ${d.version}`, d])).values()];
    const madeAt = desk.now();
    // Nothing leaves in the answer to a HEAD.
    if (req.method === 'GET') {
      const bytes = JSON.stringify(lines);
      await recordDeparture(desk, questionnaire.id, { kind: 'evidence', bytes, actor: actorOf(req) });
    }
    await send(req, res, 'evidence', questionnaire, { here: 'export', lines, documents, madeAt });
  });

  return pages;
}

/** A question as the evidence report prints it. */
function evidenceLine(q: StoredQuestion, word: (key: string) => string) {
  const { question, id, review } = q;
  const answer = question.prefilled ? null : effectiveAnswer(q);
  const kind = question.prefilled ? 'prefilled' : review === 'draft' ? (answer?.status ?? 'draft') : review;
  const stateName = question.prefilled
    ? word('count.prefilled')
    : review === 'draft' && answer
      ? word(`answer.${answer.status}`)
      : word(`review.${review}`);
  const shown = answer !== null && answer.status !== 'no-evidence';
  return {
    id,
    number: question.number,
    text: question.text,
    place: `${q.sheet} ${question.cell}`,
    kind,
    stateName,
    word: shown ? (q.decision?.option ?? word(`verdict.${answer.verdict}`)) : '',
    answerText: answer?.text ?? '',
    citations: shown ? answer.citations.slice(0, answer.quoted) : [],
  };
}
