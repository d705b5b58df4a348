import { Router } from 'express';
import type { Desk } from '../../services/desk.ts';
import { allQuestionnaires, type QuestionnaireView, takeIn } from '../../services/questionnaire-service.ts';
import { listServices } from '../../store/knowledge-store.ts';
import { badRequest } from '../errors.ts';
import { sentences } from '../messages/index.ts';
import { actorOf, optionalText, requiredText } from '../request.ts';
import { requireFormToken } from '../security.ts';
import { oneFile, plainName } from '../upload.ts';
import { langOfRequest, sendPage } from './view.ts';

/** The home page: bring a workbook, find a questionnaire. */
export function homeRoutes(desk: Desk): Router {
  const pages = Router();

  pages.get('/', async (req, res) => {
    const services = await listServices(desk.db);
    const names = new Map(services.map(s => [s.id, s.name]));
    const today = desk.now().slice(0, 10);
    const questionnaires = (await allQuestionnaires(desk)).map(q =>
      listed(q, names.get(q.service) ?? q.service, today),
    );
    sendPage(req, res, 'home', {
      title: 'home.title',
      here: 'home',
      services,
      // With several services none is chosen beforehand: answers for the wrong one would look right.
      several: services.length > 1,
      questionnaires,
      statuses: ['layout', 'queued', 'answering', 'ready', 'done', 'failed'],
      messages: sentences(langOfRequest(req, res), ['home.', 'desk.offline', 'status.']),
    });
  });

  // Where the form without scripts was sent to, should somebody go there: the list.
  pages.get('/questionnaires', (_req, res) => res.redirect(303, '/'));

  // The form works without scripts too; home.js sends the same to the API and tells errors in place.
  pages.post('/questionnaires', oneFile, requireFormToken, async (req, res) => {
    const { file } = req;
    if (!file) throw badRequest('ファイルを選んでください。', 'Choose a file.');
    const id = await takeIn(desk, {
      bytes: file.buffer,
      fileName: plainName(file.originalname),
      service: requiredText(req, 'service'),
      checkLayout: optionalText(req, 'checkLayout') === 'true',
      customer: optionalText(req, 'customer'),
      due: optionalText(req, 'due') || undefined,
      owner: optionalText(req, 'owner') || actorOf(req),
    });
    res.redirect(303, `/questionnaires/${id}`);
  });

  return pages;
}

/** A questionnaire as a line of the list. */
function listed(q: QuestionnaireView, serviceName: string, today: string) {
  const open = q.reviews['needs-review'];
  const shown = q.status === 'ready' && open === 0 ? 'done' : q.status;
  return {
    ...q,
    serviceName,
    shown,
    open,
    percent: q.progress.total === 0 ? 0 : Math.round((q.progress.done / q.progress.total) * 100),
    overdue: q.due !== null && q.due < today && shown !== 'done',
    bar: summaryBar(q),
    haystack: [q.fileName, q.customer, q.owner, serviceName].join(' ').normalize('NFKC').toLowerCase(),
  };
}

/** The parts of the summary bar, in the order of the eye: decided, sure, to review, without evidence, filled before. */
export function summaryBar({ reviews, counts }: QuestionnaireView) {
  const decided = reviews.approved + reviews.edited + reviews.rejected;
  const open = reviews['needs-review'];
  const total = counts.questions;
  // Flagged or decided questions leave the matcher's classes; what is left of them is still as the matcher said.
  const left = Math.max(0, total - decided - open - counts.prefilled);
  const blank = Math.min(left, counts.noEvidence);
  const parts = [
    { kind: 'decided', n: decided },
    { kind: 'sure', n: left - blank },
    { kind: 'review', n: open },
    { kind: 'blank', n: blank },
    { kind: 'prefilled', n: counts.prefilled },
  ].filter(part => part.n > 0);
  const from = (at: number) => parts.slice(0, at).reduce((sum, part) => sum + part.n, 0);
  return { total, parts: parts.map((part, at) => ({ ...part, from: from(at) })) };
}
