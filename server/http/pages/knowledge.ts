import { Router } from 'express';
import { InputError } from '../../../knowledge/errors.ts';
import { compareDisclosures } from '../../services/compare-disclosures.ts';
import type { Desk } from '../../services/desk.ts';
import { searchPassages } from '../../services/passage-search.ts';
import {
  currentPassages,
  findService,
  listDisclosures,
  listServices,
  passagesOf,
  type StoredDisclosure,
} from '../../store/knowledge-store.ts';
import { sentences } from '../messages/index.ts';
import { param, query } from '../request.ts';
import { langOfRequest, sendPage } from './view.ts';

/** Services, their disclosures, passages, imports and comparisons. */
export function knowledgePages({ db }: Desk): Router {
  const pages = Router();

  pages.get('/knowledge', async (req, res) => {
    const current = (await listDisclosures(db)).filter(d => d.supersededAt === null);
    const services = (await listServices(db)).map(service => {
      const disclosures = current.filter(d => d.service === service.id);
      return { ...service, disclosures, passages: disclosures.reduce((n, d) => n + d.passages, 0) };
    });
    sendPage(req, res, 'knowledge', { title: 'knowledge.title', here: 'knowledge', services });
  });

  pages.get('/knowledge/services/:id', async (req, res) => {
    const service = await findService(db, param(req, 'id'));
    if (!service) {
      throw new InputError('not-found', 'このサービスは登録されていません。', 'This service is not known.');
    }
    const disclosures = (await listDisclosures(db, service.id)).map(d => ({ ...d, current: d.supersededAt === null }));
    const typed = (query(req, 'q') ?? '').slice(0, 200);
    const passages = searchPassages(await currentPassages(db, service.id), typed);
    // The same address answers the page and, as one types, its list alone.
    sendPage(req, res, query(req, 'part') === 'list' ? 'passage-list' : 'service', {
      title: 'knowledge.title',
      plainTitle: service.name,
      here: 'knowledge',
      service,
      disclosures,
      comparable: disclosures.length > 1,
      typed,
      passages,
    });
  });

  pages.get('/knowledge/disclosures/:id', async (req, res) => {
    const disclosure = await requireDisclosure(await listDisclosures(db), param(req, 'id'));
    sendPage(req, res, 'disclosure', {
      title: 'knowledge.title',
      plainTitle: disclosure.title,
      here: 'knowledge',
      disclosure: { ...disclosure, current: disclosure.supersededAt === null },
      service: await findService(db, disclosure.service),
      passages: await passagesOf(db, disclosure.id),
    });
  });

  pages.get('/knowledge/compare', async (req, res) => {
    const all = await listDisclosures(db);
    const from = requireDisclosure(all, query(req, 'from'));
    const to = requireDisclosure(all, query(req, 'to'));
    const changes = compareDisclosures(await passagesOf(db, from.id), await passagesOf(db, to.id));
    const choices = all.filter(d => d.service === to.service || d.service === from.service);
    sendPage(req, res, 'compare', {
      title: 'knowledge.compare',
      here: 'knowledge',
      from,
      to,
      choicesFrom: choices.map(d => ({ ...d, selected: d.id === from.id })),
      choicesTo: choices.map(d => ({ ...d, selected: d.id === to.id })),
      changes: changes.filter(change => change.kind !== 'same'),
      same: changes.filter(change => change.kind === 'same').length,
    });
  });

  pages.get('/knowledge/import', async (req, res) => {
    sendPage(req, res, 'import', {
      title: 'import.title',
      here: 'knowledge',
      services: await listServices(db),
      messages: sentences(langOfRequest(req, res), ['import.', 'desk.offline']),
    });
  });

  return pages;
}

function requireDisclosure(all: readonly StoredDisclosure[], id: string | undefined): StoredDisclosure {
  const found = all.find(d => String(d.id) === id);
  if (found) return found;
  throw new InputError('no-such-disclosure', 'この文書はありません。', 'There is no such disclosure.');
}
