import { Router } from 'express';
import type { Desk } from '../../services/desk.ts';
import { wholeLayout } from '../../services/export-plan.ts';
import { parseCorrection } from '../../services/layout-correction.ts';
import {
  allQuestionnaires,
  checkedDate,
  correctLayout,
  discard,
  previewLayout,
  requireQuestionnaire,
  startAnswering,
  takeIn,
} from '../../services/questionnaire-service.ts';
import { listQuestions } from '../../store/question-store.ts';
import { layoutOf, setParticulars } from '../../store/questionnaire-store.ts';
import { badRequest } from '../errors.ts';
import { actorOf, fields, optionalText, param, query, requiredText } from '../request.ts';
import { oneFile, plainName } from '../upload.ts';
import { progressEvents } from './events.ts';
import { questionnaireJson } from './views.ts';

/** Questionnaires: take in, look at, correct, discard. */
export function questionnaireRoutes(desk: Desk): Router {
  const api = Router();

  api.get('/questionnaires', async (_req, res) => {
    res.json({ items: (await allQuestionnaires(desk)).map(questionnaireJson) });
  });

  api.post('/questionnaires', oneFile, async (req, res) => {
    const { file } = req;
    if (!file) throw badRequest('ブックを file に指定してください。', 'Send the workbook in the field "file".');
    const layout = optionalText(req, 'layout', 1_000_000);
    const id = await takeIn(desk, {
      bytes: file.buffer,
      fileName: plainName(file.originalname),
      service: requiredText(req, 'service'),
      correction: layout === undefined ? undefined : parseCorrection(parsedJson(layout), 'layout'),
      checkLayout: optionalText(req, 'checkLayout') === 'true',
      customer: optionalText(req, 'customer'),
      due: optionalText(req, 'due') || undefined,
      owner: optionalText(req, 'owner') ?? actorOf(req),
    });
    res.status(201).location(`/api/v1/questionnaires/${id}`).json({ id });
  });

  api.get('/questionnaires/:id', async (req, res) => {
    res.json(questionnaireJson(await requireQuestionnaire(desk, param(req, 'id'))));
  });

  api.patch('/questionnaires/:id', async (req, res) => {
    const id = param(req, 'id');
    await requireQuestionnaire(desk, id);
    const customer = optionalText(req, 'customer');
    const owner = optionalText(req, 'owner');
    const due = optionalText(req, 'due');
    await setParticulars(desk.db, id, {
      ...(customer !== undefined && { customer }),
      ...(owner !== undefined && { owner }),
      ...('due' in fields(req) && { due: due ? checkedDate(due) : null }),
    });
    res.json(questionnaireJson(await requireQuestionnaire(desk, id)));
  });

  api.delete('/questionnaires/:id', async (req, res) => {
    await discard(desk, param(req, 'id'));
    res.status(204).end();
  });

  api.get('/questionnaires/:id/events', progressEvents(desk));

  api.post('/questionnaires/:id/answers', async (req, res) => {
    await startAnswering(desk, param(req, 'id'));
    res.status(202).json(questionnaireJson(await requireQuestionnaire(desk, param(req, 'id'))));
  });

  api.get('/questionnaires/:id/layout', async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    res.json(wholeLayout(await layoutOf(desk.db, id), await listQuestions(desk.db, id)));
  });

  api.put('/questionnaires/:id/layout', async (req, res) => {
    const id = param(req, 'id');
    await correctLayout(desk, id, parseCorrection(req.body, 'layout'));
    res.status(202).json(questionnaireJson(await requireQuestionnaire(desk, id)));
  });

  api.post('/questionnaires/:id/layout/preview', async (req, res) => {
    res.json(await previewLayout(desk, param(req, 'id'), parseCorrection(req.body, 'layout')));
  });

  api.get('/questionnaires/:id/picture', async (req, res) => {
    const { id, fileName } = await requireQuestionnaire(desk, param(req, 'id'));
    const sheet = query(req, 'sheet');
    if (!sheet) throw badRequest('sheet を指定してください。', 'sheet is missing.');
    res.json(await desk.tasks.picture({ bytes: await desk.originals.read(id), fileName, sheet }));
  });

  return api;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('layout はJSONで指定してください。', 'layout must be JSON.');
  }
}
