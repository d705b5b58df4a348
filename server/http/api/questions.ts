import { type Request, Router } from 'express';
import { InputError } from '../../../knowledge/errors.ts';
import type { Verdict } from '../../../matchers/model.ts';
import type { Desk } from '../../services/desk.ts';
import { questionDetail } from '../../services/question-detail.ts';
import { requireQuestionnaire } from '../../services/questionnaire-service.ts';
import { MAX_CELL_TEXT, REVIEW_STATES, type ReviewCommand } from '../../services/review.ts';
import {
  annotate,
  bulkApprove,
  bulkCandidates,
  type Intent,
  requireQuestion,
  review,
  undo,
} from '../../services/review-service.ts';
import { listQuestions, questionsFrom, type StoredQuestion } from '../../store/question-store.ts';
import { badRequest } from '../errors.ts';
import { actorOf, choice, fields, optionalText, param, query, wholeNumber } from '../request.ts';
import { questionJson, queueJson } from './views.ts';

const VERDICTS: readonly Verdict[] = ['yes', 'partial', 'no', 'customer', 'info', 'unknown'];
const DECISIONS = ['approve', 'edit', 'reject', 'choose', 'flag'] as const;
/** What the list of questions can be narrowed to: how the matcher left them, or where people stand with them. */
const STATUSES = ['answered', 'review', 'no-evidence', ...REVIEW_STATES] as const;
const PAGE = 100;
const MAX_PAGE = 2000;

/** Questions: list, decide, take back, approve many. */
export function questionRoutes(desk: Desk): Router {
  const api = Router();
  const base = '/questionnaires/:id';

  api.get(`${base}/questions`, async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    const status = choice(req, 'status', [...STATUSES, 'all'], 'all');
    const limit = wholeNumber(query(req, 'limit') ?? PAGE, 'limit', 1, MAX_PAGE);
    // The cursor is the position of the next item: stable while questions are decided, whatever the filter.
    const from = wholeNumber(query(req, 'cursor') ?? 0, 'cursor', 0, Number.MAX_SAFE_INTEGER);
    const items: ReturnType<typeof questionJson>[] = [];
    let next: string | null = null;
    for await (const question of questionsFrom(desk.db, id, from)) {
      const item = questionJson(question);
      if (status !== 'all' && item.status !== status && item.review !== status) continue;
      if (items.length === limit) {
        next = String(item.position);
        break;
      }
      items.push(item);
    }
    res.json({ items, next });
  });

  api.get(`${base}/queue`, async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    res.json({ items: (await listQuestions(desk.db, id)).map(queueJson) });
  });

  api.get(`${base}/questions/:questionId`, async (req, res) => {
    const questionnaire = await requireQuestionnaire(desk, param(req, 'id'));
    const question = await requireQuestion(desk, questionnaire.id, questionNumber(req));
    res.json({ ...questionJson(question), ...(await questionDetail(desk, questionnaire, question)) });
  });

  api.patch(`${base}/questions/:questionId`, async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    const question = questionNumber(req);
    const { version, action } = fields(req);
    const intent: Intent = {
      questionnaire: id,
      question,
      version: wholeNumber(version, 'version', 1, Number.MAX_SAFE_INTEGER),
      actor: actorOf(req),
    };
    const changed = await act(req, intent, action);
    const also = await Promise.all(changed.filter(n => n !== question).map(n => requireQuestion(desk, id, n)));
    res.json({ ...questionJson(await requireQuestion(desk, id, question)), also: also.map(questionJson) });
  });

  const act = async (req: Request, intent: Intent, action: unknown): Promise<readonly number[]> => {
    if (action === 'undo') await undo(desk, intent);
    else if (action === 'note') await annotate(desk, intent, { note: optionalText(req, 'note', 4000) ?? '' });
    else if (action === 'assign') await annotate(desk, intent, { assignee: optionalText(req, 'assignee', 60) ?? '' });
    else {
      const question = await requireQuestion(desk, intent.questionnaire, intent.question);
      return review(desk, intent, commandOf(req, question), fields(req).together === true);
    }
    return [intent.question];
  };

  api.get(`${base}/approvals`, async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    const candidates = await bulkCandidates(desk, id, probability(query(req, 'confidence')));
    res.json({ items: candidates.map(({ question }) => questionJson(question)) });
  });

  api.post(`${base}/approvals`, async (req, res) => {
    const { id } = await requireQuestionnaire(desk, param(req, 'id'));
    const { approved, conflicts } = await bulkApprove(desk, id, seenQuestions(req), actorOf(req));
    res.json({ approved: approved.map(String), conflicts: conflicts.map(String) });
  });

  return api;
}

function questionNumber(req: Request): number {
  const text = param(req, 'questionId');
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InputError('no-such-question', 'この質問はありません。', 'There is no such question.');
}

function commandOf(req: Request, question: StoredQuestion): ReviewCommand {
  const { verdict, citation } = fields(req);
  const action = DECISIONS.find(a => a === fields(req).action);
  if (!action) {
    const all = [...DECISIONS, 'undo', 'note', 'assign'].join(', ');
    throw badRequest(`action は ${all} のいずれかです。`, `action must be one of ${all}.`);
  }
  const word = VERDICTS.find(v => v === verdict);
  if (verdict !== undefined && verdict !== null && !word) {
    throw badRequest(
      `verdict は ${VERDICTS.join(', ')} のいずれかです。`,
      `verdict must be one of ${VERDICTS.join(', ')}.`,
    );
  }
  const command: ReviewCommand = {
    action,
    verdict: word,
    option: optionalText(req, 'option', 1000),
    text: optionalText(req, 'text', MAX_CELL_TEXT),
    citation: citationIndex(citation, question),
  };
  if (action === 'choose' && command.citation === undefined) {
    throw badRequest('choose には citation を指定してください。', 'choose needs a citation.');
  }
  if (
    action === 'edit' &&
    [command.verdict, command.option, command.text, command.citation].every(v => v === undefined)
  ) {
    throw badRequest('edit には text か verdict を指定してください。', 'edit needs a text or a verdict.');
  }
  return command;
}

/** A candidate is named by its index or by its section. */
function citationIndex(value: unknown, question: StoredQuestion): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  const section = typeof value === 'object' ? (value as { section?: unknown }).section : value;
  const at = question.answer?.citations.findIndex(c => c.section === section) ?? -1;
  // Past the last candidate: the service says that there is none.
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

function seenQuestions(req: Request) {
  const { questions } = fields(req);
  const list: readonly unknown[] = Array.isArray(questions) ? questions : [];
  if (list.length === 0) {
    throw badRequest(
      'questions に [{"questionId", "version"}] を指定してください。',
      'questions must be a list of {"questionId", "version"}.',
    );
  }
  return list.map(item => {
    const { questionId, version } = (item ?? {}) as Record<string, unknown>;
    return {
      question: wholeNumber(questionId, 'questionId', 1, Number.MAX_SAFE_INTEGER),
      version: wholeNumber(version, 'version', 1, Number.MAX_SAFE_INTEGER),
    };
  });
}

function probability(text: string | undefined): number {
  const number = text === undefined ? Number.NaN : Number(text);
  if (number >= 0 && number <= 1) return number;
  throw badRequest('confidence は 0〜1 の数で指定してください。', 'confidence must be a number from 0 to 1.');
}
