import { type Request, Router } from 'express';
import type { Desk } from '../../services/desk.ts';
import { fillWorkbook, recordDeparture } from '../../services/export-service.ts';
import { requireQuestionnaire } from '../../services/questionnaire-service.ts';
import { effectiveAnswer } from '../../services/review.ts';
import { listExports } from '../../store/export-store.ts';
import { listQuestions } from '../../store/question-store.ts';
import { messageKey, say } from '../messages/index.ts';
import { langOfRequest } from '../pages/view.ts';
import { actorOf, choice, param } from '../request.ts';

const MODES = ['draft', 'final'] as const;

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** Media types by the ending of the customer's file; the same kind comes back. */
const MEDIA: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
};

/** What leaves Kotae: the filled workbook and the report. */
export function exportRoutes(desk: Desk): Router {
  const api = Router();
  // Nothing leaves in the answer to a HEAD.
  const departs = async (req: Request, ...what: Tail<Parameters<typeof recordDeparture>>) => {
    if (req.method === 'GET') await recordDeparture(desk, ...what);
  };

  api.get('/questionnaires/:id/workbook', async (req, res) => {
    const id = param(req, 'id');
    const mode = choice(req, 'mode', MODES, 'draft');
    const unreviewed = choice(req, 'unreviewed', ['refuse', 'blank'], 'refuse');
    const withEvidence = choice(req, 'evidence', ['none', 'sheet'], 'none') === 'sheet';
    const options = { unreviewed, withEvidence } as const;
    const { bytes, report, questionnaire, leftBlank } = await fillWorkbook(desk, id, mode, options);
    const cells = report.edits.length;
    await departs(req, id, { kind: mode, bytes, actor: actorOf(req), cells, leftBlank });
    const name = answeredName(questionnaire.fileName, mode);
    res.attachment(name);
    res.type(MEDIA[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream');
    res.send(Buffer.from(bytes));
  });

  api.get('/questionnaires/:id/report', async (req, res) => {
    const id = param(req, 'id');
    const mode = choice(req, 'mode', MODES, 'draft');
    const { report } = await fillWorkbook(desk, id, mode, { unreviewed: 'blank' });
    const body = JSON.stringify(report);
    await departs(req, id, { kind: 'json', bytes: body, actor: actorOf(req) });
    res.type('json').send(body);
  });

  api.get('/questionnaires/:id/review-workbook', async (req, res) => {
    const { id, fileName } = await requireQuestionnaire(desk, param(req, 'id'));
    const lang = langOfRequest(req, res);
    const lines = (await listQuestions(desk.db, id)).map(q => {
      const { sheet, question, note, review, decision } = q;
      const answer = question.prefilled ? null : effectiveAnswer(q);
      const state = say(lang, question.prefilled ? 'count.prefilled' : messageKey(`review.${review}`));
      const shown = answer !== null && answer.status !== 'no-evidence';
      const verdict = shown ? (decision?.option ?? say(lang, messageKey(`verdict.${answer.verdict}`))) : '';
      return { sheet, question, note, answer, state, verdict };
    });
    const bytes = await desk.tasks.review({ fileName, lines, lang });
    await departs(req, id, { kind: 'review', bytes, actor: actorOf(req) });
    res.attachment(`${fileName.replace(/\.[^.]*$/, '')}${lang === 'ja' ? '_確認用' : '_review'}.xlsx`);
    res.type(MEDIA.xlsx ?? '').send(Buffer.from(bytes));
  });

  api.get('/questionnaires/:id/exports', async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    res.json({ items: await listExports(desk.db, id) });
  });

  return api;
}

const SUFFIX = { draft: '_回答案', final: '_回答' } as const;

/** The name under which the filled workbook comes back: the customer's own, with what it is. */
export function answeredName(fileName: string, mode: keyof typeof SUFFIX): string {
  const at = fileName.lastIndexOf('.');
  const [stem, ending] = at > 0 ? [fileName.slice(0, at), fileName.slice(at)] : [fileName, '.xlsx'];
  return `${stem}${SUFFIX[mode]}${ending}`;
}
