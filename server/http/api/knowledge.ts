import { type Request, Router } from 'express';
import { InputError } from '../../../knowledge/errors.ts';
import type { Desk } from '../../services/desk.ts';
import { type DocumentReader, type ImportFlags, importFile, previewImport } from '../../services/knowledge-service.ts';
import { listDisclosures, listServices, passagesOf } from '../../store/knowledge-store.ts';
import { badRequest } from '../errors.ts';
import { optionalText, param } from '../request.ts';
import { oneFile, plainName } from '../upload.ts';

/** What can be cited: services, disclosures, imports. */
export function knowledgeRoutes(desk: Desk): Router {
  const { db } = desk;
  const api = Router();

  api.get('/services', async (_req, res) => {
    const current = (await listDisclosures(db)).filter(d => d.supersededAt === null);
    const services = (await listServices(db)).map(service => {
      const own = current.filter(d => d.service === service.id);
      return { ...service, passages: own.reduce((n, d) => n + d.passages, 0), disclosures: own };
    });
    res.json({ items: services });
  });

  api.get('/disclosures', async (_req, res) => {
    res.json({ items: await listDisclosures(db) });
  });

  api.get('/disclosures/:id', async (req, res) => {
    const disclosure = (await listDisclosures(db)).find(d => String(d.id) === param(req, 'id'));
    if (!disclosure) {
      throw new InputError('no-such-disclosure', 'この文書はありません。', 'There is no such disclosure.');
    }
    res.json({ ...disclosure, content: await passagesOf(db, disclosure.id) });
  });

  api.post('/disclosures', oneFile, async (req, res) => {
    const { file } = req;
    if (!file) throw badRequest('文書を file に指定してください。', 'Send the document in the field "file".');
    const name = plainName(file.originalname);
    const read: DocumentReader = (bytes, fileName) => desk.tasks.readDisclosure({ bytes, fileName });
    if (optionalText(req, 'preview') === 'true') {
      const { service, disclosure, messages } = await previewImport(db, file.buffer, name, importFlags(req), read);
      res.json({ service, disclosure, messages });
      return;
    }
    const outcome = await importFile(db, file.buffer, name, importFlags(req), desk.now(), read);
    res.status(outcome.outcome === 'unchanged' ? 200 : 201).json(outcome);
  });

  return api;
}

/** What the person says of the document; an empty field of a form says nothing. */
function importFlags(req: Request): ImportFlags {
  const given = (['service', 'title', 'version', 'effective'] as const).flatMap(name => {
    const text = optionalText(req, name)?.trim();
    return text ? [[name, text]] : [];
  });
  return Object.fromEntries(given);
}
