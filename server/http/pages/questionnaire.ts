import { Router } from 'express';
import type { Desk } from '../../services/desk.ts';
import { requireQuestionnaire } from '../../services/questionnaire-service.ts';
import { findService } from '../../store/knowledge-store.ts';
import { questionnaireJson } from '../api/views.ts';
import { sentences } from '../messages/index.ts';
import { param } from '../request.ts';
import { langOfRequest, sendPage } from './view.ts';

/** The pages of one questionnaire. */
export function questionnairePages(desk: Desk): Router {
  const pages = Router();

  pages.get('/questionnaires/:id', async (req, res) => {
    const questionnaire = await requireQuestionnaire(desk, param(req, 'id'));
    if (questionnaire.status === 'layout') return res.redirect(303, `/questionnaires/${questionnaire.id}/layout`);
    const ready = questionnaire.status === 'ready';
    const lang = langOfRequest(req, res);
    sendPage(req, res, ready ? 'desk' : 'progress', {
      title: questionnaire.fileName,
      here: 'desk',
      questionnaire,
      service: await findService(desk.db, questionnaire.service),
      error: questionnaire.error && (lang === 'ja' ? questionnaire.error.ja : questionnaire.error.en),
      state: questionnaireJson(questionnaire),
      messages: sentences(
        lang,
        ready
          ? ['desk.', 'review.', 'answer.', 'verdict.', 'action.', 'guard.', 'key.', 'count.']
          : ['progress.', 'status.', 'count.', 'desk.offline'],
      ),
    });
  });

  return pages;
}
